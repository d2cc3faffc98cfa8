"""Draft the Báo cáo công tác CCHC of a quarter, half-year, nine months or year from its figures."""

import pandas as pd

from indicators.assessment import Assessment
from indicators.attention import AttentionEntry
from indicators.catalogue import CATALOGUE
from presentation import assessments
from presentation.numbers import file_name, lower_initial
from presentation.table import Column, Table
from reports.chart_data import bars_by_unit, line_by_month
from reports.context import Subject
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


def report(subject: Subject) -> BuiltDocument:
    figures = {one.indicator.id: one for one in subject.assess_unit()}
    found = findings(subject)
    blocks: list[Block] = [Heading(_say(subject, "direction")), BlankLines(_say(subject, "by_hand"), _ROOM)]
    blocks += [Heading(_say(subject, "results")), *_results(subject, figures)]
    blocks += [Heading(_say(subject, "judgement")), *_judgement(subject, figures, found)]
    blocks += [Heading(_say(subject, "directions")), *_directions(subject, found)]
    blocks += [Heading(_say(subject, "requests")), BlankLines(_say(subject, "by_hand"), _ROOM)]
    shown = [figures[id] for ids in CONTENTS.values() for id in ids]
    annex = _annex(subject) if subject.scope.unit is None else []
    return official_document(subject, "report", "BC", blocks, shown, annex=annex)


def _say(subject: Subject, key: str, **values: object) -> str:
    return subject.say(f"document_report.{key}", **values)


def _results(subject: Subject, figures: dict[str, Assessment]) -> list[Block]:
    blocks: list[Block] = []
    for content, ids in CONTENTS.items():
        blocks.append(Heading(_say(subject, content), level=2))
        blocks += [Paragraph(figure_sentence(subject, figures[id])) for id in ids]
        if not ids:
            blocks.append(BlankLines(_say(subject, "by_hand"), _ROOM))
        if content in _CHARTS:
            blocks.append(ChartBlock(line_by_month(subject, CATALOGUE[_CHARTS[content]]), share=_SHARE))
    return blocks


def _judgement(
    subject: Subject, figures: dict[str, Assessment], concerns: list[AttentionEntry]
) -> list[Block]:
    return [
        Heading(_say(subject, "strong"), level=2),
        *(draft_strengths(subject, list(figures.values())) or [BlankLines(_say(subject, "by_hand"), _ROOM)]),
        Heading(_say(subject, "weak"), level=2),
        *draft_weaknesses(subject, concerns),
        Heading(_say(subject, "causes"), level=2),
        BlankLines(_say(subject, "by_hand"), _ROOM),
    ]


def draft_strengths(subject: Subject, figures: list[Assessment]) -> list[Block]:
    """Draft what is better than its target beyond chance."""
    good = [one for one in figures if one.signal == ("high" if one.indicator.higher_is_better else "low")]
    return [
        Paragraph(
            _say(
                subject,
                "above",
                indicator=assessments.assessment_name(subject.language, one),
                figure=figure_with_parts(subject, one),
            ),
            draft=True,
        )
        for one in good
    ]


def draft_weaknesses(subject: Subject, concerns: list[AttentionEntry]) -> list[Block]:
    """Draft what is worse than its target or than before, or that nothing is."""
    told = [Paragraph(plain_sentence(subject, one), draft=True) for one in concerns]
    return [*(told or [Paragraph(_say(subject, "none_weak"), draft=True)])]


def _directions(subject: Subject, concerns: list[AttentionEntry]) -> list[Block]:
    return draft_tasks(subject, concerns) or [BlankLines(_say(subject, "by_hand"), _ROOM)]


def draft_tasks(subject: Subject, concerns: list[AttentionEntry]) -> list[Block]:
    """Draft a task for each finding; whoever signs fills in owner and deadline."""
    return [
        Paragraph(
            _say(
                subject,
                "task",
                unit=subject.names.name_of(one.unit_id),
                indicator=lower_initial(assessments.indicator_name(subject.language, one.indicator)),
            ),
            draft=True,
        )
        for one in concerns
    ]


def _annex(subject: Subject) -> list[Block]:
    units = ChartBlock(bars_by_unit(subject, CATALOGUE["on_time_06a"]), share=_SHARE)
    return [NewPage(landscape=True), Heading(_say(subject, "annex")), units_grid(subject, _ANNEX), units]


def units_grid(subject: Subject, ids: tuple[str, ...]) -> Grid:
    """Build a table with a row a unit and a column an indicator."""
    wanted = tuple(CATALOGUE[one] for one in ids)
    by_unit = subject.assess_units(wanted)
    units = len(by_unit[wanted[0].id])
    rows: list[list[object]] = [
        [subject.names.name_of(by_unit[wanted[0].id][row].unit_id)]
        + [assessments.value_or_word(subject.language, by_unit[one.id][row]) for one in wanted]
        for row in range(units)
    ]
    columns = (
        Column("unit", subject.say("matrix.unit")),
        *(
            Column(one.id, subject.say(f"indicator.{one.id}.short"), "number" if one.digits else "whole")
            for one in wanted
        ),
    )
    frame = pd.DataFrame(rows, columns=[one.name for one in columns], dtype=object)
    name = file_name("phu-luc", subject.scope.period.key)
    table = Table(name, _say(subject, "annex"), columns, frame, subject.notes())
    return Grid(table, weights=(3.0, *[1.1] * len(wanted)))
