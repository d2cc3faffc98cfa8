"""Record what was assumed when a file was read: told to whoever loads it, kept with the file's account."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from languages import say

_SIGNS = {";": "semicolon", ",": "comma", "Tab": "tab", "|": "bar"}


@dataclass(frozen=True)
class Assumed:
    """Represent an assumption: `key` names a sentence under [assumed], `found` what the reader went by."""

    key: str
    found: str | None = None
    sheet: str | None = None


def told(language: str, assumed: Assumed) -> str:
    found = assumed.found or "–"
    if assumed.key == "delimited":
        return _delimited(language, found)
    return say(language, f"assumed.{assumed.key}", found=found, sheet=assumed.sheet or "–")


def _delimited(language: str, found: str) -> str:
    """Word how a text file was read: Python's name of the encoding, and the separator between cells."""
    encoding, _, sign = found.partition(", ")
    name = say(language, f"separator.{_SIGNS[sign]}") if sign in _SIGNS else sign
    return say(language, "assumed.delimited", encoding=encoding.removesuffix("-SIG"), separator=name)


def as_json(assumed: Iterable[Assumed]) -> str:
    return json.dumps([asdict(one) for one in assumed], ensure_ascii=False)
