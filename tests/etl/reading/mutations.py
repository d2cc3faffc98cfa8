"""Files as nobody should send them: bytes, cells, rows, columns, headings and encodings spoilt."""

from collections.abc import Callable
from io import BytesIO
from random import Random

import xlsxwriter

from tests.support.source_files import USUAL, row, table

Rows = list[list[str | None]]
_ODD = [
    None, "", " ", "\u00a0", "x", "0", "-1", "1.234", "1,234.5", "97,5%", "31/02/2021", "02/08/21",
    "08/02/2021", "1900-01-00", "44410", "44410.5", "9h15", "=1+1", "@x", "#N/A", "#REF!", "true",
    "Tổng cộng", "Trong đó", "(1)", "Người lập biểu", "Xã Gia Hòa", "Xã Gia Hoà", "xã gia thắng", "TT. Me",
    "14482", "UBND", "Đã trả kết quả", "Có", "5", "hài lòng", "X· Gia Hßa", "a\nb", 'a"b', "a;b", "\x00",
    "\ud7ff", "😀", "٣", "½", "١/٢/٢٠٢١", "9" * 400, "ộ" * 300, "DỮ LIỆU MẪU",
    "Ngày xuất dữ liệu: 31/08/2021", "Từ ngày 01/08/2021 đến ngày 31/08/2021", "9999-12-31",
    "0001-01-01", "1e400", "NaN",
]  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be") + (
    "cp1258",
    "cp1252",
    "latin-1",
    "utf-7",
    "utf-32",
)
_SEPARATORS = (";", ",", "\t", "|", ":")


def mutated(number: int) -> tuple[str, bytes]:
    """Name and bytes of the mutation with this number; the same number makes the same file."""
    random = Random(number)
    source = random.choice(list(USUAL))
    rows = [list(line) for line in table(source, *(row(source) for _ in range(random.randint(0, 6))))]
    for _ in range(random.randint(0, 4)):
        random.choice(_ON_ROWS)(rows, random)
    name, content = random.choice((_xlsx, _csv, _html))(rows, random)
    for _ in range(random.choice((0, 0, 0, 0, 1, 2, 20))):
        content = random.choice(_ON_BYTES)(content, random)
    return name, content


def _cell(rows: Rows, random: Random) -> None:
    line = random.choice(rows)
    if line:
        line[random.randrange(len(line))] = random.choice(_ODD)


def _one_row(rows: Rows, random: Random) -> None:
    wide = max(map(len, rows))
    odd = [random.choice(_ODD) for _ in range(random.randint(0, wide + 2))]
    rows.insert(random.randint(0, len(rows)), odd)


def _without_row(rows: Rows, random: Random) -> None:
    if len(rows) > 1:
        rows.pop(random.randrange(len(rows)))


def _again(rows: Rows, random: Random) -> None:
    rows.insert(random.randint(0, len(rows)), list(random.choice(rows)))


def _column(rows: Rows, random: Random) -> None:
    place = random.randint(0, max(map(len, rows)))
    for line in rows:
        if random.random() < 0.9:
            line.insert(place, random.choice(_ODD))


def _without_column(rows: Rows, random: Random) -> None:
    place = random.randrange(max(1, max(map(len, rows))))
    for line in rows:
        del line[place : place + 1]


def _swapped(rows: Rows, random: Random) -> None:
    line = random.choice(rows)
    random.shuffle(line)


def _letters(rows: Rows, random: Random) -> None:
    """A slip of the pen in any cell, a heading too."""
    line = random.choice(rows)
    filled = [place for place, text in enumerate(line) if text]
    if filled:
        place = random.choice(filled)
        text = str(line[place])
        at = random.randrange(len(text))
        line[place] = text[:at] + random.choice(("", "ạ", " ", "\u0301", text[at] * 2)) + text[at + 1 :]


_ON_ROWS: tuple[Callable[[Rows, Random], None], ...] = (
    _cell, _cell, _cell, _one_row, _without_row, _again, _column, _without_column, _swapped, _letters,
)  # fmt: skip


def _xlsx(rows: Rows, random: Random) -> tuple[str, bytes]:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_numbers": random.random() < 0.3}) as book:
        for _ in range(random.choice((1, 1, 1, 2))):
            sheet = book.add_worksheet()
            for place, line in enumerate(rows):
                for column, text in enumerate(line):
                    sheet.write(place, column, text)
            if random.random() < 0.2:
                sheet.set_row(random.randint(0, 9), None, None, {"hidden": True})
    return "f.xlsx", file.getvalue()


def _csv(rows: Rows, random: Random) -> tuple[str, bytes]:
    separator, end = random.choice(_SEPARATORS), random.choice(("\n", "\r\n", "\r"))
    quote = random.random() < 0.7
    lines = (separator.join(_written(text, quote) for text in line) for line in rows)
    text = "".join(line + end for line in lines)
    return "f.csv", text.encode(random.choice(_ENCODINGS), "replace")


def _written(text: str | None, quote: bool) -> str:
    return '"' + (text or "").replace('"', '""') + '"' if quote else text or ""


def _html(rows: Rows, random: Random) -> tuple[str, bytes]:
    tag = random.choice(("td", "th"))
    lines = (f"<tr>{''.join(f'<{tag}>{text or str()}</{tag}>' for text in line)}</tr>" for line in rows)
    text = f"<html><table>{''.join(lines)}</table></html>"
    return "f.xls", text.encode(random.choice(_ENCODINGS), "replace")


def _flipped(content: bytes, random: Random) -> bytes:
    if not content:
        return content
    changed = bytearray(content)
    changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randint(0, len(content))]


def _stuffed(content: bytes, random: Random) -> bytes:
    place = random.randint(0, len(content))
    return content[:place] + random.randbytes(random.randint(1, 40)) + content[place:]


def _doubled(content: bytes, random: Random) -> bytes:
    begin = random.randint(0, len(content))
    end = min(len(content), begin + random.randint(1, 400))
    return content[:end] + content[begin:]


_ON_BYTES = (_flipped, _flipped, _stuffed, _cut, _doubled)
