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
    """At most MOST, the most touched first; of one unit and theme only the heaviest."""
    heaviest: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda finding: -finding.touched):
        heaviest.setdefault((finding.unit_id, finding.indicator.theme), finding)
    return list(heaviest.values())[:MOST]
