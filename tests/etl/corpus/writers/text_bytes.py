"""Text files as bytes: CSV in every encoding, and the HTML tables that some systems call .xls."""

import html
import unicodedata
from collections.abc import Callable, Sequence

from tests.etl.corpus.entry import Content
from tests.etl.corpus.writers.case_rows import Cell
from tests.etl.corpus.writers.legacy_encodings import cp1258, tcvn3, vni

Rows = Sequence[Sequence[Cell]]
_OLD = {"cp1258": cp1258, "tcvn3": tcvn3, "vni": vni}


def csv(
    rows: Rows,
    separator: str = ";",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
    above: str = "",
    form: str = "NFC",
) -> Content:
    """`above`: what stands before the first record; `form`: how the letters are composed."""

    def made() -> bytes:
        lines = (separator.join(_quoted(cell, separator) for cell in cells) + line_end for cells in rows)
        text = unicodedata.normalize(form, above + "".join(lines))
        return encoded(text, encoding)

    return made


def text(written: str, encoding: str = "utf-8") -> Content:
    return lambda: encoded(written, encoding)


def encoded(written: str, encoding: str) -> bytes:
    return _OLD[encoding](written) if encoding in _OLD else written.encode(encoding)


def _quoted(cell: Cell, separator: str) -> str:
    written = "" if cell is None else str(cell)
    needs = any(sign in written for sign in (separator, '"', "\n", "\r"))
    return '"' + written.replace('"', '""') + '"' if needs else written


def html_table(
    rows: Rows,
    headings: int = 1,
    before: str = "",
    encoding: str = "utf-8",
    cell: Callable[[str], str] = lambda written: written,
) -> Content:
    """What a web system writes when it is asked for Excel; the first rows are of headings."""

    def made() -> bytes:
        lines = []
        for place, cells in enumerate(rows):
            tag = "th" if place < headings else "td"
            written = (cell(html.escape("" if one is None else str(one))) for one in cells)
            lines.append("<tr>" + "".join(f"<{tag}>{one}</{tag}>" for one in written) + "</tr>")
        page = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset={encoding}">
<style>td {{ mso-number-format:"\\@"; }}</style></head><body>{before}
<table id="tableToExcel" border="1">{"".join(lines)}</table></body></html>"""
        return page.encode(encoding)

    return made
