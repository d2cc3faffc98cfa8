"""Hostile texts come out harmless and whole in every format, and what had to be replaced is counted."""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree, html
from openxml_audit import OpenXmlValidator
from PIL import Image

from presentation.chart import Bar, Bars
from presentation.table import Column, Notes, Table
from reports.html import html as page
from reports.model.blocks import (
    BlankLines,
    ChartBlock,
    Document,
    Grid,
    Heading,
    Letterhead,
    Paragraph,
    PrintedFigure,
    Signature,
    Signatures,
)
from reports.model.characters import font_characters, visible_text
from reports.pdf.write import pdf
from reports.word import docx
from tests.support import poppler
from tests.support.hostile_texts import HOSTILE, LONG, SHORT

pytestmark = pytest.mark.hostile
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
COUNT = re.compile(r"([\d.]+) ký tự không in được đã thay bằng ký hiệu nhìn thấy được")
MANY = 56  # texts of a document
CHUNKS = [SHORT[start : start + MANY] for start in range(0, len(SHORT), MANY)]


def test_there_are_two_hundred_of_them_and_no_two_are_the_same():
    assert len(set(HOSTILE)) == len(HOSTILE) >= 200
    assert {len(text) for text in LONG} == {10_000}


# ---- Documents: every text in every field ----


def told(text):
    """All blocks and their fields; FIELDS of them, in this order."""
    rows = pd.DataFrame([(text, text), (text, -1.5)], columns=["a", "b"], dtype=object)
    table = Table("t", text, (Column("a", text), Column("b", text, "number")), rows)
    return (
        Heading(text),
        Heading(text, 2),
        Paragraph(text),
        Paragraph(text, draft=True),
        Grid(table, ((text, 2),), (text, text), 1, (), text),
        ChartBlock(Bars(text, text, (Bar(text, 1.0, text),)), text, 0.2),
        BlankLines(text),
        Signatures((Signature((text, text), text),), (text,)),
    )


FIELDS = 4 + 9 + 1 + 1 + 4


def document(texts, notes=()):
    return Document(
        "Thử",
        tuple(block for text in texts for block in told(text)),
        Notes(tuple((text, text) for text in (*texts, *notes))),
        "vi",
        figures=tuple(PrintedFigure(text, text, text, text) for text in texts),
    )


def drawing():
    file = BytesIO()
    Image.new("RGB", (6, 2)).save(file, "PNG")
    return file.getvalue()


PNG = drawing()


def body_of_docx(path):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml")).find(f"{W}body")


def of_docx(path):
    """The text in the order of the document, breaks and tabs as what they stand for."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": "\n"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in body_of_docx(path).iter()
    )


def of_html(path):
    tree = html.document_fromstring(path.read_bytes().decode())
    for one in tree.xpath("//style | //script"):
        one.drop_tree()
    return tree.body.text_content()


def of_pdf(path):
    """Without the numbers of the pages."""
    return "".join(
        re.sub(r"\A\s*\d+\n", "", one).removesuffix("\n") for one in poppler.text(path, "raw").split("\f")
    )


@dataclass(frozen=True)
class Format:
    """`read`: all text of a file, by a reader that is not ours; `font`: the letters it has, None for all."""

    write: Callable[[Document], bytes]
    read: Callable[[Path], str]
    font: frozenset[int] | None = None


FORMATS = {
    "docx": Format(partial(docx, draw=lambda chart, language: PNG), of_docx),
    "html": Format(partial(page, draw=lambda chart, language: SVG), of_html),
    "pdf": Format(partial(pdf, draw=lambda chart, language: SVG), of_pdf, font_characters()),
}
EACH = pytest.mark.parametrize("name", FORMATS)


def squeezed(text):
    """Without white space and what only steers the writing, compatible letters alike: as a PDF tells them."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(one for one in kept if not one.isspace() and unicodedata.category(one) != "Cf")


def written(name, shown, place):
    path = place / f"thu.{name}"
    path.write_bytes(FORMATS[name].write(shown))
    return path


def lost(found, expected):
    """Of texts that have to follow one another the first that does not."""
    place = 0
    for text in expected:
        at = found.find(squeezed(text), place)
        if at < 0:
            return text, found[place : place + 80]
        place = at + len(squeezed(text))
    return None


@pytest.fixture(scope="module", params=FORMATS)
def files(request, tmp_path_factory):
    """The battery in documents of this format."""
    place = tmp_path_factory.mktemp(request.param)
    made = []
    for number, texts in enumerate([*CHUNKS]):
        (place / str(number)).mkdir()
        made.append((written(request.param, document(texts), place / str(number)), texts))
    return request.param, made


