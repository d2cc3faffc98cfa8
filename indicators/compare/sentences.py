"""Write a difference between two snapshots as a sentence; screen, files and command line say the same."""

from collections.abc import Iterable, Mapping

import pandas as pd

from indicators.compare.figures import COUNTS, HOW, Comparison, Difference
from indicators.definition import Indicator, PerHundred
from indicators.figure import Figure
from indicators.queries.compare import WHOLE
from indicators.wording import period_name
from languages import say
from languages.writing import NOTHING, is_empty, number

COLUMNS = [
    *("sentence", "indicator", "unit_id", "period", "closed", "before", "after"),
    *("numerator_before", "numerator_after", "denominator_before", "denominator_after", *COUNTS),
]


def difference_sentence(language: str, difference: Difference, unit: str) -> str:
    """Write, e.g.: Xã A, tháng 08/2021: đã báo 96,2% (962/1.000), nay 95,8% (958/1.000): thêm 14 hồ sơ."""
    return say(
        language,
        "restated.sentence" if difference.closed else "restated.open",
        unit=unit,
        period=period_name(language, difference.period),
        before=_side(language, difference.indicator, difference.before, "before"),
        after=_side(language, difference.indicator, difference.after, "after"),
        rows=_rows(language, difference),
    )


def _side(language: str, indicator: Indicator, figure: Figure, side: str) -> str:
    return say(
        language, f"restated.{side}_{figure.state}", value=figure_with_parts(language, indicator, figure)
    )


def figure_with_parts(language: str, indicator: Indicator, figure: Figure) -> str:
    """Write 96,2% (962/1.000); the parts only where there are two."""
    text = number(language, figure.value, indicator.digits)
    if indicator.unit == "percent":
        text += "%"
    if figure.numerator is None or not figure.denominator:
        return text
    parts = "/".join(number(language, part, 0) for part in (figure.numerator, figure.denominator))
    return f"{text} ({parts})"


def _rows(language: str, difference: Difference) -> str:
    named = "both" if isinstance(difference.indicator, PerHundred) else difference.indicator.table.name
    nouns = [say(language, f"restated.noun.{one}") for one in (named, "total")]
    counted = zip(COUNTS, HOW * 2, [noun for noun in nouns for _ in HOW], strict=True)
    texts = [
        say(language, f"restated.{how}", count=number(language, getattr(difference, field), 0), noun=noun)
        for field, how, noun in counted
        if getattr(difference, field)
    ]
    return ", ".join(texts) or say(language, "restated.reports")


def comparison_remarks(language: str, comparison: Comparison) -> list[str]:
    """Return what has to be known beside the sentences: other settings, sources that only one side has."""
    said = [say(language, "restated.definitions")]
    if comparison.settings_changed:
        said.insert(0, say(language, "restated.settings_changed"))
    if comparison.one_sided:
        names = ", ".join(say(language, f"indicator.{one.id}.name") for one in comparison.one_sided)
        said.append(say(language, "restated.one_sided", names=names))
    return said


def differences_frame(
    language: str, differences: Iterable[Difference], names: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row a difference, the sentence with its parts.

    `names` of units by id, the whole under WHOLE.
    """
    rows = [_entry(language, told, names) for told in differences]
    return pd.DataFrame(rows, columns=COLUMNS)


def _entry(language: str, difference: Difference, names: Mapping[str, str]) -> list[object]:
    place = difference.unit_id or WHOLE
    unit = names.get(place, place)
    sides = [
        getattr(side, part)
        for part in ("value", "numerator", "denominator")
        for side in (difference.before, difference.after)
    ]
    counts = [getattr(difference, count) for count in COUNTS]
    said = difference_sentence(language, difference, unit)
    return [
        said,
        difference.indicator.id,
        difference.unit_id,
        difference.period.key,
        difference.closed,
        *sides,
        *counts,
    ]


def raw_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows_behind with the changes as text, values as they are stored."""
    changes = [
        "; ".join(f"{one.column}: {_raw(one.before)} → {_raw(one.after)}" for one in cells)
        for cells in rows["changes"]
    ]
    return rows.assign(changes=changes)


def _raw(value: object) -> str:
    return NOTHING if is_empty(value) else str(value)
