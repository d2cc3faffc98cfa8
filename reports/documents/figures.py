"""Bảng số liệu: every figure of a unit, judged and beside the periods before; of all units each one's."""

from itertools import groupby

import pandas as pd

from indicators.view import Measured
from reports import wording
from reports.blocks import Block, Grid, Heading
from reports.documents.official import Written, official, with_parts
from reports.formats import file_name
from reports.subject import Subject
from reports.table import Column, Table

_COLUMNS = ("indicator", "figure", "target", "signal", "previous", "year_before")
WEIGHTS = (3.2, 2.2, 0.9, 2.2, 1.0, 1.0)


def figures(subject: Subject) -> Written:
    every = subject.every()
    blocks: list[Block] = []
    for unit, of_unit in groupby(every, lambda one: one.unit_id):
        name = subject.full_name if unit == subject.scope.unit else subject.names.of(unit)
        blocks += _of_unit(subject, name, list(of_unit))
    return official(subject, "figures", None, blocks, every)


def _of_unit(subject: Subject, unit: str, measured: list[Measured]) -> list[Block]:
    return [Heading(unit), Grid(figures_table(subject, unit, measured), weights=WEIGHTS)]


def figures_table(subject: Subject, unit: str, measured: list[Measured]) -> Table:
    language = subject.language
    rows = [
        (
            wording.named(language, one),
            with_parts(subject, one),
            wording.aim(language, one.indicator, one.target),
            wording.mark_and_word(language, one),
            wording.change(language, one, one.previous),
            wording.change(language, one, one.year_before),
        )
        for one in measured
    ]
    columns = tuple(Column(name, subject.say(f"column.{name}")) for name in _COLUMNS)
    name = file_name("bang-so-lieu", unit, subject.scope.period.key)
    return Table(name, unit, columns, pd.DataFrame(rows, columns=list(_COLUMNS)), subject.notes())
