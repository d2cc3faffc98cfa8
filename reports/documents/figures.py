"""Build the Bảng số liệu: a unit's figures, assessed, beside the periods before; or those of all units."""

from itertools import groupby

import pandas as pd

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from presentation import assessments
from presentation.chart import Chart
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from reports.chart_data import bars_by_unit, bars_of_rates, line_by_month
from reports.documents.official import BuiltDocument, figure_with_parts, official_document
from reports.model.blocks import Block, ChartBlock, Grid, Heading

_OVER_MONTHS = tuple(CATALOGUE[one] for one in ("on_time_06a", "online_share", "signed_full"))
_COLUMNS = ("indicator", "figure", "target", "signal", "previous", "year_before")
WEIGHTS = (3.2, 2.2, 0.9, 2.2, 1.0, 1.0)


def figures(context: Context) -> BuiltDocument:
    every = context.assess_unit_or_all()
    blocks: list[Block] = []
    for unit, of_unit in groupby(every, lambda one: one.unit_id):
        name = context.full_name if unit == context.scope.unit else context.name_of(unit)
        blocks += _of_unit(context, name, list(of_unit))
    blocks += [ChartBlock(chart) for chart in _charts(context, every)]
    return official_document(context, "figures", None, blocks, every)


def _charts(context: Context, assessments: list[Assessment]) -> list[Chart]:
    """Choose the charts: rates beside targets for a unit, units as bars for all units; then the months."""
    if context.scope.unit is not None:
        return [bars_of_rates(context, assessments), *[line_by_month(context, one) for one in _OVER_MONTHS]]
    return [bars_by_unit(context, _OVER_MONTHS[0]), *[line_by_month(context, one) for one in _OVER_MONTHS]]


def _of_unit(context: Context, unit: str, assessments: list[Assessment]) -> list[Block]:
    return [Heading(unit), Grid(figures_table(context, unit, assessments), weights=WEIGHTS)]


def figures_table(context: Context, unit: str, unit_assessments: list[Assessment]) -> Table:
    language = context.language
    rows = [
        (
            assessments.assessment_name(language, one),
            figure_with_parts(context, one),
            assessments.target_words(language, one.indicator, one.target),
            assessments.mark_and_word(language, one),
            assessments.change_text(language, one, one.previous),
            assessments.change_text(language, one, one.year_before),
        )
        for one in unit_assessments
    ]
    columns = tuple(Column(name, context.say(f"column.{name}")) for name in _COLUMNS)
    name = file_name("bang-so-lieu", unit, context.scope.period.key)
    return Table(name, unit, columns, pd.DataFrame(rows, columns=list(_COLUMNS)), context.notes())
