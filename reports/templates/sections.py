"""Define what can replace a paragraph of an officer's template: head, tables, charts, drafts."""

from collections.abc import Callable
from typing import NamedTuple

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from presentation.context import Context
from reports.chart_data import bars_by_unit, bars_of_rates, line_by_month
from reports.documents.figures import WEIGHTS, figures_table
from reports.documents.official import sender_for
from reports.documents.report import draft_strengths, draft_tasks, draft_weaknesses, units_grid
from reports.documents.unit_sheet import RATES, worst_procedures
from reports.findings import findings
from reports.model.blocks import Block, ChartBlock, Grid, Letterhead
from reports.model.letterheads import letterhead, number_code, signatures

_ON_TIME = CATALOGUE["on_time_06a"]
_OF_UNITS = ("received_cases", *(one.id for one in RATES))


class Section(NamedTuple):
    """Hold a section; `figures` are those that get a passport, `head` comes before the blocks."""

    blocks: list[Block]
    figures: list[Assessment] = []
    head: Letterhead | None = None


def _head(context: Context) -> Section:
    sender = sender_for(context)
    if sender is None:
        return Section([])
    number = context.say("document.number", sign=number_code(sender, ""))
    return Section([], head=letterhead(sender, context.unit_name, number, "", ""))


def _ends(context: Context) -> Section:
    sender = sender_for(context)
    return Section([signatures(sender)] if sender else [])


def _figures(context: Context) -> Section:
    own = context.assess_unit()
    return Section([Grid(figures_table(context, context.full_name, own), weights=WEIGHTS)], own)


def _rates(context: Context) -> Section:
    rates = context.assess_unit(RATES)
    return Section([ChartBlock(bars_of_rates(context, rates))], rates)


def _remarks(context: Context) -> Section:
    return Section(
        [*draft_strengths(context, context.assess_unit()), *draft_weaknesses(context, findings(context))]
    )


SECTIONS: dict[str, Callable[[Context], Section]] = {
    "dau_van_ban": _head,
    "bang_so_lieu": _figures,
    "bang_don_vi": lambda context: Section([units_grid(context, _OF_UNITS)]),
    "bieu_do_don_vi": lambda context: Section([ChartBlock(bars_by_unit(context, _ON_TIME))]),
    "bieu_do_thang": lambda context: Section([ChartBlock(line_by_month(context, _ON_TIME))]),
    "bieu_do_ty_le": _rates,
    "nhan_xet": _remarks,
    "nhiem_vu": lambda context: Section([*draft_tasks(context, findings(context))]),
    "thu_tuc_qua_han": lambda context: Section([*worst_procedures(context)]),
    "noi_nhan_ky": _ends,
}
