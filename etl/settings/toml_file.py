"""Read settings kept as TOML: only known keys, each of the kind that it must have."""

import re
import tomllib
from pathlib import Path
from typing import Any

from etl.problem import Problem, SettingsInvalid
from etl.settings.csv_table import read_text_file

Toml = dict[str, Any]
_LINE = re.compile(r"\(at line (\d+)")


def read_toml(path: Path) -> Toml:
    text = read_text_file(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        # What the parser says is English; only its place is of use to everyone.
        found = _LINE.search(str(wrong))
        line = int(found[1]) if found else len(text.splitlines())  # "at end of document"
        raise SettingsInvalid(Problem("not_toml"), line) from wrong


def check_keys(table: Toml, allowed_keys: set[str], prefix: str = "") -> None:
    """Check that the table has no other keys than `allowed_keys`; `prefix` names the table in a problem."""
    for key in table:
        if key not in allowed_keys:
            raise SettingsInvalid(Problem("key_unknown", prefix + key, key, ", ".join(sorted(allowed_keys))))


def section(table: Toml, key: str) -> Toml:
    """Return the table [key], empty where the file has none."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsInvalid(Problem("not_a_section", key, str(value), f"[{key}]"))
    return value


def string(table: Toml, key: str, choices: tuple[str, ...] = ()) -> str:
    value = _present(table, key)
    if not isinstance(value, str) or not value:
        raise SettingsInvalid(Problem("not_a_text", key, str(value), '"…"'))
    if choices and value not in choices:
        raise SettingsInvalid(Problem("choice_unknown", key, value, ", ".join(choices)))
    return value


def whole_number(table: Toml, key: str, low: int, high: int) -> int:
    value = _present(table, key)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SettingsInvalid(Problem("number_outside", key, str(value), f"{low}–{high}"))
    return value


def required_texts(table: Toml, key: str) -> tuple[str, ...]:
    """Return a list of texts; an empty one is a decision too, its absence is a slip."""
    _present(table, key)
    return texts(table, key)


def texts(table: Toml, key: str, prefix: str = "") -> tuple[str, ...]:
    """Return a list of texts, empty where the key is absent."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise SettingsInvalid(Problem("not_a_list", prefix + key, str(value), '["…", "…"]'))
    return tuple(value)


def _present(table: Toml, key: str) -> object:
    if key not in table:
        raise SettingsInvalid(Problem("key_missing", key))
    return table[key]
