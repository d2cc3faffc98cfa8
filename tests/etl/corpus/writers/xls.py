"""Workbooks of Excel 97–2003 (.xls) by hand: records of BIFF8 in the container that Office once used."""

import struct
from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from tests.etl.corpus.entry import Content
from tests.etl.corpus.writers.case_rows import Cell

_SECTOR, _SMALLEST = 512, 4096  # shorter streams would need a second table
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_GENERAL, _DAY, _TIME = 0, 1, 2  # the three looks of a cell that are declared below
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def xls(
    *sheets: Sequence[Sequence[Cell]],
    names: Sequence[str] | None = None,
    hidden: Sequence[str] = (),
    from_1904: bool = False,
    locked: bool = False,
) -> Content:
    def made() -> bytes:
        titles = names or [f"Sheet{place + 1}" for place in range(len(sheets))]
        epoch = _EPOCH_1904 if from_1904 else _EPOCH
        bodies = [_sheet(rows, epoch) for rows in sheets]
        head = _globals(titles, hidden, [0] * len(bodies), from_1904, locked)
        places, at = [], len(head)
        for body in bodies:
            places.append(at)
            at += len(body)
        head = _globals(titles, hidden, places, from_1904, locked)
        return container({"Workbook": head + b"".join(bodies)})

    return made


def password_protected() -> Content:
    """What Excel makes of a workbook with a password: the workbook is somewhere in a stream of noise."""
    streams = {"EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0<encryption/>", "EncryptedPackage": b"\xb7" * 5000}
    return lambda: container(streams)


def container(streams: dict[str, bytes]) -> bytes:
    """Streams under names in sectors of 512 bytes: the header, the table of sectors, the names, the rest."""
    ordered = sorted(streams, key=lambda name: (len(name), name.upper()))
    padded = {name: _filled(streams[name]) for name in ordered}
    chains, body = [_END], b""  # the names' own chain is one sector: there are at most three of them
    entries = [_entry("Root Entry", 5, child=1, begin=_END, size=0)]
    for number, name in enumerate(ordered, 1):
        begin = 2 + len(body) // _SECTOR
        after = number + 1 if number < len(ordered) else _FREE
        entries.append(_entry(name, 2, right=after, begin=begin, size=len(padded[name])))
        sectors = len(padded[name]) // _SECTOR
        chains += [*range(begin + 1, begin + sectors), _END]
        body += padded[name]
    table = [_TABLE, *chains]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    names = b"".join(entries).ljust(_SECTOR, b"\0")
    return _header() + struct.pack(f"<{len(table)}I", *table) + names + body


def _filled(stream: bytes) -> bytes:
    size = max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR)
    return stream.ljust(size, b"\0")


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, right: int = _FREE, child: int = _FREE, begin: int = 0, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return head + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", begin, size)


def _globals(
    names: Sequence[str], hidden: Sequence[str], places: Sequence[int], from_1904: bool, locked: bool
) -> bytes:
    looks = ((0, 0), (0, 14), (0, 22))  # general; a day; a day with its time
    records = [_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6))]
    if locked:
        records.append(_record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)))
    records.append(_record(0x42, struct.pack("<H", 1200)))
    records.append(_record(0x22, struct.pack("<H", from_1904)))
    records += [_record(0xE0, struct.pack("<HH", *look) + bytes(16)) for look in looks]
    for name, place in zip(names, places, strict=True):
        state = 1 if name in hidden else 0
        written = struct.pack("<IBBBB", place, state, 0, len(name), 1) + name.encode("utf-16-le")
        records.append(_record(0x85, written))
    return b"".join(records) + _record(0x0A, b"")


def _sheet(rows: Sequence[Sequence[Cell]], epoch: datetime) -> bytes:
    width = max(map(len, rows), default=0)
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))
    extent = _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    cells = (
        _cell(row, column, cell, epoch)
        for row, line in zip(count(), rows)
        for column, cell in enumerate(line)
        if cell is not None
    )
    return begin + extent + b"".join(cells) + _record(0x0A, b"")


def _cell(row: int, column: int, cell: Cell, epoch: datetime) -> bytes:
    if isinstance(cell, str):
        written = struct.pack("<HHHHB", row, column, _GENERAL, len(cell), 1) + cell.encode("utf-16-le")
        return _record(0x204, written)
    look, number = _GENERAL, cell
    if isinstance(cell, date):
        look = _TIME if isinstance(cell, datetime) else _DAY
        at = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        number = (at - epoch).total_seconds() / 86400
    assert isinstance(number, int | float)
    return _record(0x203, struct.pack("<HHHd", row, column, look, number))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
