"""Documents tell what the screen tells, under the head of the day, drafts marked as drafts."""

import dataclasses
import re
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import docx as python_docx
import fastexcel
import pytest
from openxml_audit import OpenXmlValidator

from indicators.catalogue import CATALOGUE
from indicators.queries import figure
from indicators.queries.memo import attach_memory
from languages import LANGUAGES
from presentation.context import Context, answer_from
from presentation.numbers import signed_day
from reports.catalogue import KINDS, batch_type
from reports.model.letterheads import LetterheadsWrong, senders
from reports.settings_check import find_settings_error
from tests.support.libreoffice import converted
from warehouse.home import PROJECT
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.documents
GIA_LAC = "14515@start"
DOCUMENTS = [name for name, kind in KINDS.items() if "docx" in kind.formats]


@pytest.fixture(scope="module")
def answers():
    """What the snapshot of the sample has answered: the tests of this file ask much of it again."""
    return {}


@pytest.fixture
def about(sample_home, sample_snapshot, ask_scope, answers):
    connection = attach_memory(sample_snapshot, answers)

    def of(language="vi", closing=None, **asked):
        scope = ask_scope(**{"period": "2021-Q2"} | asked)
        scope = dataclasses.replace(scope, closing=closing) if closing else scope
        return Context(answer_from(connection), current_snapshot(sample_home), scope, "civil", language)

    return of


def opened(content: bytes):
    return python_docx.Document(BytesIO(content))


def words_of(file) -> list[str]:
    """All texts: of paragraphs, and of the cells of tables."""
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in file.paragraphs] + cells


def faults(content: bytes, path) -> list[str]:
    """What stands against ISO/IEC 29500."""
    path.write_bytes(content)
    found = OpenXmlValidator().validate(str(path)).errors
    return [
        str(one) for one in found if one.id != "Excel_InlineStrCells"
    ]  # a remark: how Excel would write it


@pytest.mark.parametrize("name", ["workbook", "audit"])
def test_workbooks_keep_to_the_standard(about, name, tmp_path):
    content = KINDS[name].formats["xlsx"](about(unit=GIA_LAC)).content
    assert faults(content, tmp_path / "so-lieu.xlsx") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("unit", [None, GIA_LAC])
def test_every_document_is_written_in_every_language_and_keeps_to_the_standard(
    about, name, language, unit, tmp_path
):
    subject = about(language, unit=unit)
    content = KINDS[name].formats["docx"](subject).content
    file = opened(content)
    words = words_of(file)
    assert language == "en" or faults(content, tmp_path / "van-ban.docx") == []
    heads = [file.sections[0].first_page_header, file.sections[0].header]
    assert all("DỮ LIỆU MẪU" in header.paragraphs[0].text or language == "en" for header in heads)
    closing = {"vi": "Ngày chốt số liệu: 31/07/2021", "en": "Closing date: 2021-07-31"}[language]
    assert closing in words
    assert not [word for word in words if re.search(r"\{\w*\}|\*\*|\bnan\b|\bNone\b", word)]
    assert all(word.startswith(("[dự thảo] ", "[draft] ")) for word in drafts(file))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    "asked",
    [
        {"period": "2021-12"},  # after the closing date
        {"period": "2018-01", "unit": GIA_LAC},  # before the first row
        {"period": "all", "unit": GIA_LAC},
        {"period": "2021-Q2", "unit": "pb-noi-vu"},
        {"period": "2021-Q2", "map": date(2025, 7, 1)},
    ],
    ids=str,
)
def test_every_document_is_written_where_there_is_little_to_tell(about, name, asked):
    assert words_of(opened(KINDS[name].formats["docx"](about(**asked)).content))


def drafts(file) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Draft"]


def test_what_is_below_its_target_is_a_draft_that_somebody_has_to_sign(about):
    file = opened(KINDS["report"].formats["docx"](about()).content)
    assert "[dự thảo] Xã Gia Lạc: hồ sơ đúng hạn (06a) 81,6% (151/185), dưới chỉ tiêu 95%." in drafts(file)
    headings = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Heading 1"]
    assert [head.partition(".")[0] for head in headings[:5]] == ["I", "II", "III", "IV", "V"]


def test_a_table_says_how_many_rows_it_has(about, sample_snapshot):
    subject = about(unit=GIA_LAC)
    overdue = figure(sample_snapshot, CATALOGUE["overdue_open"], subject.scope)
    file = opened(KINDS["late"].formats["docx"](subject).content)
    assert f"{overdue.value:.0f} dòng" in words_of(file)
    table = file.tables[1]  # the first one is the head of the document
    assert len(table.rows) == overdue.value + 1
    days = [int(row.cells[6].text) for row in table.rows[1:]]
    assert days == sorted(days, reverse=True) and min(days) >= 0


