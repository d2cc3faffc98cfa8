"""Warn about targets in the settings that no figure can be judged by, so that their author hears of it.

Only here the catalogue is known; the load takes targets as they are.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from indicators.catalogue import CATALOGUE
from indicators.queries import targets
from languages import say
from languages.writing import number

_MOST = {"percent": 100.0}


def target_warnings(connection: Connection, language: str) -> list[str]:
    """Return a sentence for each target of an unknown indicator or of a value that it cannot have."""
    return [
        sentence
        for row in targets(connection).itertuples()
        for sentence in _doubt(str(row.indicator), str(row.level), float(row.value), language)
    ]


def _doubt(indicator_id: str, level: str, value: float, language: str) -> Iterator[str]:
    where = {"indicator": indicator_id, "level": level}
    if indicator_id not in CATALOGUE:
        yield say(language, "doubt.unknown", **where)
        return
    most = _MOST.get(CATALOGUE[indicator_id].unit)
    if value < 0 or (most is not None and value > most):
        needed = say(language, "doubt.percent" if most else "doubt.not_below_zero")
        yield say(
            language,
            "doubt.impossible",
            value=number(language, value, int(not value.is_integer())),
            needed=needed,
            **where,
        )
