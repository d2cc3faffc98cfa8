"""Ballots at the counter, with three levels."""

from etl.columns import Body
from etl.settings import Settings
from etl.source import Facts, Source
from etl.sources import ballot
from warehouse.tables import ballot as ballots

_LEVELS, _SATISFIED = 3, 2  # hài lòng and rất hài lòng


def _complete(body: Body, settings: Settings) -> Facts:
    return ballot.complete(body, settings, _LEVELS, _SATISFIED)


BALLOTS_3 = Source(
    name="ballots_3",
    table=ballots,
    fields=ballot.FIELDS,
    key="unit",
    events=("day",),
    complete=_complete,
    finish=ballot.numbered,
    scale=_LEVELS,
)
