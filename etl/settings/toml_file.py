"""Read settings kept as TOML: only known keys, each of the kind that it must have."""

import re
import tomllib
from pathlib import Path
from typing import Any

from etl.problem import Problem
from etl.settings.csv_table import text_of
from etl.settings.errors import SettingsWrong

Toml = dict[str, Any]
_LINE = re.compile(r"\(at line (\d+)")


def read_toml(path: Path) -> Toml:
    text = text_of(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        # What the parser says is English; only its place is of use to everyone.
        found = _LINE.search(str(wrong))
        line = int(found[1]) if found else len(text.splitlines())  # "at end of document"
        raise SettingsWrong(path.name, Problem("not_toml"), line) from wrong


def known_keys(file: str, found: Toml, known: set[str], where: str = "") -> None:
    """Check that the table has no other keys than `allowed_keys`; `prefix` names the table in a problem."""
    for key in found:
        if key not in known:
            raise SettingsWrong(file, Problem("key_unknown", where + key, key, ", ".join(sorted(known))))


def section(file: str, found: Toml, key: str) -> Toml:
    """Return the table [key], empty where the file has none."""
    value = found.get(key, {})
    if not isinstance(value, dict):
        raise SettingsWrong(file, Problem("not_a_section", key, str(value), f"[{key}]"))
    return value


def string(file: str, found: Toml, key: str, allowed: tuple[str, ...] = ()) -> str:
    value = _present(file, found, key)
    if not isinstance(value, str) or not value:
        raise SettingsWrong(file, Problem("not_a_text", key, str(value), '"…"'))
    if allowed and value not in allowed:
        raise SettingsWrong(file, Problem("choice_unknown", key, value, ", ".join(allowed)))
    return value


def whole_number(file: str, found: Toml, key: str, low: int, high: int) -> int:
    value = _present(file, found, key)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SettingsWrong(file, Problem("number_outside", key, str(value), f"{low}–{high}"))
    return value


def texts_that_must_be(file: str, found: Toml, key: str) -> tuple[str, ...]:
    """Return a list of texts; an empty one is a decision too, its absence is a slip."""
    _present(file, found, key)
    return texts(file, found, key)


def texts(file: str, found: Toml, key: str, where: str = "") -> tuple[str, ...]:
    """Return a list of texts, empty where the key is absent."""
    value = found.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise SettingsWrong(file, Problem("not_a_list", where + key, str(value), '["…", "…"]'))
    return tuple(value)


def _present(file: str, found: Toml, key: str) -> object:
    if key not in found:
        raise SettingsWrong(file, Problem("key_missing", key))
    return found[key]
