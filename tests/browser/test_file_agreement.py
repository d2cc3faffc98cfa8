"""Every figure of every unit is the same in every kind of file: each file is read back by another program."""

import csv
import re
from io import BytesIO, StringIO

import docx
import pptx
import pytest

from indicators.catalogue import CATALOGUE
from indicators.queries import figure
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from presentation.context import Context, answer_from
from reports.catalogue import KINDS, slides_type
from tests.support import poppler
from warehouse.connection import open_reader
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.same_figure
UNITS = 34  # the whole, 21 communes, 12 offices
ID = re.compile(r"\b([0-9A-Z]{5}-[0-9A-Z]{5})\b")
# What stands above each page, and above a table that goes on.
PAGE = re.compile(r"(\d+ )?DỮ LIỆU MẪU\n|Mã số liệu Đơn vị Chỉ số Số liệu\n|\f")
NOTES = "Đơn vị sử dụng:"  # begins what follows the list of figures


@pytest.fixture(scope="module")
def connection(sample_home):
    with open_reader(current_snapshot(sample_home)) as opened:
        yield attach_memory(opened, {})


@pytest.fixture(scope="module")
def made_of(sample_home, connection):
    def of(kind, ending, **asked):
        scope = scope_from_words(connection, period="2021-Q2", **asked)
        return kind.formats[ending](
            Context(answer_from(connection), current_snapshot(sample_home), scope, "civil", "vi")
        )

    return of


@pytest.fixture(scope="module")
def shown(connection):
    """Value, numerator and denominator as the screen asks for them; None where there is no value."""

    def of(passport):
        scope = scope_from_words(connection, period="2021-Q2", unit=passport.unit or None)
        found = figure(connection, CATALOGUE[passport.indicator], scope)
        return (found.value, found.numerator, found.denominator) if found.state == "value" else None

    return of


def written(value: float, digits: int) -> str:
    """1.234,5"""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def as_told(passport, shown) -> str:
    """86,4% (203/235): what a file says last of a figure, as a pattern; a unit may follow."""
    found = shown(passport)
    if found is None:
        return r"(–|chưa báo cáo)$"
    value, numerator, denominator = found
    digits = CATALOGUE[passport.indicator].digits
    parts = rf"\({written(numerator, 0)}/{written(denominator, 0)}\)" if denominator else ""
    return rf"(?<!\S){written(value, digits)}(?![\d.,])\D*{parts}$"


def plain(text: str) -> str:
    """Without line breaks and hard spaces."""
    return " ".join(text.split())


def listed(text: str) -> dict[str, str]:
    """By its id what the list at the end of a file tells of each figure; lines may be wrapped."""
    _, *found = ID.split(text.partition(NOTES)[0])
    return dict(zip(found[::2], map(plain, found[1::2]), strict=True))


def the_same(made, told: dict[str, str], shown, count: int) -> None:
    assert len(made.passports) == count and set(told) == {one.id for one in made.passports}
    wrong = [
        (one.indicator, one.unit, told[one.id])
        for one in made.passports
        if not re.search(as_told(one, shown), told[one.id])
    ]
    assert not wrong


def in_order(made, told: dict[str, str], cells: list[str]) -> bool:
    """Whether the tables of the file hold the same, one after the other."""
    return all(
        told[one.id].endswith(f": {plain(cell)}") for one, cell in zip(made.passports, cells, strict=True)
    )


def test_docx(made_of, shown):
    made = made_of(KINDS["figures"], "docx")
    file = docx.Document(BytesIO(made.content))
    told = listed("\n".join(paragraph.text for paragraph in file.paragraphs))
    the_same(made, told, shown, UNITS * len(CATALOGUE))
    cells = [row.cells[1].text for table in file.tables for row in table.rows if len(row.cells) == 6]
    assert in_order(made, told, [cell for cell in cells if cell != "Số liệu"])


def test_pdf(made_of, shown, tmp_path):
    made = made_of(KINDS["figures"], "pdf")
    (tmp_path / "a.pdf").write_bytes(made.content)
    text = PAGE.sub("", poppler.text(tmp_path / "a.pdf", "raw"))
    the_same(made, listed(text), shown, UNITS * len(CATALOGUE))


def test_html_in_a_browser_without_a_network(made_of, shown, tmp_path, page, context):
    made = made_of(KINDS["figures"], "html")
    (tmp_path / "a.html").write_bytes(made.content)
    context.set_offline(True)
    page.goto((tmp_path / "a.html").as_uri())
    told = listed(page.locator("body").inner_text())
    the_same(made, told, shown, UNITS * len(CATALOGUE))
    assert in_order(made, told, page.locator("tbody td:nth-child(2)").all_inner_texts())


def test_csv(made_of, shown):
    made = made_of(KINDS["figures"], "csv")
    lines = made.content.decode("utf-8-sig").split("\r\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("Mã đơn vị;"))
    rows = {
        row["Mã số liệu"]: row for row in csv.DictReader(StringIO("\n".join(lines[first:])), delimiter=";")
    }
    assert len(rows) == UNITS * len(CATALOGUE)
    for one in made.passports:
        row, found = rows[one.id], shown(one)
        if found is None:
            assert row["Kết quả"] in ("–", "chưa báo cáo")
            continue
        told = [row[name].replace(",", ".") for name in ("Kết quả", "Tử số", "Mẫu số, số hồ sơ")]
        assert [float(text) if text else None for text in told] == [
            None if part is None else pytest.approx(part, abs=1e-6) for part in found
        ]


@pytest.mark.parametrize("unit", [None, "14515", "pb-noi-vu"])
def test_pptx(made_of, shown, unit):
    made = made_of(slides_type(tuple(CATALOGUE.values())), "pptx", unit=unit)
    frames = [
        shape.text_frame.text
        for slide in pptx.Presentation(BytesIO(made.content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    lists = [text for text in frames if ID.match(text)]
    the_same(made, listed("\n".join(lists)), shown, len(CATALOGUE))
