"""Select what needs a decision: the real signals of a period, those that affect most people first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from indicators.definition import Indicator
from indicators.fairness.entries import EntryReason, select_entries
from indicators.fairness.run_rules import RunRule
from indicators.figure import Figure

MOST = 10


@dataclass(frozen=True, eq=False)
class TargetShortfall:
    """Describe one unit whose figure is worse than its target.

    `chance`: how likely a unit that reaches the target looks as bad as this.
    """

    unit_id: str
    indicator: Indicator
    figure: Figure
    target: float
    chance: float = 0.0

    reason = EntryReason.LEVEL

    @property
    def shortfall(self) -> float:
        """Return the cases, documents or ballots by which the unit falls short of its target."""
        assert self.figure.value is not None
        return abs(self.target - self.figure.value) * self.figure.n / 100


@dataclass(frozen=True, eq=False)
class Worsening:
    """Describe one unit whose rate is worse in the last `rule.length` months (`now`) than `before`.

    `first_month`: key of the first of them. `chance`: how likely an unchanged one looks so.
    """

    unit_id: str
    indicator: Indicator
    now: Figure
    before: Figure
    rule: RunRule
    first_month: str
    chance: float

    reason = EntryReason.TREND

    @property
    def shortfall(self) -> float:
        """Return the cases, documents or ballots by which the unit falls short of what it did before."""
        assert self.now.value is not None and self.before.value is not None
        return abs(self.before.value - self.now.value) * self.now.n / 100


AttentionEntry = TargetShortfall | Worsening
Kind = TypeVar("Kind", bound=AttentionEntry)


@dataclass(frozen=True, eq=False)
class WorseningResult:
    """Hold all that was found among `cells` series long enough to judge, beyond chance or not."""

    found: list[Worsening]
    cells: int


def select_beyond_chance(findings: Sequence[Kind], cells: int) -> list[Kind]:
    """Return the findings that enter when `cells` figures were compared for this reason.

    See indicators/fairness/entries.py.
    """
    if not findings:
        return []
    enter = select_entries([one.chance for one in findings], cells, findings[0].reason)
    return [one for one, enters in zip(findings, enter, strict=True) if enters]


def select_for_attention(findings: Iterable[Kind]) -> list[Kind]:
    """Return at most MOST findings, the largest shortfall first.

    Of one idea and unit only the first finding is kept.
    """
    first: dict[tuple[str, str], Kind] = {}
    for finding in findings:
        first.setdefault((finding.unit_id, finding.indicator.idea or finding.indicator.id), finding)
    return sorted(first.values(), key=lambda finding: -finding.shortfall)[:MOST]
