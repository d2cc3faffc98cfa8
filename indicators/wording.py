"""Write a period as each language does; sentences, screen and files say the same."""

from collections.abc import Iterable
from datetime import date

from indicators.periods import Period
from indicators.scope import UnmappedUnit
from languages import say
from languages.writing import day


def map_name(language: str, map_on: date | None) -> str:
    """Name the map: theo thời điểm; quy về 01/07/2025."""
    if map_on is None:
        return say(language, "map.then")
    return say(language, "map.rolled", day=_day(language, map_on))


def map_note(language: str, map_on: date, unmapped_units: Iterable[UnmappedUnit]) -> str:
    """Say what is refused and what is unallocated."""
    told: dict[str, list[str]] = {}
    for one in sorted(unmapped_units, key=lambda one: one.place != "refused"):
        head = "refused" if one.place == "refused" else "unallocated"
        told.setdefault(head, []).append(unmapped_reason(language, one))
    words = [say(language, f"map.{head}", units=", ".join(units)) for head, units in told.items()]
    complete = say(language, "map.complete")
    return say(language, "map.note", day=_day(language, map_on), words="; ".join(words) or complete)


def unmapped_reason(language: str, unit: UnmappedUnit) -> str:
    """Name the unit and the reason: Xã Gia Tân (bị chia về Xã Gia Vân, Phường Tây Hoa Lư)."""
    key = unit.place
    if key == "refused":
        key += "_divided" * bool(unit.about) + "_outside" * bool(unit.outside)
    about, outside = ", ".join(unit.about), ", ".join(unit.outside)
    return say(
        language, f"map.reason.{key}", unit=unit.name, about=about, outside=outside, count=len(unit.outside)
    )


def _day(language: str, day: date) -> str:
    return day.strftime(say(language, "format.day"))


_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def period_name(language: str, period: Period) -> str:
    """Return the period's name: quý III/2024, tháng 06/2024, năm 2024."""
    if period.kind == "all":
        return say(language, "period.all")
    if period.kind == "days":
        return say(
            language, "period.days", first=day(language, period.first), last=day(language, period.last)
        )
    year, month = period.last.year, period.last.month
    words = {
        "year": f"{year}",
        "month": f"{month:02}",
        "quarter": _ROMAN[-(-month // 3)],
        "half": _ROMAN[-(-month // 6)],
        "period": period.key,
    }
    key = f"half_{words['half']}" if period.kind == "half" else period.kind
    return say(language, f"period.{key}", **words)
