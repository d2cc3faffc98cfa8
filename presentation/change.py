"""Explain why a figure changed, in words and as a table to take away."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

import pandas as pd

from indicators.change.explanation import ChangeExplanation, Contribution, Grouping
from indicators.definition import Count, Indicator
from indicators.queries.change_cells import TOTAL, mix_of
from languages import say
from languages.writing import number
from presentation.confidence_levels import level_fields
from presentation.numbers import measure_text, shorten
from presentation.rows_in_words import word
from presentation.table import Column, Notes, Table

_TOLD = 2  # contributors named in a sentence
_LONGEST = 60  # letters of a name in a sentence: procedures are sentences themselves
_FACTORS = ("own", "mix", "volume")
Names = Mapping[str, str]  # of units by id


def sentence(
    language: str, indicator: Indicator, decomposition: ChangeExplanation, period: str, names: Names
) -> str:
    """Explain the change in one sentence: the opening clause, then the causes."""
    start, causes = (
        opening_clause(language, indicator, decomposition, period, names),
        causes_of(language, indicator, decomposition, names),
    )
    return f"{start}: {'; '.join(causes)}." if causes else f"{start}."


def opening_clause(
    language: str, indicator: Indicator, decomposition: ChangeExplanation, period: str, names: Names
) -> str:
    """Say whether chance explains the change, and how large it is; for a count also who moved it most."""
    chance = (
        ""
        if decomposition.p is None
        else say(
            language,
            f"change.{'chance' if decomposition.is_by_chance else 'beyond'}",
            **level_fields(language),
        )
    )
    start = _start(language, indicator, decomposition, period)
    told = _told(language, indicator, decomposition, "own", names) if isinstance(indicator, Count) else ""
    most = say(language, "change.most", names=told) if told and decomposition.change else ""
    return f"{chance} {start}{most}".strip()


def _start(language: str, indicator: Indicator, decomposition: ChangeExplanation, period: str) -> str:
    step = _rounded([decomposition.change], indicator.digits)[0]
    before, after = (
        measure_text(language, indicator, one.value) for one in (decomposition.before, decomposition.after)
    )
    name = say(language, f"indicator.{indicator.id}.name")
    if not step:
        return say(language, "change.same", indicator=name, period=period, before=before, after=after)
    return say(
        language,
        "change.moved",
        indicator=name,
        direction=say(language, f"change.{'up' if step > 0 else 'down'}"),
        size=_size(language, indicator, abs(step)),
        period=period,
        before=before,
        after=after,
    )


def causes_of(
    language: str, indicator: Indicator, decomposition: ChangeExplanation, names: Names
) -> list[str]:
    """Name the causes, the largest first: −2,5 điểm % do …, one for each factor that moved the figure.

    Their rounded sizes add up to the change. A count has none.
    """
    if isinstance(indicator, Count) or not any(_divided(decomposition, by) for by in ("unit", "group")):
        return []
    rounded_sizes = _rounded([decomposition.sum_component(of) for of in _FACTORS], indicator.digits)
    sizes = dict(zip(_FACTORS, rounded_sizes, strict=True))
    result = []
    for factor in sorted((one for one in _FACTORS if sizes[one]), key=lambda one: -abs(sizes[one])):
        told = _told(language, indicator, decomposition, factor, names)
        result.append(
            say(
                language,
                "change.part_most" if told else "change.part",
                size=_size(language, indicator, sizes[factor], sign=True),
                cause=_cause(language, indicator, factor, sizes[factor] > 0),
                names=told,
            )
        )
    return result


def _cause(language: str, indicator: Indicator, factor: str, is_rise: bool) -> str:
    groups = indicator.table.name if mix_of(indicator) else "unit"
    if factor == "own":
        return say(language, f"change.inside.{groups}_{'up' if is_rise else 'down'}")
    return say(language, f"change.shares.{groups}" if factor == "mix" else "change.volume")


def _told(
    language: str, indicator: Indicator, decomposition: ChangeExplanation, factor: str, names: Names
) -> str:
    """Name those who moved the factor most in its own direction: groups, then units."""
    told = []
    if factor != "volume":
        told.append(_largest(language, indicator, decomposition, factor, "group", names))
    units = _largest(language, indicator, decomposition, factor, "unit", names)
    told.append(say(language, "change.units", names=units) if units and told and told[0] else units)
    return "; ".join(one for one in told if one)


def _largest(
    language: str,
    indicator: Indicator,
    decomposition: ChangeExplanation,
    factor: str,
    grouping: Grouping,
    names: Names,
) -> str:
    if not _divided(decomposition, grouping):
        return ""
    up = decomposition.sum_component(factor) > 0
    sized = [(getattr(one.part, factor), one) for one in decomposition.contributions(grouping)]
    same_way = sorted(
        ((size, one) for size, one in sized if size and (size > 0) == up), key=lambda pair: -abs(pair[0])
    )
    digits = indicator.digits
    told = [(size, one) for size, one in same_way[:_TOLD] if _rounded([size], digits)[0]]
    return ", ".join(
        say(
            language,
            "change.named",
            name=shorten(name_of(language, indicator, grouping, one, names), _LONGEST),
            size=number(language, float(size), digits, sign=True),
        )
        for size, one in told
    )


def _divided(decomposition: ChangeExplanation, grouping: Grouping) -> bool:
    return len({getattr(part, grouping) for part in decomposition.parts or ()}) > 1


def name_of(
    language: str, indicator: Indicator, grouping: Grouping, contribution: Contribution, names: Names
) -> str:
    return (
        names.get(contribution.name, contribution.name)
        if grouping == "unit"
        else group_name(language, indicator, contribution.name)
    )


def group_name(language: str, indicator: Indicator, group: str) -> str:
    if group in ("", TOTAL):
        return say(language, "change.totals" if group else "change.no_group")
    return str(word(language, mix_of(indicator) or "", group))


def change_table(
    language: str,
    indicator: Indicator,
    decomposition: ChangeExplanation,
    names: Names,
    name: str,
    title: str,
    notes: Notes,
) -> Table:
    """Build a table of all units and groups with their part of the change.

    `by` and `id` say what a row is about.
    """
    lines = [(by, one) for by in _shown(decomposition) for one in decomposition.contributions(by)]
    rows = pd.DataFrame(
        {
            "by": [by for by, _ in lines],
            "id": [one.name for _, one in lines],
            "who": [heading_of(language, indicator, by) for by, _ in lines],
            "name": [name_of(language, indicator, by, one, names) for by, one in lines],
            **{of: [float(getattr(one.part, of)) for _, one in lines] for of in ("total", *_FACTORS)},
            "n_before": [one.n_before for _, one in lines],
            "n_after": [one.n_after for _, one in lines],
        }
    )
    kind = "number" if indicator.digits else "whole"
    factors = [] if isinstance(indicator, Count) else [of for of in _FACTORS if rows[of].any()]
    columns = (
        *((Column("who", say(language, "change.who")),) if len(_shown(decomposition)) > 1 else ()),
        Column("name", say(language, "change.name")),
        Column("total", say(language, "change.total"), kind),
        *(Column(of, say(language, f"change.{'weight' if of == 'volume' else of}"), kind) for of in factors),
        Column("n_before", say(language, "change.n_before"), "whole"),
        Column("n_after", say(language, "change.n_after"), "whole"),
    )
    return Table(name, title, columns, rows, notes)


def heading_of(language: str, indicator: Indicator, grouping: Grouping) -> str:
    return say(language, "change.by_units" if grouping == "unit" else f"change.by.{indicator.table.name}")


def _shown(decomposition: ChangeExplanation) -> list[Grouping]:
    """Return the groupings that have more than one member; groups come first, as one can act on them."""
    kinds: tuple[Grouping, ...] = ("group", "unit")
    return [by for by in kinds if _divided(decomposition, by)]


def _size(language: str, indicator: Indicator, size: Fraction, sign: bool = False) -> str:
    text = number(language, float(size), indicator.digits, sign)
    if indicator.unit == "percent":
        return say(language, "card.points", size=text)
    if indicator.unit == "per_hundred":
        return text
    return say(language, "change.size", size=text, unit=say(language, f"measure.{indicator.unit}"))


def _rounded(sizes: list[Fraction], digits: int) -> list[Fraction]:
    """Round the sizes so that they add up to their rounded sum; the largest losses are made good first."""
    unit = Fraction(1, 10**digits)
    low = [floor(size / unit) for size in sizes]
    missing = floor(sum(sizes, Fraction(0)) / unit + Fraction(1, 2)) - sum(low)
    order = sorted(range(len(sizes)), key=lambda place: low[place] - sizes[place] / unit)
    for place in order[: max(missing, 0)]:
        low[place] += 1
    return [unit * size for size in low]
