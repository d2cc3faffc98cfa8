"""What needs a decision: the real signals of a period, those that touch most people first."""

from dataclasses import dataclass

from indicators.definition import Indicator
from indicators.figure import Figure

MOST = 6


@dataclass(frozen=True, eq=False)
class Finding:
    """One unit whose figure is worse than its target beyond chance."""

    unit_id: str
    indicator: Indicator
    figure: Figure
    target: float

    @property
    def touched(self) -> float:
        """Cases, documents or ballots by which the unit falls short of its target."""
        assert self.figure.value is not None
        return abs(self.target - self.figure.value) * self.figure.n / 100


def attention(findings: list[Finding]) -> list[Finding]:
    """At most MOST, the most touched first. Of one idea and unit only the first definition is told."""
    told: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        told.setdefault((finding.unit_id, finding.indicator.idea or finding.indicator.id), finding)
    return sorted(told.values(), key=lambda finding: -finding.touched)[:MOST]
