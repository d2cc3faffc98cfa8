"""Resolve a name or code to the unit it means on a day. Never guess: a name off by one letter is unknown."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from etl.parsing.columns import ParsedRows, problem_in_column
from etl.problem import BadCell
from etl.settings import Settings, Unit
from etl.settings.csv_table import is_in_force
from etl.text import closeness, fold

_SIGNS = re.compile(r"[-.,;:/()\s]+")
_AS_NUMBER = re.compile(r"(\d+)\.0+")  # a code that a spreadsheet took for a number

_NEAR = 0.6  # names below it have nothing in common but "gia"
_SEARCHED = 300  # different unknown names
_Named = tuple[Unit, date | None, date | None]  # a unit, and from when to when the name is its own


class UnitNames:
    """Index the names of all units and their aliases, without differences of spelling, prefix and suffix."""

    def __init__(self, settings: Settings) -> None:
        reading = settings.reading
        self._prefixes = [_plain(prefix) + " " for prefix in reading.unit_prefixes]
        self._suffixes = [" " + _plain(suffix) for suffix in reading.unit_suffixes]
        self._kinds = [
            (_plain(written) + " ", _plain(kind) + " ")
            for kind, others in reading.unit_kinds.items()
            for written in (kind, *others)
        ]
        self._units = settings.units
        self._known = self._index(settings)
        self._found: dict[str, tuple[_Named, ...]] = {}
        self._unknown: set[str] = set()

    def resolve(self, name: str, day: date | None) -> str:
        """Return the id of the unit so called on `day`; without a day, of the only one that ever was."""
        named = self._found.get(name)
        if named is None:
            named = self._found[name] = self._named(name)
        if not named:
            raise BadCell("unit_unknown", name, self._closest(name, day))
        ids = _ids(named, day)
        if len(ids) == 1:
            return ids.pop()
        then = _told(named)
        if day and not ids:
            raise BadCell("unit_not_then", f"{name} ({day:%d/%m/%Y})", then)
        raise BadCell("unit_ambiguous", name, then)

    def is_known(self, name: str) -> bool:
        """Tell whether any unit ever had this name, or code."""
        try:
            return bool(self._named(name))
        except BadCell:  # both the code and the name are known, of two units
            return True

    def find_other_units(self, name: str, unit_id: str, begin: date | None, end: date | None) -> list[str]:
        """Return the other units that the name means at some time in these days."""
        named = [entry for entry in self._named(name) if entry[0].id != unit_id]
        return [_dated(unit) for unit, first, last in named if _meet(first, last, begin, end)]

    def candidates(self, name: str, first: date | None, last: date | None, limit: int = 5) -> tuple[str, ...]:
        """Return the units of these days whose names come nearest, for a person to choose from."""
        own = set(self._forms(_plain(name)))
        near: dict[str, float] = {}
        for form, named in self._known.items():
            share = max(closeness(text, form) for text in own)
            for unit, begin, end in named:
                if _meet(begin, end, first, last):
                    near[unit.id] = max(share, near.get(unit.id, 0.0))
        return tuple(sorted((id for id in near if near[id] >= _NEAR), key=lambda id: -near[id])[:limit])

    def _index(self, settings: Settings) -> dict[str, list[_Named]]:
        known: dict[str, list[_Named]] = defaultdict(list)
        by_id = {unit.id: unit for unit in settings.units}
        for unit in settings.units:
            whole = _plain(unit.name)
            for form in {whole, *self._without_kind(whole)}:
                known[form].append((unit, unit.valid_from, unit.valid_to))
            if _plain(unit.code) != whole:
                known[_plain(unit.code)].append((unit, unit.valid_from, unit.valid_to))
        for alias in settings.aliases:
            unit = by_id[alias.unit_id]
            begin = max(filter(None, (unit.valid_from, alias.valid_from)), default=None)
            end = min(filter(None, (unit.valid_to, alias.valid_to)), default=None)
            known[_plain(alias.alias)].append((unit, begin, end))
        return dict(known)

    def _named(self, name: str) -> tuple[_Named, ...]:
        plain = _plain(name)
        forms = dict.fromkeys(self._forms(plain))
        found = tuple(named for form in forms for named in self._known.get(form, ()))
        return found or self._coded(name, plain)

    def _coded(self, name: str, plain_text: str) -> tuple[_Named, ...]:
        """Read "14482 - Gia Phú": the versions of the unit for which both code and name are right."""
        for code, rest in _parted(plain_text):
            by_code, by_name = self._known.get(code, []), self._named(rest)
            both = tuple(named for named in by_name if named[0] in [entry[0] for entry in by_code])
            if by_code and by_name and not both:
                raise BadCell(
                    "unit_code_differs", name, f"{code}: {_told(by_code)}; {rest}: {_told(by_name)}"
                )
            if both:
                return both
        return ()

    def _forms(self, text: str) -> Iterator[str]:
        """Yield the text as it is, with its kind written out, then without prefixes or suffixes, inward."""
        yield text
        for written, kind in self._kinds:
            if text.startswith(written):
                yield kind + text.removeprefix(written)
        for prefix in self._prefixes:
            if text.startswith(prefix):
                yield from self._forms(text.removeprefix(prefix))
        for suffix in self._suffixes:
            if text.endswith(suffix):
                yield from self._forms(text.removesuffix(suffix))

    def _without_kind(self, plain_name: str) -> Iterator[str]:
        """Yield the bare name, as "Gia Hòa" is one; a name that is only a kind has none."""
        for _, kind in self._kinds:
            if plain_name.startswith(kind):
                yield plain_name.removeprefix(kind)

    def _closest(self, name: str, day: date | None) -> str:
        self._unknown.add(name)
        # Where every cell is another unknown name the column is no column of units, and the search is long.
        close = self.candidates(name, day, day, limit=3) if len(self._unknown) <= _SEARCHED else ()
        names = {unit.id: unit.name for unit in self._units}
        fitting = dict.fromkeys(names[id] for id in close)
        return "; ".join(fitting)


def _parted(plain_text: str) -> Iterator[tuple[str, str]]:
    """Split code and name, whichever stands first; only what has a figure in it is taken for a code."""
    first, _, rest = plain_text.partition(" ")
    before, _, last = plain_text.rpartition(" ")
    for code, name in ((first, rest), (last, before)):
        if name and any(sign.isdigit() for sign in code):
            yield code, name


def _ids(entries: Iterable[_Named], day: date | None) -> set[str]:
    return {unit.id for unit, begin, end in entries if day is None or is_in_force(begin, end, day)}


def _meet(begin: date | None, end: date | None, first: date | None, last: date | None) -> bool:
    return (begin or date.min) <= (last or date.max) and (first or date.min) <= (end or date.max)


def _plain(text: str) -> str:
    """Fold the text, remove its signs and write & out."""
    whole = _AS_NUMBER.fullmatch(text.strip())
    return _SIGNS.sub(" ", fold(whole[1] if whole else text).replace("&", " và ")).strip()


def _told(entries: Iterable[_Named]) -> str:
    return "; ".join(dict.fromkeys(_dated(unit) for unit, _, _ in entries))


def _dated(unit: Unit) -> str:
    begin = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else "…"
    end = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "…"
    return f"{unit.name} ({begin} – {end})"


def unit_ids(body: ParsedRows, days: "pd.Series", settings: Settings) -> "pd.Series":
    """Return the ids of the units; rows whose name means no unit, or more than one, are rejected."""
    resolve = UnitNames(settings).resolve
    asked = pd.DataFrame({"name": body["unit"], "day": days}).dropna(subset=["name"])
    # A thousand rows of one unit and day are one question.
    names, unit_names = pd.factorize(asked["name"])
    dates, unit_days = pd.factorize(asked["day"], use_na_sentinel=False)
    places, pairs = pd.factorize(names * len(unit_days) + dates)
    questions = pd.Series(places, index=asked.index)
    different = pd.DataFrame(
        {
            "name": unit_names[pairs // max(len(unit_days), 1)],
            "day": unit_days[pairs % max(len(unit_days), 1)],
        }
    )
    ids: list[str | None] = []
    for name, day in zip(different["name"], different["day"], strict=True):
        try:
            ids.append(resolve(str(name), None if pd.isna(day) else day.date()))
        except BadCell as bad:
            _blame(body, questions.index[questions == len(ids)], bad, is_undated=pd.isna(day))
            ids.append(None)
    found = pd.Series(ids, dtype="str").reindex(questions).set_axis(questions.index)
    return found.reindex(body.values.index)


def _blame(body: ParsedRows, rows: "pd.Index", error: BadCell, is_undated: bool) -> None:
    problem = problem_in_column(body.heading("unit"), error.problem)
    for row in rows:
        # Where the day could not be read, which of two units is meant is not the name's fault.
        if not (is_undated and problem.key != "unit_unknown" and row in body.wrong):
            body.wrong[row].append(problem)
