"""Define the fields that an officer's template may hold: what each one says of a subject."""

from collections.abc import Callable
from dataclasses import dataclass

from indicators.catalogue import CATALOGUE
from indicators.figure import Figure
from indicators.view import Measured
from languages.writing import NOTHING, number
from reports import formats, wording
from reports.documents.official import sender_for
from reports.letterheads import letterhead, sign
from reports.subject import Subject
from reports.visible import visible


@dataclass(frozen=True)
class Shown:
    """Hold an indicator's figure as text; `parts` are what a dot leads to."""

    text: str
    parts: dict[str, str]

    def __str__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> str:
        if name in PARTS:  # jinja reads {{on_time_06a.tu_so}} as an attribute
            return self.parts[name]
        raise AttributeError(name)


def _days(place: str) -> Callable[[Subject], str]:
    """Return a field for a day of the period; all time has no days."""

    def told(subject: Subject) -> str:
        period = subject.scope.period
        return NOTHING if period.kind == "all" else formats.day(subject.language, getattr(period, place))

    return told


def _head(part: str) -> Callable[[Subject], str]:
    """Return a field from the dated head, "" where no sender is known or no body stands above."""

    def told(subject: Subject) -> str:
        sender = sender_for(subject)
        if sender is None:
            return ""
        known = letterhead(sender, subject.unit_name, sign(sender, ""), "", "")
        return getattr(known, part) or ""

    return told


GENERAL: dict[str, Callable[[Subject], str]] = {
    "don_vi": lambda subject: subject.full_name,
    "ky": lambda subject: subject.period_name,
    "tu_ngay": _days("first"),
    "den_ngay": _days("last"),
    "ngay_chot": lambda subject: formats.day(subject.language, subject.scope.closing),
    "co_quan": _head("body"),
    "co_quan_tren": _head("superior"),
    "ky_hieu": _head("number"),
    "dia_danh": _head("place"),
    "ban_so_lieu": lambda subject: subject.asked.serving.id,
}


def _count(part: str) -> Callable[[str, Measured], str]:
    def told(language: str, one: Measured) -> str:
        value = getattr(one.figure, part)
        return NOTHING if value is None else number(language, value, 0)

    return told


def _before(one: Measured, language: str, figure: Figure | None) -> str:
    return formats.measure_text(language, one.indicator, figure.value if figure else None)


PARTS: dict[str, Callable[[str, Measured], str]] = {
    "ten": wording.named,
    "tu_so": _count("numerator"),
    "mau_so": _count("denominator"),
    "chi_tieu": lambda language, one: wording.aim(language, one.indicator, one.target),
    "nhan_dinh": wording.mark_and_word,
    "ky_truoc": lambda language, one: _before(one, language, one.previous),
    "cung_ky": lambda language, one: _before(one, language, one.year_before),
    "so_ky_truoc": lambda language, one: wording.change(language, one, one.previous),
    "so_cung_ky": lambda language, one: wording.change(language, one, one.year_before),
}


def general(subject: Subject) -> dict[str, str]:
    return {name: visible(told(subject))[0] for name, told in GENERAL.items()}


def shown(subject: Subject, one: Measured) -> Shown:
    parts = {name: visible(told(subject.language, one))[0] for name, told in PARTS.items()}
    if one.figure.state in ("value", "none"):
        return Shown(formats.measure_text(subject.language, one.indicator, one.figure.value), parts)
    return Shown(str(wording.value_or_word(subject.language, one)), parts)


def names() -> list[str]:
    """List all fields of text, indicators with and without their parts."""
    return [*GENERAL, *(name for id in CATALOGUE for name in (id, *(f"{id}.{part}" for part in PARTS)))]
