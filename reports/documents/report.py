"""Draft the Báo cáo công tác CCHC of a quarter, half-year, nine months or year from its figures."""

import pandas as pd

from indicators.assessment import Assessment
from indicators.attention import AttentionEntry
from indicators.catalogue import CATALOGUE
from presentation import assessments
from presentation.context import Context
from presentation.numbers import file_name, lower_initial
from presentation.table import Column, Table
from reports.chart_data import bars_by_unit, line_by_month
from reports.documents.official import BuiltDocument, figure_sentence, figure_with_parts, official_document
from reports.findings import findings, plain_sentence
from reports.model.blocks import BlankLines, Block, ChartBlock, Grid, Heading, NewPage, Paragraph

# What each of the six contents of the reform is measured by; the others are filled in by hand.
CONTENTS: dict[str, tuple[str, ...]] = {
    "institutions": (),
    "procedures": (
        "received_cases",
        "finished_cases",
        "on_time_06a",
        "overdue_open",
        "online_share",
        "apology_share",
        "satisfied_5",
        "satisfied_3",
        "box_opened",
    ),
    "organisation": (),
    "service": (),
    "finance": (),
    "digital": ("signed_full", "sent_electronically", "handled_on_time"),
}
# The contents that a chart of months goes with.
_CHARTS = {"procedures": "on_time_06a", "digital": "signed_full"}
_SHARE = 0.85
_ROOM = 3  # lines to write on
_ANNEX = (*CONTENTS["procedures"], *CONTENTS["digital"])


def report(context: Context) -> BuiltDocument:
    figures = {one.indicator.id: one for one in context.assess_unit()}
    found = findings(context)
    blocks: list[Block] = [Heading(_say(context, "direction")), BlankLines(_say(context, "by_hand"), _ROOM)]
    blocks += [Heading(_say(context, "results")), *_results(context, figures)]
    blocks += [Heading(_say(context, "judgement")), *_judgement(context, figures, found)]
    blocks += [Heading(_say(context, "directions")), *_directions(context, found)]
    blocks += [Heading(_say(context, "requests")), BlankLines(_say(context, "by_hand"), _ROOM)]
    shown = [figures[id] for ids in CONTENTS.values() for id in ids]
    annex = _annex(context) if context.scope.unit is None else []
    return official_document(context, "report", "BC", blocks, shown, annex=annex)


def _say(context: Context, key: str, **values: object) -> str:
    return context.say(f"document_report.{key}", **values)


def _results(context: Context, figures: dict[str, Assessment]) -> list[Block]:
    blocks: list[Block] = []
    for content, ids in CONTENTS.items():
        blocks.append(Heading(_say(context, content), level=2))
        blocks += [Paragraph(figure_sentence(context, figures[id])) for id in ids]
        if not ids:
            blocks.append(BlankLines(_say(context, "by_hand"), _ROOM))
        if content in _CHARTS:
            blocks.append(ChartBlock(line_by_month(context, CATALOGUE[_CHARTS[content]]), share=_SHARE))
    return blocks


def _judgement(
    context: Context, figures: dict[str, Assessment], concerns: list[AttentionEntry]
) -> list[Block]:
    return [
        Heading(_say(context, "strong"), level=2),
        *(draft_strengths(context, list(figures.values())) or [BlankLines(_say(context, "by_hand"), _ROOM)]),
        Heading(_say(context, "weak"), level=2),
        *draft_weaknesses(context, concerns),
        Heading(_say(context, "causes"), level=2),
        BlankLines(_say(context, "by_hand"), _ROOM),
    ]


def draft_strengths(context: Context, figures: list[Assessment]) -> list[Block]:
    """Draft what is better than its target beyond chance."""
    good = [one for one in figures if one.signal == ("high" if one.indicator.higher_is_better else "low")]
    return [
        Paragraph(
            _say(
                context,
                "above",
                indicator=assessments.assessment_name(context.language, one),
                figure=figure_with_parts(context, one),
            ),
            draft=True,
        )
        for one in good
    ]


def draft_weaknesses(context: Context, concerns: list[AttentionEntry]) -> list[Block]:
    """Draft what is worse than its target or than before, or that nothing is."""
    told = [Paragraph(plain_sentence(context, one), draft=True) for one in concerns]
    return [*(told or [Paragraph(_say(context, "none_weak"), draft=True)])]


def _directions(context: Context, concerns: list[AttentionEntry]) -> list[Block]:
    return draft_tasks(context, concerns) or [BlankLines(_say(context, "by_hand"), _ROOM)]


def draft_tasks(context: Context, concerns: list[AttentionEntry]) -> list[Block]:
    """Draft a task for each finding; whoever signs fills in owner and deadline."""
    return [
        Paragraph(
            _say(
                context,
                "task",
                unit=context.name_of(one.unit_id),
                indicator=lower_initial(assessments.indicator_name(context.language, one.indicator)),
            ),
            draft=True,
        )
        for one in concerns
    ]


def _annex(context: Context) -> list[Block]:
    units = ChartBlock(bars_by_unit(context, CATALOGUE["on_time_06a"]), share=_SHARE)
    return [NewPage(landscape=True), Heading(_say(context, "annex")), units_grid(context, _ANNEX), units]


def units_grid(context: Context, ids: tuple[str, ...]) -> Grid:
    """Build a table with a row a unit and a column an indicator."""
    wanted = tuple(CATALOGUE[one] for one in ids)
    by_unit = context.assess_units(wanted)
    units = len(by_unit[wanted[0].id])
    rows: list[list[object]] = [
        [context.name_of(by_unit[wanted[0].id][row].unit_id)]
        + [assessments.value_or_word(context.language, by_unit[one.id][row]) for one in wanted]
        for row in range(units)
    ]
    columns = (
        Column("unit", context.say("matrix.unit")),
        *(
            Column(one.id, context.say(f"indicator.{one.id}.short"), "number" if one.digits else "whole")
            for one in wanted
        ),
    )
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    name = file_name("phu-luc", context.scope.period.key)
    table = Table(name, _say(context, "annex"), columns, frame, context.notes())
    return Grid(table, weights=(3.0, *[1.1] * len(wanted)))
