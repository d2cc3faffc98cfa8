"""Ask the user about the files: unseen headings, unknown names of units, day or month first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from etl.parsing.dates import Answer
from etl.proposals import HeadingProposal, UnitProposal, asked
from etl.recognition.confirmations import remember_heading, remember_unit_name
from etl.settings import Settings, SettingsWrong, Unit
from etl.settings.validity import holds
from etl.text import fold
from ui.text import day, language, note, number, plain, say, section
from ui.upload.load_summary import Seen
from ui.upload.unit_labels import names_of
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
    def any(self) -> bool:
        return bool(self.count or self.either)


@dataclass(frozen=True)
class Answers:
    """Hold what the user confirmed."""

    headings: tuple[HeadingProposal, ...]
    units: tuple[tuple[str, str], ...]  # name in the file, id of the unit
    dates: Mapping[str, Answer]  # by name of the file; none for what stays as it is read

    @property
    def any(self) -> bool:
        return bool(self.headings or self.units or self.dates)


def questions(load: Seen) -> Questions:
    """Collect each question once, though several files may ask it."""
    headings = {
        (one.source, one.column, fold(one.heading)): one for file in load.files for one in file.proposals
    }
    units: dict[str, UnitProposal] = {}
    for one in (one for file in load.files for one in file.unknown_units):
        units[fold(one.name)] = _both(units[fold(one.name)], one) if fold(one.name) in units else one
    dates = tuple(dict.fromkeys(file.name for file in load.files if file.open_dates))
    either = tuple(dict.fromkeys(file.name for file in load.files if file.either_dates))
    return Questions(tuple(headings.values()), tuple(units.values()), dates, either)


def _both(one: UnitProposal, other: UnitProposal) -> UnitProposal:
    """Combine the proposals for the same name in two files."""
    days = [day for day in (one.first_day, one.last_day, other.first_day, other.last_day) if day]
    return UnitProposal(
        one.name,
        one.rows + other.rows,
        min(days, default=None),
        max(days, default=None),
        tuple(dict.fromkeys((*one.candidates, *other.candidates))),
    )


def ask(open_ones: Questions, settings: Settings) -> Answers:
    """Draw the questions; nothing is chosen beforehand: what nobody confirms is not applied."""
    if open_ones.count:
        section(say("ask.title", count=number(open_ones.count)), say("ask.note"))
    with st.container(border=True, gap="small"):
        dates = {file: answer for file in open_ones.dates if (answer := _dates(file, None))}
        # These were read with the day first already: only the other answer changes anything.
        dates |= {file: "month_first" for file in open_ones.either if _dates(file, 0) == "month_first"}
        headings = tuple(one for one in open_ones.headings if _heading(one))
        chosen = ((one.name, _unit(one, settings)) for one in open_ones.units[:_MOST])
        units = tuple((name, unit) for name, unit in chosen if unit)
        if len(open_ones.units) > _MOST:
            note(say("ask.more_units", count=number(len(open_ones.units) - _MOST)))
    return Answers(headings, units, dates)


def remember(answers: Answers, home: Home, settings: Settings) -> Iterator[str]:
    """Store what was confirmed; yield a sentence for each that already means something else."""
    for one in answers.headings:
        try:
            remember_heading(home, settings, one.source, one.column, one.heading)
        except SettingsWrong as wrong:
            yield wrong.sentence(language())
    for name, unit in answers.units:
        try:
            remember_unit_name(home, settings, name, unit)
        except SettingsWrong as wrong:
            yield wrong.sentence(language())


def _heading(one: HeadingProposal) -> bool:
    labels = {False: say("ask.not_it"), True: say("ask.it")}
    chosen = st.radio(
        plain(asked(language(), one)),
        list(labels),
        format_func=labels.__getitem__,
        horizontal=True,
        key=f"heading-{one.source}-{one.column}-{fold(one.heading)}",
    )
    return bool(chosen)


def _unit(one: UnitProposal, settings: Settings) -> str | None:
    """Let the user choose a unit: the nearest ones first, then all others of these days."""
    known = {unit.id: unit for unit in settings.units}
    near = [known[id] for id in one.candidates]
    others = sorted((unit for unit in settings.units if _then(unit, one)), key=lambda unit: unit.name)
    names = names_of(settings)
    labels = {unit.id: names[unit.id] for unit in [*near, *others]}
    return st.selectbox(
        plain(_whose(one)),
        [None, *labels],
        format_func=lambda id: labels[id] if id else say("ask.later"),
        placeholder="",
        key=f"unit-{fold(one.name)}",
    )


def _whose(one: UnitProposal) -> str:
    span = "ask.one_day" if one.first_day == one.last_day else "ask.days"
    days = say(span, first=day(one.first_day), last=day(one.last_day)) if one.first_day else ""
    return say("ask.unit", name=one.name, rows=number(one.rows), days=days)


def _then(unit: Unit, one: UnitProposal) -> bool:
    return one.first_day is None or holds(unit.valid_from, unit.valid_to, one.first_day)


def _dates(file: str, usual: int | None) -> Answer | None:
    """Let the user choose the order; `default_index` is that of the order in which it is read now, if any."""
    return st.radio(
        plain(say("ask.dates" if usual is None else "ask.dates_either", file=file)),
        _ORDERS,
        format_func=lambda order: say(f"ask.{order}"),
        index=usual,
        key=f"dates-{file}",
    )
