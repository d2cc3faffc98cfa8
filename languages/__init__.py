"""Load the words of the product: one folder of TOML files per language, all with the same keys."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDERS = sorted(path.parent.name for path in Path(__file__).parent.glob("*/screen.toml"))
MAIN_LANGUAGE = "vi"  # what organisations write their own words in first
LANGUAGES = (MAIN_LANGUAGE, *(name for name in _FOLDERS if name != MAIN_LANGUAGE))


def command_language() -> str:
    """Return the language in which the command lines speak: REFORM_LANGUAGE, else Vietnamese."""
    wished = os.environ.get("REFORM_LANGUAGE", MAIN_LANGUAGE)
    return wished if wished in LANGUAGES else MAIN_LANGUAGE


def text_key(key: str, language: str) -> str:
    """Return where settings and tables keep a text in the language: `name`, in English `name_en`."""
    return key if language == MAIN_LANGUAGE else f"{key}_{language}"


def texts_by_language(values: Mapping[str, Any], key: str) -> dict[str, str]:
    """Collect a text in all languages from values whose keys are those of `text_key`."""
    return {language: values[text_key(key, language)] for language in LANGUAGES}


@cache
def load_phrases(language: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in sorted(Path(__file__).with_name(language).glob("*.toml")):
        part = tomllib.loads(path.read_text("utf-8"))
        assert not merged.keys() & part.keys(), f"{path.name} repeats a table of another file"
        merged |= part
    return merged


def say(language: str, key: str, **values: object) -> str:
    """Return the phrase at the address `key` (dots lead inward), its blanks filled.

    Raises KeyError where there is none.
    """
    phrase = load_phrases(language)
    for part in key.split("."):
        phrase = phrase[part]
    assert isinstance(phrase, str), key
    return phrase.format(**values)


def has_phrase(language: str, key: str) -> bool:
    phrase: Any = load_phrases(language)
    for part in key.split("."):
        if not isinstance(phrase, dict) or part not in phrase:
            return False
        phrase = phrase[part]
    return True
