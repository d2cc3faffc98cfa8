"""Which unit a name means on a day. Names are never guessed: one that differs by a letter is unknown."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from etl.fold import fold
from etl.problem import BadCell
from etl.settings import Settings, Unit
from etl.settings.validity import holds

_SIGNS = re.compile(r"[-.,;:/()\s]+")

_Named = tuple[Unit, date | None, date | None]  # a unit, and from when to when the name is its own


class UnitNames:
    """The names of all units and their aliases, in the form that spelling, prefixes and suffixes leave."""

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

    def resolve(self, name: str, day: date | None) -> str:
        """The id of the unit that had this name on `day`; without a day, of the only one that ever had it."""
        named = self._found.get(name)
        if named is None:
            named = self._found[name] = self._named(name)
        if not named:
            raise BadCell("unit_unknown", name, self._closest(name))
        ids = {unit.id for unit, begin, end in named if day is None or holds(begin, end, day)}
        if len(ids) == 1:
            return ids.pop()
        then = "; ".join(dict.fromkeys(_dated(unit) for unit, _, _ in named))
        if day and not ids:
            raise BadCell("unit_not_then", f"{name} ({day:%d/%m/%Y})", then)
        raise BadCell("unit_ambiguous", name, then)

    def _index(self, settings: Settings) -> dict[str, list[_Named]]:
        known: dict[str, list[_Named]] = defaultdict(list)
        by_id = {unit.id: unit for unit in settings.units}
        for unit in settings.units:
            whole = _plain(unit.name)
            for form in {whole, *self._without_kind(whole)}:
                known[form].append((unit, unit.valid_from, unit.valid_to))
        for alias in settings.aliases:
            unit = by_id[alias.unit_id]
            begin = max(filter(None, (unit.valid_from, alias.valid_from)), default=None)
            end = min(filter(None, (unit.valid_to, alias.valid_to)), default=None)
            known[_plain(alias.alias)].append((unit, begin, end))
        return dict(known)

    def _named(self, name: str) -> tuple[_Named, ...]:
        forms = dict.fromkeys(self._forms(_plain(name)))
        return tuple(named for form in forms for named in self._known.get(form, ()))

    def _forms(self, text: str) -> Iterator[str]:
        """The text as it stands, then with its kind written out, then without prefix or suffix, inward."""
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

    def _without_kind(self, whole: str) -> Iterator[str]:
        """A bare name, as "Gia Hòa" is one; a name that is only a kind has none."""
        for _, kind in self._kinds:
            if whole.startswith(kind):
                yield whole.removeprefix(kind)

    def _closest(self, name: str) -> str:
        names = {form: units[0][0].name for form, units in self._known.items()}
        close = [names[form] for form in get_close_matches(_plain(name), names, n=6, cutoff=0.5)]
        fitting = list(dict.fromkeys(close))[:3] or [unit.name for unit in self._units[:3]]
        return "; ".join(fitting)


def _plain(text: str) -> str:
    """The folded text without signs, & written out."""
    return _SIGNS.sub(" ", fold(text).replace("&", " và ")).strip()


def _dated(unit: Unit) -> str:
    begin = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else "…"
    end = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "…"
    return f"{unit.name} ({begin} – {end})"
