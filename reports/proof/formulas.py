"""Build the live formulas of a figure: numerator, denominator and value, over the shares of its rows."""

from dataclasses import dataclass

from indicators.definition import Count, Indicator, Percentile, PerHundred, Ratio
from indicators.queries.shares import Share, counts_rows
from reports.proof.layout import EvidenceRows, EvidenceSheets


@dataclass(frozen=True)
class LiveFormulas:
    """Hold formulas with their "="; None where the kind of indicator has no such part.

    `array`: the value is an array formula. `why` it cannot be followed: a key of the words under [proof].
    """

    numerator: str | None
    denominator: str | None
    value: str | None
    array: bool = False
    why: str | None = None


def build_formulas(
    indicator: Indicator, evidence: EvidenceSheets, unit: str | None, parts: tuple[str, str], empty_text: str
) -> LiveFormulas:
    """Build the formulas of an indicator.

    `unit`: the cell with the unit's id, None for all units; `parts`: the cells that numerator and denominator
    will stand in; `empty_text` stands where there is nothing to divide by.
    """
    top, bottom = parts
    if isinstance(indicator, Percentile):
        return _percentile(indicator, evidence, unit, bottom, empty_text)
    numerator = _sum(Share(indicator, "numerator"), evidence, unit)
    totals = _totals(indicator, evidence, unit)
    if isinstance(indicator, Count):
        return LiveFormulas(f"={numerator}{totals['numerator']}", None, f"={top}")
    if isinstance(indicator, PerHundred):
        denominator = _sum(Share(indicator, "denominator"), evidence, unit)
    else:
        assert isinstance(indicator, Ratio)
        counted = counts_rows(indicator)
        share = Share(indicator, "numerator" if counted else "denominator")
        denominator = (_count if counted else _sum)(share, evidence, unit)
    return LiveFormulas(
        f"={numerator}{totals['numerator']}",
        f"={denominator}{totals['denominator']}",
        f'=IF({bottom}=0,"{empty_text}",100*{top}/{bottom})',
    )


def _percentile(
    indicator: Percentile, evidence: EvidenceSheets, unit: str | None, n: str, empty_text: str
) -> LiveFormulas:
    """Return the smallest day that at least so many of the rows reach (nearest rank)."""
    share = Share(indicator, "numerator")
    count = f"={_count(share, evidence, unit)}"
    ranges = _where(share, evidence).ranges(share.name)
    if len(ranges) > 1:
        return LiveFormulas(None, count, None, why="over_sheets")
    days, units = ranges[0]
    kept = f"IF(ISNUMBER({days}),{days})"
    kept = f"IF({units}={unit},{kept})" if unit else kept
    # Rounded first: a product of fractions may lie a hair above a whole number, and would go up by one.
    rank = f"ROUNDUP(ROUND({indicator.share}*{n},9),0)"
    return LiveFormulas(None, count, f'=IF({n}=0,"{empty_text}",SMALL({kept},{rank}))', array=True)


def _sum(share: Share, evidence: EvidenceSheets, unit: str | None) -> str:
    ranges = _where(share, evidence).ranges(share.name)
    return "+".join(f"SUMIFS({cells},{units},{unit})" if unit else f"SUM({cells})" for cells, units in ranges)


def _count(share: Share, evidence: EvidenceSheets, unit: str | None) -> str:
    """Count the rows that belong to the figure, even those that add 0 to it."""
    ranges = _where(share, evidence).ranges(share.name)
    return "+".join(
        f'COUNTIFS({units},{unit},{cells},">=0")' if unit else f"COUNT({cells})" for cells, units in ranges
    )


def _totals(indicator: Indicator, evidence: EvidenceSheets, unit: str | None) -> dict[str, str]:
    """Return the terms that printed totals add, "" where none counts."""
    if indicator.totals is None or evidence.totals is None:
        return {"numerator": "", "denominator": ""}
    added = {}
    for part in ("numerator", "denominator"):
        terms = []
        for (cells, units), (ids, _) in zip(
            evidence.totals.ranges(part), evidence.totals.ranges("indicator"), strict=True
        ):
            of_unit = f",{units},{unit}" if unit else ""
            terms.append(f'+SUMIFS({cells},{ids},"{indicator.id}"{of_unit})')
        added[part] = "".join(terms)
    return added


def _where(share: Share, evidence: EvidenceSheets) -> EvidenceRows:
    indicator = share.indicator
    other = isinstance(indicator, PerHundred) and share.part == "denominator"
    table = indicator.other if other and isinstance(indicator, PerHundred) else indicator.table
    return evidence.of[table.name]
