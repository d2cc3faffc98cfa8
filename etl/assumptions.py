"""Record what was assumed when a file was read: told to whoever loads it, kept with the file's account."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from languages import say

_SIGNS = {";": "semicolon", ",": "comma", "Tab": "tab", "|": "bar"}


@dataclass(frozen=True)
class Assumption:
    """Represent an assumption: `key` names a sentence under [assumed], `found` what the reader went by."""

    key: str
    found: str | None = None
    sheet: str | None = None


def assumption_sentence(language: str, assumption: Assumption) -> str:
    found = assumption.found or "–"
    if assumption.key == "delimited":
        return _delimited(language, found)
    return say(language, f"assumed.{assumption.key}", found=found, sheet=assumption.sheet or "–")


def _delimited(language: str, encoding_and_separator: str) -> str:
    """Word how a text file was read: Python's name of the encoding, and the separator between cells."""
    encoding, _, sign = encoding_and_separator.partition(", ")
    name = say(language, f"separator.{_SIGNS[sign]}") if sign in _SIGNS else sign
    return say(language, "assumed.delimited", encoding=encoding.removesuffix("-SIG"), separator=name)


def assumptions_to_json(assumptions: Iterable[Assumption]) -> str:
    return json.dumps([asdict(one) for one in assumptions], ensure_ascii=False)
