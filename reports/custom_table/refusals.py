"""Say in sentences why a table cannot be made: unknown groups, periods by periods, periods too short."""

from collections.abc import Iterator

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator, PerHundred
from indicators.periods import KINDS, Period
from indicators.queries import splits
from languages import say
from presentation.assessments import indicator_name
from presentation.numbers import initial
from reports.custom_table.spec import DIMENSIONS, PERIOD, PERIODS, Wanted

_OWN_MEANING = ("channel",)  # how a case came, how a ballot was taken: not the same thing


def refusals(language: str, wanted: Wanted, period: Period) -> list[str]:
    """Return the reasons against the table, empty where it can be made."""
    return list(_refusals(language, wanted, period))


def _refusals(language: str, wanted: Wanted, period: Period) -> Iterator[str]:
    if not wanted.indicators:
        yield say(language, "built.refused.no_indicator")
    if wanted.columns == PERIOD and wanted.rows in PERIODS:
        yield say(language, "built.refused.periods_twice")
    if wanted.columns == PERIOD and period.kind == "all":
        yield say(language, "built.refused.nothing_before")
    if wanted.rows in DIMENSIONS and wanted.rows == wanted.columns:
        yield say(language, "built.refused.same_twice", by=say(language, f"built.by.{wanted.rows}"))
    if _shorter(period, wanted.rows):
        yield say(
            language, "built.refused.too_short", kind=initial(say(language, f"built.rows.{wanted.rows}"))
        )
    yield from _not_divided(language, wanted)


def _shorter(period: Period, rows: str) -> bool:
    """Tell whether the period is shorter than a row's: a quarter cut from a month would hold only a month."""
    lengths = {kind: place for place, kind in enumerate(KINDS)}
    return rows in PERIODS and period.kind in lengths and lengths[period.kind] < lengths[rows]


def _not_divided(language: str, wanted: Wanted) -> Iterator[str]:
    chosen = [CATALOGUE[one] for one in wanted.indicators]
    for by in wanted.divided_by:
        word = say(language, f"built.by.{by}")
        for one in chosen:
            if by not in splits(one):
                key = "two_sources" if isinstance(one, PerHundred) else "not_recorded"
                name = indicator_name(language, one)
                yield say(
                    language, f"built.refused.{key}", indicator=name, by=word, source=_source(language, one)
                )
        if by in _OWN_MEANING and len({one.table.name for one in chosen if by in splits(one)}) > 1:
            yield say(language, "built.refused.other_meaning", by=word)


def _source(language: str, indicator: Indicator) -> str:
    return say(language, f"built.source.{indicator.table.name}")
