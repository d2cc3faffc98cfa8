"""Define what can replace a paragraph of an officer's template: head, tables, charts, drafts."""

from collections.abc import Callable
from typing import NamedTuple

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from reports.chart_data import bars_by_unit, bars_of_rates, line_by_month
from reports.context import Subject
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


def _head(subject: Subject) -> Section:
    sender = sender_for(subject)
    if sender is None:
        return Section([])
    number = subject.say("document.number", sign=number_code(sender, ""))
    return Section([], head=letterhead(sender, subject.unit_name, number, "", ""))


def _ends(subject: Subject) -> Section:
    sender = sender_for(subject)
    return Section([signatures(sender)] if sender else [])


def _figures(subject: Subject) -> Section:
    own = subject.assess_unit()
    return Section([Grid(figures_table(subject, subject.full_name, own), weights=WEIGHTS)], own)


def _rates(subject: Subject) -> Section:
    rates = subject.assess_unit(RATES)
    return Section([ChartBlock(bars_of_rates(subject, rates))], rates)


def _remarks(subject: Subject) -> Section:
    return Section(
        [*draft_strengths(subject, subject.assess_unit()), *draft_weaknesses(subject, findings(subject))]
    )


SECTIONS: dict[str, Callable[[Subject], Section]] = {
    "dau_van_ban": _head,
    "bang_so_lieu": _figures,
    "bang_don_vi": lambda subject: Section([units_grid(subject, _OF_UNITS)]),
    "bieu_do_don_vi": lambda subject: Section([ChartBlock(bars_by_unit(subject, _ON_TIME))]),
    "bieu_do_thang": lambda subject: Section([ChartBlock(line_by_month(subject, _ON_TIME))]),
    "bieu_do_ty_le": _rates,
    "nhan_xet": _remarks,
    "nhiem_vu": lambda subject: Section([*draft_tasks(subject, findings(subject))]),
    "thu_tuc_qua_han": lambda subject: Section([*worst_procedures(subject)]),
    "noi_nhan_ky": _ends,
}
