"""What was taken for granted when a file was read: said to whoever loads it, kept with the file's account."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from languages import say


@dataclass(frozen=True)
class Assumed:
    """`key` names a sentence under [assumed]; `found` is what the reader went by."""

    key: str
    found: str | None = None
    sheet: str | None = None


def told(language: str, assumed: Assumed) -> str:
    return say(language, f"assumed.{assumed.key}", found=assumed.found or "–", sheet=assumed.sheet or "–")


def as_json(assumed: Iterable[Assumed]) -> str:
    return json.dumps([asdict(one) for one in assumed], ensure_ascii=False)
