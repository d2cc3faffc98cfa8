"""Define the fields that an officer's template may hold: what each one says of a subject."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.figure import Figure
from languages import say
from languages.writing import NOTHING, number
from presentation import assessments, numbers
from presentation.context import Context
from reports.documents.official import sender_for
from reports.model.characters import visible_text
from reports.model.letterheads import letterhead, number_code
from reports.templates.sections import SECTIONS


@dataclass(frozen=True)
class FigureField:
    """Hold an indicator's figure as text; `parts` are what a dot leads to."""

    text: str
    parts: dict[str, str]

    def __str__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> str:
        if name in PARTS:  # jinja reads {{on_time_06a.tu_so}} as an attribute
            return self.parts[name]
        raise AttributeError(name)


def _days(place: str) -> Callable[[Context], str]:
    """Return a field for a day of the period; all time has no days."""

    def write_day(context: Context) -> str:
        period = context.scope.period
        return NOTHING if period.kind == "all" else numbers.day(context.language, getattr(period, place))

    return write_day


def _head(part: str) -> Callable[[Context], str]:
    """Return a field from the dated head, "" where no sender is known or no body stands above."""

    def write_head_part(context: Context) -> str:
        sender = sender_for(context)
        if sender is None:
            return ""
        known = letterhead(sender, context.unit_name, number_code(sender, ""), "", "")
        return getattr(known, part) or ""

    return write_head_part


GENERAL: dict[str, Callable[[Context], str]] = {
    "don_vi": lambda context: context.full_name,
    "ky": lambda context: context.period_name,
    "tu_ngay": _days("first"),
    "den_ngay": _days("last"),
    "ngay_chot": lambda context: numbers.day(context.language, context.scope.closing),
    "co_quan": _head("body"),
    "co_quan_tren": _head("superior"),
    "ky_hieu": _head("number"),
    "dia_danh": _head("place"),
    "ban_so_lieu": lambda context: context.snapshot.id,
}


def _count(part: str) -> Callable[[str, Assessment], str]:
    def write_count(language: str, assessment: Assessment) -> str:
        value = getattr(assessment.figure, part)
        return NOTHING if value is None else number(language, value, 0)

    return write_count


def _before(assessment: Assessment, language: str, figure: Figure | None) -> str:
    return numbers.measure_text(language, assessment.indicator, figure.value if figure else None)


PARTS: dict[str, Callable[[str, Assessment], str]] = {
    "ten": assessments.assessment_name,
    "tu_so": _count("numerator"),
    "mau_so": _count("denominator"),
    "chi_tieu": lambda language, one: assessments.target_words(language, one.indicator, one.target),
    "nhan_dinh": assessments.mark_and_word,
    "ky_truoc": lambda language, one: _before(one, language, one.previous),
    "cung_ky": lambda language, one: _before(one, language, one.year_before),
    "so_ky_truoc": lambda language, one: assessments.change_text(language, one, one.previous),
    "so_cung_ky": lambda language, one: assessments.change_text(language, one, one.year_before),
}


def general_fields(context: Context) -> dict[str, str]:
    return {name: visible_text(told(context))[0] for name, told in GENERAL.items()}


def build_figure_field(context: Context, assessment: Assessment) -> FigureField:
    parts = {name: visible_text(told(context.language, assessment))[0] for name, told in PARTS.items()}
    if assessment.figure.state in ("value", "none"):
        return FigureField(
            numbers.measure_text(context.language, assessment.indicator, assessment.figure.value), parts
        )
    return FigureField(str(assessments.value_or_word(context.language, assessment)), parts)


def field_names() -> list[str]:
    """List all fields of text, indicators with and without their parts."""
    return [*GENERAL, *(name for id in CATALOGUE for name in (id, *(f"{id}.{part}" for part in PARTS)))]


def field_list(language: str) -> str:
    """Return the list, with a table for each kind of field."""

    def list_meanings(table: str, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, say(language, f"{table}.{name}")) for name in names]

    indicators = [(id, say(language, f"indicator.{id}.name")) for id in CATALOGUE]
    tables = {
        "general": [(f"{{{{{name}}}}}", told) for name, told in list_meanings("template_field", GENERAL)],
        "indicator": [(f"{{{{{id}}}}}", told) for id, told in indicators],
        "part": [(f".{name}", told) for name, told in list_meanings("template_part", PARTS)],
        "section": [(f"{{{{{name}}}}}", told) for name, told in list_meanings("template_section", SECTIONS)],
    }
    meaning = say(language, "templates.head_meaning")
    return "\n\n".join(
        _table(say(language, f"templates.head_{kind}"), meaning, rows) for kind, rows in tables.items()
    )


def _table(head: str, meaning: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head} | {meaning} |", "|---|---|", *(f"| `{name}` | {told} |" for name, told in rows)]
    return "\n".join(lines)
