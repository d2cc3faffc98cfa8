"""Rank the communes (Bảng xếp hạng xã, thị trấn): their main figures, and the places each may truly have."""

from collections.abc import Mapping

import pandas as pd

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.fairness.ranks import Rank, rank_intervals
from presentation import assessments
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from reports.documents.official import BuiltDocument, official_document
from reports.model.blocks import Block, Grid, Paragraph

RANKED_BY = CATALOGUE["on_time_06a"]
_SHOWN = tuple(
    CATALOGUE[one]
    for one in (
        "received_cases",
        "finished_cases",
        "on_time_06a",
        "overdue_open",
        "online_share",
        "signed_full",
        "satisfied_5",
    )
)
_WEIGHTS = (1.0, 3.0, *[1.3] * len(_SHOWN))
Cells = Mapping[str, Assessment]


def ranking(context: Context) -> BuiltDocument:
    """Rank communes only, as offices have other cases; units that cannot be ranked come last, unplaced."""
    found = _communes(context)
    places = rank_intervals(
        RANKED_BY, {unit: one[RANKED_BY.id].figure for unit, one in found.items()}, context.min_n
    )
    table = _table(context, found, places)
    note = context.say(
        "document_ranking.note",
        min_n=context.min_n,
        indicator=assessments.indicator_name(context.language, RANKED_BY),
    )
    figures = [one[indicator.id] for one in found.values() for indicator in _SHOWN]
    blocks: list[Block] = [Paragraph(note), Grid(table, weights=_WEIGHTS)]
    return official_document(context, "ranking", None, blocks, figures, landscape=True)


def _communes(context: Context) -> dict[str, Cells]:
    cells: dict[str, dict[str, Assessment]] = {}
    for id, units in context.assess_units(_SHOWN).items():
        for one in units:
            if context.names.level_of(one.unit_id) == "commune":
                cells.setdefault(str(one.unit_id), {})[id] = one
    return dict(cells)


def _table(context: Context, communes: Mapping[str, Cells], places: Mapping[str, Rank]) -> Table:
    def order(unit: str) -> tuple[int, int, float]:
        rank = places.get(unit)
        value = communes[unit][RANKED_BY.id].figure.value or 0.0
        return (rank.best, rank.worst, -value) if rank else (len(communes) + 1, 0, -value)

    rows = [
        [
            assessments.rank_words(places.get(unit)),
            context.name_of(unit),
            *(assessments.value_or_word(context.language, communes[unit][one.id]) for one in _SHOWN),
        ]
        for unit in sorted(communes, key=order)
    ]
    columns = (
        Column("rank", context.say("column.rank")),
        Column("unit", context.say("matrix.unit")),
        *(
            Column(one.id, context.say(f"indicator.{one.id}.short"), "number" if one.digits else "whole")
            for one in _SHOWN
        ),
    )
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    name = file_name("xep-hang", context.scope.period.key)
    return Table(name, context.say("document_ranking.kind"), columns, frame, context.notes())
