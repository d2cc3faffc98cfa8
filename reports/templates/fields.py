"""Define the fields that an officer's template may hold: what each one says of a subject."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indicators.assessment import Measured
from indicators.catalogue import CATALOGUE
from indicators.figure import Figure
from languages import say
from languages.writing import NOTHING, number
from presentation import assessments, numbers
from reports.context import Subject
from reports.documents.official import sender_for
from reports.model.characters import visible
from reports.model.letterheads import letterhead, sign
from reports.templates.sections import SECTIONS


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
        return NOTHING if period.kind == "all" else numbers.day(subject.language, getattr(period, place))

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
    "ngay_chot": lambda subject: numbers.day(subject.language, subject.scope.closing),
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
    return numbers.measure_text(language, one.indicator, figure.value if figure else None)


PARTS: dict[str, Callable[[str, Measured], str]] = {
    "ten": assessments.named,
    "tu_so": _count("numerator"),
    "mau_so": _count("denominator"),
    "chi_tieu": lambda language, one: assessments.aim(language, one.indicator, one.target),
    "nhan_dinh": assessments.mark_and_word,
    "ky_truoc": lambda language, one: _before(one, language, one.previous),
    "cung_ky": lambda language, one: _before(one, language, one.year_before),
    "so_ky_truoc": lambda language, one: assessments.change(language, one, one.previous),
    "so_cung_ky": lambda language, one: assessments.change(language, one, one.year_before),
}


def general(subject: Subject) -> dict[str, str]:
    return {name: visible(told(subject))[0] for name, told in GENERAL.items()}


def shown(subject: Subject, one: Measured) -> Shown:
    parts = {name: visible(told(subject.language, one))[0] for name, told in PARTS.items()}
    if one.figure.state in ("value", "none"):
        return Shown(numbers.measure_text(subject.language, one.indicator, one.figure.value), parts)
    return Shown(str(assessments.value_or_word(subject.language, one)), parts)


def names() -> list[str]:
    """List all fields of text, indicators with and without their parts."""
    return [*GENERAL, *(name for id in CATALOGUE for name in (id, *(f"{id}.{part}" for part in PARTS)))]


def field_list(language: str) -> str:
    """Return the list, with a table for each kind of field."""

    def meant(table: str, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, say(language, f"{table}.{name}")) for name in names]

    indicators = [(id, say(language, f"indicator.{id}.name")) for id in CATALOGUE]
    tables = {
        "general": [(f"{{{{{name}}}}}", told) for name, told in meant("template_field", GENERAL)],
        "indicator": [(f"{{{{{id}}}}}", told) for id, told in indicators],
        "part": [(f".{name}", told) for name, told in meant("template_part", PARTS)],
        "section": [(f"{{{{{name}}}}}", told) for name, told in meant("template_section", SECTIONS)],
    }
    meaning = say(language, "templates.head_meaning")
    return "\n\n".join(
        _table(say(language, f"templates.head_{kind}"), meaning, rows) for kind, rows in tables.items()
    )


def _table(head: str, meaning: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head} | {meaning} |", "|---|---|", *(f"| `{name}` | {told} |" for name, told in rows)]
    return "\n".join(lines)
