"""Ask the user about the files: unseen headings, unknown names of units, day or month first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from etl.parsing.dates import Answer
from etl.problem import heading_question
from etl.proposals import HeadingProposal, UnitProposal
from etl.recognition.confirmations import remember_heading, remember_unit_name
from etl.settings import Settings, SettingsInvalid, Unit
from etl.settings.csv_table import is_in_force
from etl.text import fold
from ui.text import day, escape_markdown, language, note, number, say, section
from ui.upload.load_summary import LoadSummary
from ui.upload.unit_labels import label_units
from warehouse.home import Home

_ORDERS: tuple[Answer, ...] = ("day_first", "month_first")
_MOST = 20  # names of units at once: more are asked when these are answered


@dataclass(frozen=True)
class Questions:
    """Hold the open questions about the files of a load."""

    headings: tuple[HeadingProposal, ...]
    units: tuple[UnitProposal, ...]
    dates: tuple[str, ...]  # files that leave the order of day and month open
    either: tuple[str, ...]  # files whose dates can all be read both ways: read in the usual order

    @property
    def count(self) -> int:
        """Count what stays out without an answer; what is only read in the usual order goes in."""
        return len(self.headings) + len(self.units) + len(self.dates)

    @property
    def has_questions(self) -> bool:
        return bool(self.count or self.either)


@dataclass(frozen=True)
class Answers:
    """Hold what the user confirmed."""

    headings: tuple[HeadingProposal, ...]
    units: tuple[tuple[str, str], ...]  # name in the file, id of the unit
    dates: Mapping[str, Answer]  # by name of the file; none for what stays as it is read

    @property
    def has_answers(self) -> bool:
        return bool(self.headings or self.units or self.dates)


def collect_questions(load_summary: LoadSummary) -> Questions:
    """Collect each question once, though several files may ask it."""
    headings = {
        (one.source, one.column, fold(one.heading)): one
        for file in load_summary.files
        for one in file.proposals
    }
    units: dict[str, UnitProposal] = {}
    for one in (one for file in load_summary.files for one in file.unknown_units):
        units[fold(one.name)] = _both(units[fold(one.name)], one) if fold(one.name) in units else one
    dates = tuple(dict.fromkeys(file.name for file in load_summary.files if file.asks_date_order))
    either = tuple(dict.fromkeys(file.name for file in load_summary.files if file.assumes_date_order))
    return Questions(tuple(headings.values()), tuple(units.values()), dates, either)


def _both(proposal: UnitProposal, other_proposal: UnitProposal) -> UnitProposal:
    """Combine the proposals for the same name in two files."""
    days = [
        day
        for day in (proposal.first_day, proposal.last_day, other_proposal.first_day, other_proposal.last_day)
        if day
    ]
    return UnitProposal(
        proposal.name,
        proposal.rows + other_proposal.rows,
        min(days, default=None),
        max(days, default=None),
        tuple(dict.fromkeys((*proposal.candidates, *other_proposal.candidates))),
    )


def ask_user(open_questions: Questions, settings: Settings) -> Answers:
    """Draw the questions; nothing is chosen beforehand: what nobody confirms is not applied."""
    if open_questions.count:
        section(say("ask.title", count=number(open_questions.count)), say("ask.note"))
    with st.container(border=True, gap="small"):
        dates = {file: answer for file in open_questions.dates if (answer := _dates(file, None))}
        # These were read with the day first already: only the other answer changes anything.
        dates |= {file: "month_first" for file in open_questions.either if _dates(file, 0) == "month_first"}
        headings = tuple(one for one in open_questions.headings if _heading(one))
        chosen = ((one.name, _unit(one, settings)) for one in open_questions.units[:_MOST])
        units = tuple((name, unit) for name, unit in chosen if unit)
        if len(open_questions.units) > _MOST:
            note(say("ask.more_units", count=number(len(open_questions.units) - _MOST)))
    return Answers(headings, units, dates)


def remember_answers(answers: Answers, home: Home, settings: Settings) -> Iterator[str]:
    """Store what was confirmed; yield a sentence for each that already means something else."""
    for one in answers.headings:
        try:
            remember_heading(home, settings, one.source, one.column, one.heading)
        except SettingsInvalid as wrong:
            yield wrong.sentence(language())
    for name, unit in answers.units:
        try:
            remember_unit_name(home, settings, name, unit)
        except SettingsInvalid as wrong:
            yield wrong.sentence(language())


def _heading(proposal: HeadingProposal) -> bool:
    labels = {False: say("ask.not_it"), True: say("ask.it")}
    chosen = st.radio(
        escape_markdown(heading_question(language(), proposal)),
        list(labels),
        format_func=labels.__getitem__,
        horizontal=True,
        key=f"heading-{proposal.source}-{proposal.column}-{fold(proposal.heading)}",
    )
    return bool(chosen)


def _unit(proposal: UnitProposal, settings: Settings) -> str | None:
    """Let the user choose a unit: the nearest ones first, then all others of these days."""
    known = {unit.id: unit for unit in settings.units}
    near = [known[id] for id in proposal.candidates]
    others = sorted((unit for unit in settings.units if _then(unit, proposal)), key=lambda unit: unit.name)
    names = label_units(settings)
    labels = {unit.id: names[unit.id] for unit in [*near, *others]}
    return st.selectbox(
        escape_markdown(_whose(proposal)),
        [None, *labels],
        format_func=lambda id: labels[id] if id else say("ask.later"),
        placeholder="",
        key=f"unit-{fold(proposal.name)}",
    )


def _whose(proposal: UnitProposal) -> str:
    span = "ask.one_day" if proposal.first_day == proposal.last_day else "ask.days"
    days = say(span, first=day(proposal.first_day), last=day(proposal.last_day)) if proposal.first_day else ""
    return say("ask.unit", name=proposal.name, rows=number(proposal.rows), days=days)


def _then(unit: Unit, proposal: UnitProposal) -> bool:
    return proposal.first_day is None or is_in_force(unit.valid_from, unit.valid_to, proposal.first_day)


def _dates(file: str, default_index: int | None) -> Answer | None:
    """Let the user choose the order; `default_index` is that of the order in which it is read now, if any."""
    return st.radio(
        escape_markdown(say("ask.dates" if default_index is None else "ask.dates_either", file=file)),
        _ORDERS,
        format_func=lambda order: say(f"ask.{order}"),
        index=default_index,
        key=f"dates-{file}",
    )
