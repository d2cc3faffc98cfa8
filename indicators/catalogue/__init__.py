"""Collect all indicators by id, in the order of showing. A new theme is a file here and a line below."""

from indicators.catalogue import one_stop, satisfaction, signing
from indicators.definition import Indicator

CATALOGUE: dict[str, Indicator] = {
    indicator.id: indicator for theme in (one_stop, signing, satisfaction) for indicator in theme.INDICATORS
}
# What leaders look at first: the cards of the overview, and the slides where no others are chosen.
MAIN: tuple[Indicator, ...] = tuple(
    CATALOGUE[one]
    for one in (
        "on_time_06a",
        "overdue_open",
        "online_share",
        "p90_days",
        "signed_full",
        "handled_on_time",
        "satisfied_5",
        "box_opened",
    )
)
