"""Say in sentences why a table cannot be made: unknown groups, periods by periods, periods too short."""

from collections.abc import Iterator

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator, PerHundred
from indicators.periods import KINDS, Period
from indicators.queries import split_dimensions
from languages import say
from presentation.assessments import indicator_name
from presentation.custom_table.spec import DIMENSIONS, PERIOD, PERIODS, TableSpec
from presentation.numbers import lower_initial

_OWN_MEANING = ("channel",)  # how a case came, how a ballot was taken: not the same thing


def refusals(language: str, spec: TableSpec, period: Period) -> list[str]:
    """Return the reasons against the table, empty where it can be made."""
    return list(_refusals(language, spec, period))


def _refusals(language: str, spec: TableSpec, period: Period) -> Iterator[str]:
    if not spec.indicators:
        yield say(language, "built.refused.no_indicator")
    if spec.columns == PERIOD and spec.rows in PERIODS:
        yield say(language, "built.refused.periods_twice")
    if spec.columns == PERIOD and period.kind == "all":
        yield say(language, "built.refused.nothing_before")
    if spec.rows in DIMENSIONS and spec.rows == spec.columns:
        yield say(language, "built.refused.same_twice", by=say(language, f"built.by.{spec.rows}"))
    if _shorter(period, spec.rows):
        yield say(
            language, "built.refused.too_short", kind=lower_initial(say(language, f"built.rows.{spec.rows}"))
        )
    yield from _not_divided(language, spec)


def _shorter(period: Period, rows: str) -> bool:
    """Tell whether the period is shorter than a row's: a quarter cut from a month would hold only a month."""
    lengths = {kind: place for place, kind in enumerate(KINDS)}
    return rows in PERIODS and period.kind in lengths and lengths[period.kind] < lengths[rows]


def _not_divided(language: str, spec: TableSpec) -> Iterator[str]:
    chosen = [CATALOGUE[one] for one in spec.indicators]
    for by in spec.split_dimensions:
        word = say(language, f"built.by.{by}")
        for one in chosen:
            if by not in split_dimensions(one):
                key = "two_sources" if isinstance(one, PerHundred) else "not_recorded"
                name = indicator_name(language, one)
                yield say(
                    language, f"built.refused.{key}", indicator=name, by=word, source=_source(language, one)
                )
        if by in _OWN_MEANING and len({one.table.name for one in chosen if by in split_dimensions(one)}) > 1:
            yield say(language, "built.refused.other_meaning", by=word)


def _source(language: str, indicator: Indicator) -> str:
    return say(language, f"built.source.{indicator.table.name}")
