"""Ballots with five levels (SIPAS): an answer for each aspect and one for all."""

from etl.columns import Body
from etl.settings import Settings
from etl.source import Facts, Source
from etl.sources import ballot
from warehouse.tables import ballot as ballots

_LEVELS, _SATISFIED = 5, 4  # hài lòng and rất hài lòng (QĐ 2640/QĐ-BNV)


def _complete(body: Body, settings: Settings) -> Facts:
    return ballot.complete(body, settings, _LEVELS, _SATISFIED)


BALLOTS_5 = Source(
    name="ballots_5",
    table=ballots,
    fields=ballot.FIELDS,
    key="unit",
    events=("day",),
    complete=_complete,
    finish=ballot.numbered,
    scale=_LEVELS,
)
