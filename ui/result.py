"""What a load in the browser comes to: of each file what it was taken for, its account, what is wrong."""

import json

import pandas as pd
import streamlit as st

from etl.assumed import told
from etl.outcome import FileOutcome, Outcome
from etl.problem import Problem, sentence
from etl.settings import Settings
from etl.sources import SOURCES
from etl.understand import Understood
from indicators.queries.rows import MASK
from reports.evidence import COLUMNS, in_words
from reports.table import Column
from ui import tables
from ui.text import day, language, note, number, plain, say

_ROWS, _SENTENCES = 20, 10  # of each file, on screen
_TERMS = ("read", "loaded", "replaced", "duplicate", "aside", "rejected", "older", "flagged")


def files(outcome: Outcome, settings: Settings) -> None:
    """One frame a file, the refused ones first: they need somebody."""
    for file in sorted(outcome.files, key=lambda file: file.refused is None):
        with st.container(border=True, gap="xsmall"):
            _file(file, settings)


def published(outcome: Outcome) -> None:
    """What is served from now on."""
    if outcome.snapshot and outcome.closing:
        st.success(
            say("outcome.published", id=outcome.snapshot.id, closing=day(outcome.closing)),
            icon=":material/check_circle:",
        )
    else:
        st.warning(say("outcome.not_published"), icon=":material/block:")


def _file(file: FileOutcome, settings: Settings) -> None:
    st.markdown(f"**{plain(file.name)}**")
    if file.refused:
        reason = sentence(language(), file.refused.problem, file.refused.file, file.refused.sheet, None)
        st.error(plain(reason), icon=":material/block:")
        return
    assert file.account
    terms = {term: number(getattr(file.account, term)) for term in _TERMS}
    if file.understood:
        _taken_for(file.understood)
    st.markdown(say("upload.account", **terms))
    if file.known:
        note(say("upload.known"))
    if file.understood:
        _rejects(file.understood)
        _first_rows(file.understood, settings)


def _taken_for(file: Understood) -> None:
    source = say(f"source.{file.source}")
    note(plain(say("outcome.recognised", source=source, reason=file.reason)))
    basis = say(f"outcome.basis.{file.as_of_basis}")
    note(say("outcome.as_of", day=day(file.as_of), basis=basis))
    for assumed in file.assumed:
        note(plain(told(language(), assumed)))


def _rejects(file: Understood) -> None:
    """Why rows do not go in; their cells stay in the file."""
    if file.rejects.empty:
        return
    with st.expander(say("upload.rejects", count=number(len(file.rejects))), icon=":material/rule:"):
        for row in file.rejects.head(_SENTENCES).itertuples():
            for problem in json.loads(str(row.problems)):
                found = sentence(language(), Problem(**problem), file.name, str(row.sheet), int(row.row_no))
                st.markdown(plain(found))
        if len(file.rejects) > _SENTENCES:
            note(say("upload.more", count=number(len(file.rejects) - _SENTENCES)))


def _first_rows(file: Understood, settings: Settings) -> None:
    """The facts as they will stand, under our own headings: a wrong column is seen here."""
    with st.expander(say("upload.first_rows", count=number(min(_ROWS, len(file.facts))))):
        table = SOURCES[file.source].table
        personal = [column.name for column in table.c if column.info.get("personal")]
        rows = file.facts.head(_ROWS)
        covered = rows.assign(**{name: rows[name].where(rows[name].isna(), MASK) for name in personal})
        units = {unit.id: unit.name for unit in settings.units}
        shown = in_words(covered, language(), units, _statuses(settings))
        kinds = COLUMNS[table.name]
        columns = [Column(name, say(f"column.{name}"), kind) for name, kind in kinds.items() if name in shown]
        st.dataframe(tables.prepared(shown, columns), hide_index=True, placeholder="")


def _statuses(settings: Settings) -> dict[int, str]:
    names = settings.statuses.items()
    return {code: one.name if language() == "vi" else one.name_en for code, one in names}


