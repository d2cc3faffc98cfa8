"""Hostile texts in tables: cells are whole texts, numbers are numbers, our own loader reads them back."""

import csv
import re
import unicodedata
import zipfile
from io import StringIO

import fastexcel
import pandas as pd
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from etl.formats.detect import read_source_workbook
from etl.formats.fast_csv import detect_plain_text
from languages.formulas import escape_formula, unescape_formula
from presentation.table import Column, Notes, Table
from reports.model.characters import visible_text
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import write_workbook
from tests.reports.test_hostile_texts import COUNT
from tests.support.hostile_texts import FAMILIES, HOSTILE

pytestmark = pytest.mark.hostile
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BEGIN = ("=", "+", "-", "@", "\t", "\r")


def table_of(text):
    """A text in all of its fields: eight times."""
    rows = pd.DataFrame([(text, text), (text, -1234.5)], columns=["a", "b"], dtype=object)
    return Table("t", text, (Column("a", text), Column("b", text, "number")), rows, Notes(((text, text),)))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A sheet a text, called by it."""
    path = tmp_path_factory.mktemp("xlsx") / "thu.xlsx"
    path.write_bytes(write_workbook({text: table_of(text) for text in HOSTILE}, "vi"))
    return path


def unescaped(text):
    """As the standard has it (ECMA-376, part 1, 22.9.2.19): _x0041_ is A."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cells(content):
    """Row by row by their places: texts and floats."""
    rows = []
    for row in etree.fromstring(content, etree.XMLParser(huge_tree=True)).iter(f"{S}row"):
        rows.append({})
        for cell in row.iter(f"{S}c"):
            assert cell.find(f"{S}f") is None and cell.get("t") in ("inlineStr", None)
            text = cell.findtext(f"{S}is/{S}t")
            value = float(cell.findtext(f"{S}v")) if cell.get("t") is None else unescaped(text or "")
            rows[-1][cell.get("r")[0]] = value
    return rows


def test_cells_of_a_workbook_are_whole_texts_and_numbers_stay_numbers(workbook):
    with zipfile.ZipFile(workbook) as package:
        for number, text in enumerate(HOSTILE, start=1):
            shown, replaced = visible_text(text)
            found = cells(package.read(f"xl/worksheets/sheet{number}.xml"))
            pair = {"A": shown, "B": shown}
            if replaced:
                assert COUNT.search(found.pop()["A"])[1] == str(8 * replaced)
            assert found == [
                {"A": shown},
                {"A": f"{shown}: {shown}"},
                {"A": "2 dòng"},
                pair,
                pair,
                {"A": shown, "B": -1234.5},
            ]


def test_a_workbook_has_a_sheet_for_each_and_keeps_to_its_standard(workbook):
    names = fastexcel.read_excel(workbook).sheet_names
    assert len({name.lower() for name in names}) == len(HOSTILE)
    wrong = [str(one) for one in OpenXmlValidator().validate(workbook).errors]
    assert [one for one in wrong if "inline-string" not in one] == []  # allowed, and Excel's own way differs


def wide_table():
    """A row a text."""
    rows = pd.DataFrame({"text": HOSTILE, "number": [-1234.5] * len(HOSTILE)}, dtype=object)
    return Table("t", "Thử", (Column("text", "Chữ"), Column("number", "Số", "number")), rows)


def read_back(content, name):
    """What our own loader reads below the headings, by the number of the text."""
    found = read_source_workbook(content).sheets[0].cells
    first = next(row for row in found.index if found.at[row, 1] == "Chữ") + 1
    rows = found.loc[[row for row in found.index if first <= row < first + len(HOSTILE)]]
    return {row - first: text for row, text in rows[1].items()}, set(rows[2])


@pytest.mark.parametrize(
    ("write", "name", "number"),
    [
        (lambda table: write_workbook({"Số liệu": table}, "vi"), "thu.xlsx", "-1234.5"),
        (lambda table: csv_bytes(table, "vi"), "thu.csv", "-1234,5"),
    ],
    ids=["xlsx", "csv"],
)
def test_our_own_loader_reads_the_same_texts(write, name, number):
    texts, numbers = read_back(write(wide_table()), name)
    assert numbers == {number}
    for place, text in enumerate(HOSTILE):
        shown = unicodedata.normalize("NFC", visible_text(text)[0])
        read_as = texts[place]
        assert read_as == shown if shown.strip() else read_as != read_as, repr(text)


def test_the_fast_way_reads_what_the_careful_one_reads(tmp_path):
    path = tmp_path / "thu.csv"
    kept = [text for text in HOSTILE if visible_text(text)[1] == 0 and not re.search("[\u0300-\u036f]", text)]
    rows = pd.DataFrame({"text": kept, "number": [-1.5] * len(kept)}, dtype=object)
    table = Table("t", "Thử", (Column("text", "Chữ"), Column("number", "Số", "number")), rows)
    path.write_bytes(csv_bytes(table, "vi"))
    careful = read_source_workbook(path.read_bytes()).sheets[0].cells
    fast = pd.concat(list(detect_plain_text(path).blocks()))
    assert len(fast) > 200 and list(fast[1].fillna("")) == list(careful[1].fillna(""))


def test_a_cell_of_a_csv_begins_like_a_formula_only_where_it_is_a_number():
    content = csv_bytes(wide_table(), "vi").decode("utf-8-sig")
    rows = [row for row in csv.reader(StringIO(content, newline=""), delimiter=";", strict=True) if row]
    body = rows[3 : 3 + len(HOSTILE)]
    assert not [text for text, _ in body if text.startswith(BEGIN) or text.lstrip().startswith(BEGIN)]
    assert {number for _, number in body} == {"-1234,5"}
    kept = {text for text, _ in body if text.startswith("'")}
    assert {"'=1+1", "'-5", "'+84900000001", "'@1+1", "'\t=1+1", "''=1+1"} <= kept
    assert "'" in kept and "'; DROP TABLE unit; --" in kept  # as they were
    replaced = sum(visible_text(text)[1] for text in HOSTILE)
    assert COUNT.search(rows[-1][0])[1] == f"{replaced:,}".replace(",", ".")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_apostrophe_before_a_formula_is_taken_away_again_and_no_other(family):
    for text in FAMILIES[family]:
        assert unescape_formula(escape_formula(text)) == text
    assert (
        unescape_formula("'chữ") == "'chữ"
        and unescape_formula("'") == "'"
        and unescape_formula("'=1") == "=1"
    )
