"""Spoil rows as in real exports: some must be rejected, others must load all the same."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from etl.sample.world import Flags, Whole, Words

KEY = "_key"  # whose row it is, whatever became of its cells; never written into a file
_NO_SUCH_UNIT = "Xã Gia Hoa Lư"
_TWICE = 0.003
_HARMLESS = 0.03
UNREADABLE = {"cases": 0.01, "documents": 0.005, "ballots_5": 0.005, "ballots_3": 0.005, "box": 0.005}


@dataclass(frozen=True)
class Dirt:
    """Describe what happens to one cell; `rejected`: its row can then not be loaded."""

    kind: str
    column: str
    change: Callable[[Any], Any]
    rejected: bool = True


def spoil_rows(
    source: str, rows: pd.DataFrame, first: date, chance: np.random.Generator, new_rows: Flags | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows with their dirt, and a list of it: key, kind, rejected. A row has one fault at most.

    Where `new_rows` is given only its rows become unreadable: else the end of an older case would be lost,
    and it would stay open, and overdue, for ever.
    """
    order = chance.permutation(len(rows))
    if new_rows is not None:
        order = order[np.argsort(~new_rows[order], kind="stable")]
    unreadable = round(len(rows) * UNREADABLE[source])
    harmless = unreadable + round(len(rows) * _HARMLESS)
    twice = np.sort(order[harmless:][: round(len(rows) * _TWICE)])
    # A row without a number of its own that stands there twice is two facts, not one fact twice.
    twice = twice[rows[_NAMED_BY[source]].notna().to_numpy()[twice]]
    cells = {str(column): rows[column].to_numpy(dtype=object).copy() for column in rows}
    log = _change(cells, order[:unreadable], _unreadable(source, first))
    log += _change(cells, order[unreadable:harmless], _harmless(source))
    log += [(cells[KEY][row], "twice", False) for row in twice]
    dirty = pd.DataFrame(cells, dtype=object)
    dirty = dirty.iloc[np.sort(np.concatenate([np.arange(len(rows)), twice]))]
    return dirty, pd.DataFrame(log, columns=["key", "kind", "rejected"])


def _change(cells: dict[str, Words], rows: Whole, kinds: list[Dirt]) -> list[tuple[str, str, bool]]:
    """Spoil each row with the next kind of dirt that finds something in it to change."""
    log = []
    for turn, row in enumerate(rows):
        for dirt in kinds[turn % len(kinds) :] + kinds[: turn % len(kinds)]:
            cell = cells[dirt.column][row]
            changed = None if cell is None else dirt.change(cell)
            if cell is not None and changed != cell:
                cells[dirt.column][row] = changed
                log.append((cells[KEY][row], dirt.kind, dirt.rejected))
                break
    return log


def _unreadable(source: str, first: date) -> list[Dirt]:
    early = f"{first - timedelta(days=120):%d/%m/%Y}"
    unit, day = _UNIT[source], _DAY[source]
    everywhere = [
        Dirt("impossible_date", day, lambda _: "31/02/2020"),
        Dirt("unknown_unit", unit, lambda _: _NO_SUCH_UNIT),
    ]
    if source == "documents":
        return [*everywhere, Dirt("missing_code", "Số ký hiệu", lambda _: None)]
    if source != "cases":
        return everywhere
    return [
        *everywhere,
        Dirt("finished_before_received", "Ngày kết thúc xử lý", lambda _: early),
        Dirt("missing_code", "Mã hồ sơ", lambda _: None),
        Dirt("unknown_channel", "Hình thức nộp", lambda _: "Nộp hộ"),
        Dirt("text_in_date", "Ngày hẹn trả", lambda _: "chờ lãnh đạo ký"),
    ]


def _harmless(source: str) -> list[Dirt]:
    unit = _UNIT[source]
    everywhere = [
        Dirt("decomposed", unit, lambda text: unicodedata.normalize("NFD", text), rejected=False),
        Dirt("unit_written_otherwise", unit, respell_unit, rejected=False),
        Dirt("capitals", unit, str.upper, rejected=False),
        Dirt("spaces", unit, lambda text: f" {text}  ", rejected=False),
    ]
    if source != "cases":
        return everywhere
    name = "Tên thủ tục hành chính"
    return [
        *everywhere,
        Dirt("decomposed", name, lambda text: unicodedata.normalize("NFD", text), rejected=False),
        Dirt("other_letter", "Trạng thái hồ sơ", lambda text: text.replace("Đ", "Ð"), rejected=False),
        Dirt("spaces", "Mã hồ sơ", lambda text: f"{text}  ", rejected=False),
    ]


def respell_unit(name: str) -> str:
    """Spell a unit's name as offices do: with UBND, shortened, with the tone on the other vowel."""
    if name.startswith("Thị trấn "):
        return name.replace("Thị trấn ", "TT. ")
    if name.startswith("Xã "):
        return "UBND xã " + _other_tone(name.removeprefix("Xã "))
    return f"{name} huyện Gia Viễn" if name.startswith("Phòng ") else name


def _other_tone(name: str) -> str:
    for first, second in (("òa", "oà"), ("óa", "oá"), ("ùy", "uỳ"), ("úy", "uý")):
        name = name.replace(first, second)
    return name


_UNIT = {"cases": "Đơn vị giải quyết"} | dict.fromkeys(
    ("documents", "ballots_5", "ballots_3", "box"), "Đơn vị"
)
_DAY = {"cases": "Ngày tiếp nhận", "documents": "Ngày văn bản", "ballots_5": "Ngày"} | {
    "ballots_3": "Ngày",
    "box": "Ngày",
}
_NAMED_BY = {"cases": "Mã hồ sơ", "documents": "Số ký hiệu", "box": "Ngày"} | {
    "ballots_5": "Mã phiếu",
    "ballots_3": "Mã phiếu",
}
