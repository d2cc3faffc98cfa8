"""Find who signs as what on which day, from settings/letterheads.toml: the heads of official documents."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from languages import say
from reports.model.blocks import Letterhead, Signature, Signatures

FILE = "letterheads.toml"
_KINDS = ("Xã", "Thị trấn", "Phường", "Huyện", "Phòng")


class LetterheadsWrong(ValueError):
    """Report a fault in the file: `key` of the words under [letterheads_wrong], and what was found."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(f"{key}: {detail}")
        self.key, self.found = key, detail

    def sentence(self, language: str) -> str:
        return say(language, f"letterheads_wrong.{self.key}", file=FILE, found=self.found)


@dataclass(frozen=True)
class Sender:
    """Describe a sender, valid from `first` to `last`.

    Texts may hold {unit}, the unit's name in capitals, and {short}.
    """

    level: str
    first: date
    last: date
    superior: str | None
    body: str
    code: str
    place: str
    signature: tuple[str, ...]
    copies: tuple[str, ...]


def senders(folder: Path) -> list[Sender]:
    """Read the senders from the folder of settings; an older home without such a file has none."""
    path = folder / FILE
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text("utf-8-sig")).get("letterhead", [])
        return [_sender(one) for one in entries]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise LetterheadsWrong("unreadable", str(wrong)) from wrong


def _sender(entry: dict[str, Any]) -> Sender:
    missing = [name for name in ("level", "body", "place", "signature") if not entry.get(name)]
    if missing:
        raise LetterheadsWrong("lacks", ", ".join(missing))
    return Sender(
        str(entry["level"]),
        entry.get("from", date.min),
        entry.get("to", date.max),
        entry.get("superior"),
        str(entry["body"]),
        str(entry.get("code", "")),
        str(entry["place"]),
        tuple(map(str, entry["signature"])),
        tuple(map(str, entry.get("copies", ()))),
    )


def sender_of(candidates: list[Sender], level: str, day: date) -> Sender | None:
    return next((one for one in candidates if one.level == level and one.first <= day <= one.last), None)


def number_code(sender: Sender, code: str) -> str:
    """Return what follows the number: BC-UBND; `code` is that of the kind of document (BC, BB, TB)."""
    return "-".join(part for part in (code, sender.code) if part)


def letterhead(sender: Sender, unit: str, number: str | None, kind: str, subject: str) -> Letterhead:
    """Make the head for `unit`, given by its name.

    The day stays open: the file is a draft, which gets its day where it is signed.
    """
    body, superior, place = (
        _filled(text, unit) if text else None for text in (sender.body, sender.superior, sender.place)
    )
    return Letterhead(superior, body or "", number, place or "", None, kind, subject)


def signatures(sender: Sender) -> Signatures:
    return Signatures((Signature(sender.signature),), sender.copies)


def _filled(text: str, unit: str) -> str:
    """Fill in {unit} and {short}; other braces, in the setting or in the name, stay braces."""
    known = {"{unit}": unit.upper(), "{short}": _short(unit)}
    return re.sub("|".join(known), lambda blank: known[blank[0]], text)


def _short(unit: str) -> str:
    """Return the name without the kind of unit: Gia Lạc for Xã Gia Lạc."""
    kind = next((one for one in _KINDS if unit.startswith(f"{one} ")), "")
    return unit.removeprefix(kind).strip()