@pytest.mark.parametrize(
    ("closing", "unit", "head"),
    [
        (date(2021, 7, 31), None, ["TỈNH NINH BÌNH", "HUYỆN GIA VIỄN"]),
        (date(2025, 6, 30), None, ["TỈNH NINH BÌNH", "HUYỆN GIA VIỄN"]),
        (date(2025, 7, 1), None, ["TỈNH NINH BÌNH"]),
        (date(2025, 6, 30), GIA_LAC, ["HUYỆN GIA VIỄN", "XÃ GIA LẠC"]),
        (date(2025, 7, 1), GIA_LAC, ["TỈNH NINH BÌNH", "XÃ GIA LẠC"]),
    ],
)
def test_the_head_names_the_bodies_of_the_closing_date(about, closing, unit, head):
    """From 01/07/2025 on there is no district line."""
    file = opened(KINDS["late"].formats["docx"](about(closing=closing, unit=unit)).content)
    left, right = file.tables[0].rows[0].cells
    names = [line.text for line in left.paragraphs if line.text.strip("─ ")]
    assert names == [line for name in head for line in ("ỦY BAN NHÂN DÂN", name)]
    assert [line.text for line in right.paragraphs][:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_an_inspection_is_written_by_the_parent_about_the_unit(about):
    file = opened(KINDS["minutes"].formats["docx"](about(unit=GIA_LAC)).content)
    assert "HUYỆN GIA VIỄN" in file.tables[0].rows[0].cells[0].text
    assert "XÃ GIA LẠC" not in file.tables[0].rows[0].cells[0].text
    assert "Kiểm tra công tác cải cách hành chính tại Xã Gia Lạc" in words_of(file)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 8, 2), "Gia Viễn, ngày 02 tháng 8 năm 2021"),
        (date(2021, 1, 10), "Gia Viễn, ngày 10 tháng 01 năm 2021"),
        (date(2021, 2, 9), "Gia Viễn, ngày 09 tháng 02 năm 2021"),
        (date(2021, 3, 31), "Gia Viễn, ngày 31 tháng 3 năm 2021"),
        (date(2021, 12, 1), "Gia Viễn, ngày 01 tháng 12 năm 2021"),
        (None, "Gia Viễn, ngày …… tháng …… năm ………"),
    ],
)
def test_a_day_is_signed_with_the_zeros_of_the_decree(day, written):
    assert signed_day("vi", "Gia Viễn", day) == written


def test_settings_of_heads_that_cannot_be_read_are_told(tmp_path):
    (tmp_path / "letterheads.toml").write_text('[[letterhead]]\nlevel = "parent"\n', "utf-8")
    with pytest.raises(LetterheadsWrong, match="body, place, signature"):
        senders(tmp_path)
    (tmp_path / "letterheads.toml").write_text("[[letterhead", "utf-8")
    with pytest.raises(LetterheadsWrong):
        senders(tmp_path)
    assert senders(tmp_path / "empty") == [] and senders(PROJECT / "settings")
    assert "letterheads.toml" in find_settings_error(tmp_path, "vi")
    assert find_settings_error(PROJECT / "settings", "vi") is None


def test_it_opens_in_an_office_suite_and_every_page_names_the_sample(about, tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(KINDS["report"].formats["docx"](about()).content)
    pdf = converted(path, "pdf", tmp_path)
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 3 and all("DỮ LIỆU MẪU" in page for page in pages)
    assert pages[0].split()[:3] == ["DỮ", "LIỆU", "MẪU"]
    assert pages[1].split()[:4] == ["DỮ", "LIỆU", "MẪU", "2"]


def test_a_dossier_holds_its_files_in_the_order_of_the_meeting_and_of_one_unit_only(about):
    made = KINDS["dossier"].formats["zip"](about(unit=GIA_LAC))
    with zipfile.ZipFile(BytesIO(made.content)) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert [name[:2] for name in names] == [f"{place:02}" for place in range(1, len(names) + 1)]
        assert all("xa-gia-lac" in name and name.isascii() for name in names)
        for name in names:
            content = packed.read(name)
            if name.endswith(".docx"):
                assert any("Gia Lạc" in words for words in words_of(opened(content))), name
            elif name.endswith(".xlsx"):
                assert fastexcel.read_excel(content).sheet_names
            else:
                assert content.startswith((b"%PDF", b"<!DOCTYPE html>"))
    assert {passport.unit for passport in made.passports} == {GIA_LAC}
    again = KINDS["dossier"].formats["zip"](about(unit=GIA_LAC))
    assert {one.id for one in again.passports} == {one.id for one in made.passports}


def test_the_dossiers_of_all_units_are_told_one_by_one_and_each_holds_only_its_own(about):
    """Of two units that somebody may see, in the time of two."""
    two = {GIA_LAC: "Xã Gia Lạc", "14509@start": "Xã Gia Trung"}
    subject = about()
    seen = dataclasses.replace(subject.scope, allowed=frozenset(two))
    told = []
    kind = batch_type(lambda *step: told.append(step))
    made = kind.formats["zip"](subject.with_scope(seen))
    first, second = sorted(two.values())
    assert told == [(0, 2, first), (1, 2, second), (2, 2, "")]
    with zipfile.ZipFile(BytesIO(made.content)) as packed:
        assert packed.namelist() == [
            f"ho-so-doan-kiem-tra-{name}-2021-q2.zip" for name in ("xa-gia-lac", "xa-gia-trung")
        ]
        for name, other in zip(packed.namelist(), (second, first), strict=True):
            words = every_word(packed.read(name))
            assert words and not [word for word in words if other in word]
    assert {passport.unit for passport in made.passports} == set(two)


def every_word(dossier: bytes) -> list[str]:
    """Of its documents and the cells of its workbooks."""
    words = []
    with zipfile.ZipFile(BytesIO(dossier)) as packed:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith(".docx"):
                words += words_of(opened(content))
            elif name.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(content)) as book:
                    words += [book.read(part).decode() for part in book.namelist() if part.endswith(".xml")]
    return words


def test_a_picture_is_never_higher_than_its_page(about):
    """The communes as bars on a page that lies."""
    file = opened(KINDS["report"].formats["docx"](about()).content)
    lying = min(one.page_height - one.top_margin - one.bottom_margin for one in file.sections)
    heights = [picture.height for picture in file.inline_shapes]
    assert len(heights) == 3 and max(heights) < lying
