"""Draft the Báo cáo công tác CCHC of a quarter, half-year, nine months or year from its figures."""

import pandas as pd

from indicators.assessment import Measured
from indicators.attention import Told
from indicators.catalogue import CATALOGUE
from presentation import assessments
from presentation.findings import sentence
from presentation.numbers import file_name, initial
from presentation.table import Column, Table
from reports.chart_data import bars_by_unit, months
from reports.context import Subject
from reports.documents.official import Written, in_a_sentence, official, with_parts
from reports.findings import findings
from reports.model.blocks import Block, Figure, Grid, Heading, Line, NewPage, Paragraph

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


def report(subject: Subject) -> Written:
    figures = {one.indicator.id: one for one in subject.measured()}
    found = findings(subject)
    blocks: list[Block] = [Heading(_say(subject, "direction")), Line(_say(subject, "by_hand"), _ROOM)]
    blocks += [Heading(_say(subject, "results")), *_results(subject, figures)]
    blocks += [Heading(_say(subject, "judgement")), *_judgement(subject, figures, found)]
    blocks += [Heading(_say(subject, "directions")), *_directions(subject, found)]
    blocks += [Heading(_say(subject, "requests")), Line(_say(subject, "by_hand"), _ROOM)]
    shown = [figures[id] for ids in CONTENTS.values() for id in ids]
    annex = _annex(subject) if subject.scope.unit is None else []
    return official(subject, "report", "BC", blocks, shown, annex=annex)


def _say(subject: Subject, key: str, **values: object) -> str:
    return subject.say(f"document_report.{key}", **values)


def _results(subject: Subject, figures: dict[str, Measured]) -> list[Block]:
    blocks: list[Block] = []
    for content, ids in CONTENTS.items():
        blocks.append(Heading(_say(subject, content), level=2))
        blocks += [Paragraph(in_a_sentence(subject, figures[id])) for id in ids]
        if not ids:
            blocks.append(Line(_say(subject, "by_hand"), _ROOM))
        if content in _CHARTS:
            blocks.append(Figure(months(subject, CATALOGUE[_CHARTS[content]]), share=_SHARE))
    return blocks


def _judgement(subject: Subject, figures: dict[str, Measured], found: list[Told]) -> list[Block]:
    return [
        Heading(_say(subject, "strong"), level=2),
        *(strong(subject, list(figures.values())) or [Line(_say(subject, "by_hand"), _ROOM)]),
        Heading(_say(subject, "weak"), level=2),
        *weak(subject, found),
        Heading(_say(subject, "causes"), level=2),
        Line(_say(subject, "by_hand"), _ROOM),
    ]


def strong(subject: Subject, figures: list[Measured]) -> list[Block]:
    """Draft what is better than its target beyond chance."""
    good = [one for one in figures if one.signal == ("high" if one.indicator.higher_is_better else "low")]
    return [
        Paragraph(
            _say(
                subject,
                "above",
                indicator=assessments.named(subject.language, one),
                figure=with_parts(subject, one),
            ),
            draft=True,
        )
        for one in good
    ]


def weak(subject: Subject, found: list[Told]) -> list[Block]:
    """Draft what is worse than its target or than before, or that nothing is."""
    told = [Paragraph(plain_sentence(subject, one), draft=True) for one in found]
    return [*(told or [Paragraph(_say(subject, "none_weak"), draft=True)])]


def plain_sentence(subject: Subject, finding: Told) -> str:
    """Return the sentence of the screen without its marks of emphasis."""
    unit = subject.names.of(finding.unit_id)
    text = sentence(subject.language, unit, finding, subject.scope.closes_on).replace("**", "")
    return text if text.endswith(".") else text + "."


def _directions(subject: Subject, found: list[Told]) -> list[Block]:
    return tasks(subject, found) or [Line(_say(subject, "by_hand"), _ROOM)]


def tasks(subject: Subject, found: list[Told]) -> list[Block]:
    """Draft a task for each finding; whoever signs fills in owner and deadline."""
    return [
        Paragraph(
            _say(
                subject,
                "task",
                unit=subject.names.of(one.unit_id),
                indicator=initial(assessments.indicator_name(subject.language, one.indicator)),
            ),
            draft=True,
        )
        for one in found
    ]


def _annex(subject: Subject) -> list[Block]:
    units = Figure(bars_by_unit(subject, CATALOGUE["on_time_06a"]), share=_SHARE)
    return [NewPage(landscape=True), Heading(_say(subject, "annex")), of_units(subject, _ANNEX), units]


def of_units(subject: Subject, ids: tuple[str, ...]) -> Grid:
    """Build a table with a row a unit and a column an indicator."""
    wanted = tuple(CATALOGUE[one] for one in ids)
    by_unit = subject.by_unit(wanted)
    units = len(by_unit[wanted[0].id])
    rows: list[list[object]] = [
        [subject.names.of(by_unit[wanted[0].id][row].unit_id)]
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