def test_every_text_arrives_whole_in_every_field(files):
    name, made = files
    for path, texts in made:
        shown = [visible_text(text, FORMATS[name].font)[0] for text in texts]
        fields = [text for text in shown for _ in range(FIELDS)] + shown * 2
        assert lost(squeezed(FORMATS[name].read(path)), fields) is None


def test_no_element_of_a_page_is_there_because_of_a_text(files):
    """The same document of harmless texts has the same elements and attributes."""
    name, made = files
    for path, texts in made if name == "html" else ():
        replaced = ["x"] if COUNT.search(of_html(path)) else []
        harmless = document(["x" if text else "" for text in texts], notes=replaced)
        assert shape_of_html(path) == shape_of_html(written(name, harmless, path.parent.parent))


def shape_of_html(path):
    tree = html.document_fromstring(path.read_bytes().decode())
    return [(one.tag, sorted(one.keys())) for one in tree.iter()]


def test_no_kind_of_element_of_a_word_file_is_there_because_of_a_text(files):
    name, made = files
    if name == "docx":
        kinds = kinds_of_docx(written(name, document(["x", "", "a\tb\n"]), made[0][0].parent.parent))
        assert set().union(*(kinds_of_docx(path) for path, _ in made)) <= kinds


def kinds_of_docx(path):
    return {(one.tag, *one.keys()) for one in body_of_docx(path).iter()}


def test_word_files_keep_to_their_standard(files):
    name, made = files
    for path, _ in made[1:3] if name == "docx" else ():  # those with marks of all kinds
        assert [str(one) for one in OpenXmlValidator().validate(path).errors] == []


def of_head(text):
    head = Letterhead(text, text, text, text, None, text, text)
    return Document(text, (), Notes(), "vi", head)


@EACH
def test_every_text_arrives_whole_in_the_head(tmp_path, name):
    """Several in one field, a line each: where the format writes capitals, it writes theirs."""
    for start in range(0, len(SHORT), 14):
        text = "\n".join(SHORT[start : start + 14])
        found = squeezed(FORMATS[name].read(written(name, of_head(text), tmp_path)).upper())
        expected = [visible_text(text, FORMATS[name].font)[0].upper()]
        assert lost(found, expected * (6 if name != "pdf" else 1)) is None


@EACH
@pytest.mark.parametrize("place", range(len(LONG)))
def test_ten_thousand_letters_arrive_whole_in_every_field(tmp_path, name, place):
    """Fields side by side are mixed by a page's end: their letters are counted."""
    text, shown = LONG[place], document([LONG[place]])
    fields = FIELDS + 4 + 2
    if name == "pdf" and place:  # words of so many letters are set letter by letter
        shown, fields = Document("Thử", (Paragraph(text),), Notes(), "vi"), 1
    letters_of_it = squeezed(visible_text(text, FORMATS[name].font)[0])
    found = squeezed(FORMATS[name].read(written(name, shown, tmp_path)))
    for letter in set(letters_of_it):
        assert found.count(letter) >= letters_of_it.count(letter) * fields, letter


# ---- What was replaced is counted ----


@pytest.mark.parametrize(
    ("name", "count"),
    [("docx", 6), ("html", 6), ("pdf", 9)],  # a PDF replaces 漢 and 😀 wherever they stand
)
def test_a_document_says_how_many_characters_were_replaced(tmp_path, name, count):
    blocks = (
        Heading("a\x00b"),  # 1
        Paragraph("漢 \u202e"),  # 1, in a PDF 2
        Grid(Table("t", "", (Column("a", "\ufffe"),), pd.DataFrame({"a": ["😀", "\x01", "ế"]}))),  # 2, 3
        ChartBlock(Bars("漢\x02", "", (Bar("ế", 1.0, ""),))),  # in the picture 2 everywhere
        BlankLines("漢"),  # 0, 1
    )
    path = written(name, Document("Thử", blocks, Notes(), "vi"), tmp_path)
    assert COUNT.findall(FORMATS[name].read(path)) == [str(count)]


@EACH
def test_a_document_says_nothing_where_nothing_was_replaced(tmp_path, name):
    blocks = (Heading("Ủy ban"), Paragraph("ế\tgiữa\nhai dòng"))
    found = FORMATS[name].read(written(name, Document("Thử", blocks, Notes(), "vi"), tmp_path))
    assert COUNT.findall(found) == []
