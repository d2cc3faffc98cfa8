"""Word files of the office: they give documents their look, their fields are filled; wrong ones are told."""

import csv
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx as python_docx
import pytest
from docx.shared import Mm, Pt
from sqlalchemy import select
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from etl.settings import hash_settings
from presentation.context import Context, answer_from
from presentation.table import Notes
from reports.__main__ import app
from reports.catalogue import KINDS
from reports.model.blocks import Document, Heading, NewPage, Paragraph
from reports.settings_check import find_settings_error
from reports.templates import fill
from reports.templates.fields import field_list
from reports.templates.fill import fill_template, find_template_error
from reports.word import docx, safe_template
from reports.word.errors import TemplateWrong
from reports.word.template_files import PROGRAMS, own_templates, template_of
from reports.word.write_templates import blank_document
from reports.word.write_templates import write_templates as write_programs
from tests.support.libreoffice import converted
from tests.support.poppler import text as text_of
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import case_file

pytestmark = pytest.mark.templates
GIA_LAC = "14515@start"
USUAL = PROGRAMS / "van-ban.docx"
EXAMPLE = PROGRAMS / "own" / "Báo cáo nhanh.docx"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def about(sample_home, sample_snapshot, ask_scope):
    def of(language="vi", home=sample_home, closing=None, **asked):
        scope = ask_scope(**{"period": "2021-Q2", "unit": GIA_LAC} | asked)
        scope = replace(scope, closing=closing) if closing else scope
        return Context(
            answer_from(sample_snapshot), current_snapshot(sample_home), scope, "civil", language, home
        )

    return of


@pytest.fixture
def own_settings(tmp_path):
    """A home with settings of its own."""
    home = Home(tmp_path / "home")
    shutil.copytree(PROJECT / "settings", home.own_settings)
    return home


@pytest.fixture
def template(tmp_path):
    def made(*lines, name="Giao ban.docx", change=lambda file: None):
        file = blank_document()
        for line in lines:
            file.add_paragraph(line)
        change(file)
        path = tmp_path / name
        file.save(str(path))
        return path

    return made


def opened(content):
    return python_docx.Document(BytesIO(content))


def lines_of(content):
    return [one.text for one in opened(content).paragraphs]


def with_members(path, **members):
    """The same file with more members; those that it has are replaced. `__` stands for / in names."""
    with zipfile.ZipFile(path) as packed:
        kept = {name: packed.read(name) for name in packed.namelist()}
    kept |= members
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in kept.items():
            packed.writestr(name, content)
    return path


def with_relation(path, kind, target, external=False):
    name = "word/_rels/document.xml.rels"
    mode = ' TargetMode="External"' if external else ""
    with zipfile.ZipFile(path) as packed:
        known = packed.read(name).decode()
    more = f'<Relationship Id="rIdX" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    return with_members(path, **{name: known.replace("</Relationships>", more)})


# ---- looks ----


def simple(*blocks, sample=False, landscape=False):
    return Document("Tên văn bản", blocks, Notes((("Kỳ", "quý II"),), sample), "vi", landscape=landscape)


def test_what_an_officer_changes_in_the_template_shows_in_the_document(tmp_path):
    file = python_docx.Document(str(USUAL))
    file.styles["Normal"].font.size, file.styles["Normal"].font.name = Pt(12), "Arial"
    file.styles["Small"].font.size = Pt(8)
    file.sections[0].left_margin = Mm(35)
    file.paragraphs[0].insert_paragraph_before("Lời trên")
    file.add_paragraph("Lời dưới")
    file.save(str(tmp_path / "van-ban.docx"))
    content = docx(simple(Heading("I. Mục"), Paragraph("Đoạn")), lambda *_: b"", tmp_path / "van-ban.docx")
    assert lines_of(content) == ["Lời trên", "Tên văn bản", "I. Mục", "Đoạn", "Kỳ: quý II", "Lời dưới"]
    written = opened(content)
    normal, small = written.styles["Normal"].font, written.styles["Small"].font
    assert (normal.size, normal.name, small.size) == (Pt(12), "Arial", Pt(8))
    assert written.paragraphs[3].style.name == "Normal" and written.paragraphs[4].style.name == "Small"
    assert written.sections[0].left_margin.mm == pytest.approx(35, abs=0.1)


def test_the_sheet_of_the_template_is_turned_where_the_document_lies(tmp_path):
    file = python_docx.Document(str(USUAL))
    file.sections[0].page_width, file.sections[0].page_height = Mm(176), Mm(250)
    file.save(str(tmp_path / "b5.docx"))
    content = docx(simple(NewPage(landscape=True), Heading("Phụ lục")), lambda *_: b"", tmp_path / "b5.docx")
    sheets = [(round(one.page_width.mm), round(one.page_height.mm)) for one in opened(content).sections]
    assert sheets == [(176, 250), (250, 176)]
    content = docx(simple(Heading("Biểu"), landscape=True), lambda *_: b"", tmp_path / "b5.docx")
    assert round(opened(content).sections[0].page_width.mm) == 250


def test_every_page_of_a_sample_says_so_whatever_headers_the_template_has(tmp_path):
    file = python_docx.Document(str(USUAL))
    file.sections[0].header.paragraphs[0].clear().add_run("Văn phòng")
    file.sections[0].different_first_page_header_footer = False
    file.settings.odd_and_even_pages_header_footer = True
    file.save(str(tmp_path / "van-ban.docx"))
    section = opened(docx(simple(sample=True), lambda *_: b"", tmp_path / "van-ban.docx")).sections[0]
    assert section.header.paragraphs[0].text == "DỮ LIỆU MẪU   Văn phòng"
    assert section.even_page_header.paragraphs[0].text == "DỮ LIỆU MẪU"
    real = opened(docx(simple(), lambda *_: b"", USUAL)).sections[0]
    assert real.header.paragraphs[0].text == "" == real.first_page_header.paragraphs[0].text


def test_a_template_that_lacks_styles_gets_them(tmp_path):
    file = python_docx.Document(str(USUAL))
    for name in ("Draft", "Draft mark", "Cell", "Table Grid"):
        file.styles[name].delete()
    file.save(str(tmp_path / "van-ban.docx"))
    content = docx(simple(Paragraph("Nhận xét", draft=True)), lambda *_: b"", tmp_path / "van-ban.docx")
    assert opened(content).paragraphs[1].style.name == "Draft"
    assert "[dự thảo] Nhận xét" in lines_of(content)


def test_a_kind_s_own_template_comes_before_the_usual_one_and_the_home_s_before_the_program_s(tmp_path):
    assert template_of(tmp_path, "bao-cao-cchc") == USUAL  # settings of before have no templates
    (tmp_path / "templates").mkdir()
    for name in ("van-ban", "bao-cao-cchc"):
        shutil.copy(USUAL, tmp_path / "templates" / f"{name}.docx")
    assert template_of(tmp_path, "bao-cao-cchc") == tmp_path / "templates" / "bao-cao-cchc.docx"
    assert template_of(tmp_path, "xep-hang") == tmp_path / "templates" / "van-ban.docx"
    assert own_templates(tmp_path) == own_templates(PROJECT / "settings") == [EXAMPLE]
    (tmp_path / "templates" / "own").mkdir()
    assert own_templates(tmp_path) == []


def test_the_kind_is_written_into_its_template(about, own_settings):
    file = python_docx.Document(str(USUAL))
    file.add_paragraph("Mẫu của phòng")
    file.save(str(own_settings.settings / "templates" / "hom-thu-gop-y.docx"))
    assert lines_of(KINDS["box"].formats["docx"](about(home=own_settings)).content)[-1] == "Mẫu của phòng"


def test_templates_move_no_figure(own_settings):
    before = hash_settings(own_settings.settings)
    (own_settings.settings / "templates" / "ghi-chu.csv").write_text("a", "utf-8")
    assert hash_settings(own_settings.settings) == before


def test_the_program_s_templates_are_what_the_script_writes(tmp_path):
    write_programs(tmp_path)
    for path in (USUAL, EXAMPLE):
        with zipfile.ZipFile(path) as ours, zipfile.ZipFile(tmp_path / path.relative_to(PROGRAMS)) as again:
            assert ours.namelist() == again.namelist()
            assert all(ours.read(name) == again.read(name) for name in ours.namelist()), path


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "không có đoạn {{noi_dung}}"),
        (["Nội dung: {{noi_dung}}"], "không có đoạn {{noi_dung}}"),
        (["{{noi_dung}}", "{{ noi_dung }}"], "nhiều hơn một đoạn {{noi_dung}}"),
    ],
)
def test_a_look_has_one_mark_where_the_document_goes(own_settings, texts, said):
    file = blank_document()
    for text in texts:
        file.add_paragraph(text)
    file.save(str(own_settings.settings / "templates" / "van-ban.docx"))
    told = find_settings_error(own_settings.settings, "vi")
    assert "van-ban.docx" in told and said in told


def test_a_look_of_several_sections_or_damaged_is_told(own_settings):
    place = own_settings.settings / "templates" / "bieu-06a.docx"
    file = python_docx.Document(str(USUAL))
    file.add_section()
    file.save(str(place))
    assert "section" in find_settings_error(own_settings.settings, "vi")
    place.write_bytes(b"PK nothing")
    assert "bieu-06a.docx" in find_settings_error(own_settings.settings, "vi")
    place.unlink()
    assert find_settings_error(own_settings.settings, "vi") is None


def test_the_head_of_a_form_is_the_same_in_every_format(about, tmp_path):
    built = {
        ending: KINDS["form_06a"].formats[ending](about(period="2021-07")).content
        for ending in ("docx", "pdf", "html")
    }
    (tmp_path / "bieu.pdf").write_bytes(built["pdf"])
    head = opened(built["docx"]).tables[0].rows[0].cells
    shown = {
        "docx": " ".join([*(one.text for one in head), *lines_of(built["docx"])]),
        "pdf": text_of(tmp_path / "bieu.pdf", "raw"),
        "html": built["html"].decode(),
    }
    for ending, text in shown.items():
        words = " ".join(text.split())
        for part in (
            "Biểu số II.06a/VPCP/KSTT",
            "Đơn vị báo cáo: Xã Gia Lạc",
            "GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            "Kỳ báo cáo: tháng 07/2021 (từ 01/07/2021 đến hết 31/07/2021)",
            "Đơn vị tính: Số hồ sơ TTHC",
        ):
            assert part in words, (ending, part)


# ---- fields ----


def counted(home, first, last):
    """(late, finished, received) of Gia Lạc's cases in the period, in plain Python."""
    with open_reader(current_snapshot(home)) as connection:
        cases = connection.execute(select(case_file).where(case_file.c.unit_id == GIA_LAC)).all()
    ended = [one for one in cases if one.counts_06a and one.finished_on and first <= one.finished_on <= last]
    late = sum(1 for one in ended if one.due_on and one.finished_on > one.due_on)
    received = sum(1 for one in cases if one.counts_06a and first <= one.received_on <= last)
    return late, len(ended), received


def percent(late, ended):
    return f"{100 * (ended - late) / ended:.1f}%".replace(".", ",")


def test_every_field_says_what_is_worked_out_by_hand(about, template, sample_home):
    late, ended, received = counted(sample_home, date(2021, 4, 1), date(2021, 6, 30))
    before = counted(sample_home, date(2021, 1, 1), date(2021, 3, 31))
    year_ago = counted(sample_home, date(2020, 4, 1), date(2020, 6, 30))
    with (PROJECT / "settings" / "targets.csv").open(encoding="utf-8-sig") as lines:
        targets = [one for one in csv.DictReader(lines) if one["indicator"] == "on_time_06a"]
    aim = next(one["value"] for one in targets if one["level"] == "commune")
    now, then, long_ago = (100 * (1 - one[0] / one[1]) for one in ((late, ended), before, year_ago))
    expected = {
        "don_vi": "Xã Gia Lạc",
        "ky": "quý\u00a0II/2021",
        "tu_ngay": "01/04/2021",
        "den_ngay": "30/06/2021",
        "ngay_chot": "31/07/2021",
        "co_quan": "ỦY BAN NHÂN DÂN\nXÃ GIA LẠC",
        "co_quan_tren": "ỦY BAN NHÂN DÂN\nHUYỆN GIA VIỄN",
        "ky_hieu": "UBND",
        "dia_danh": "Gia Lạc",
        "ban_so_lieu": current_snapshot(sample_home).id,
        "received_cases": f"{received}\u00a0hồ sơ",
        "received_cases.tu_so": str(received),
        "received_cases.mau_so": "–",
        "on_time_06a": percent(late, ended),
        "on_time_06a.ten": "Hồ sơ đúng hạn (06a)",
        "on_time_06a.tu_so": str(ended - late),
        "on_time_06a.mau_so": str(ended),
        "on_time_06a.chi_tieu": f"{float(aim):g}%",
        "on_time_06a.nhan_dinh": "▼ Dưới chỉ tiêu",
        "on_time_06a.ky_truoc": percent(*before[:2]),
        "on_time_06a.cung_ky": percent(*year_ago[:2]),
        "on_time_06a.so_ky_truoc": f"{now - then:+.1f}".replace(".", ",").replace("-", "−"),
        "on_time_06a.so_cung_ky": f"{now - long_ago:+.1f}".replace(".", ",").replace("-", "−"),
    }
    made = fill_template(template(*(f"[{name}] {{{{{name}}}}}" for name in expected)), about())
    found = [re.fullmatch(r"\[(\S+)\] (.*)", line, re.S) for line in lines_of(made.content)]
    assert {one[1]: one[2] for one in found if one} == expected
    assert [one.indicator for one in made.passports] == ["received_cases", "on_time_06a"]


def test_a_figure_that_nobody_reported_says_so(about, template):
    path = template("{{on_time_06a}} {{on_time_06a.ky_truoc}} {{on_time_06a.mau_so}}")
    assert lines_of(fill_template(path, about(period="2018-01")).content)[0] == "chưa báo cáo – –"


def test_bodies_are_those_of_the_closing_date(about, template):
    path = template("{{co_quan_tren}}|{{co_quan}}")
    told = lines_of(fill_template(path, about(unit=None, closing=date(2025, 7, 1))).content)[0]
    assert told == "|ỦY BAN NHÂN DÂN\nTỈNH NINH BÌNH"


def test_fields_are_filled_wherever_word_keeps_text(about, template):
    def change(file):
        cell = file.add_table(rows=1, cols=1).rows[0].cells[0]
        cell.text = "Ô {{don_vi}}"
        split = file.add_paragraph()
        for piece in ("Chữ {", "{don", "_vi", "}", "} bị cắt"):
            split.add_run(piece).bold = piece == "_vi"
        file.sections[0].footer.paragraphs[0].text = "Chân trang {{ky}}"

    file = opened(fill_template(template(change=change), about()).content)
    assert file.tables[0].rows[0].cells[0].text == "Ô Xã Gia Lạc"
    assert file.paragraphs[0].text == "Chữ Xã Gia Lạc bị cắt"
    assert file.sections[0].footer.paragraphs[0].text == "Chân trang quý\u00a0II/2021"


def test_sections_stand_where_their_paragraphs_are_and_the_end_is_that_of_every_document(about, template):
    made = fill_template(
        template("Trên", "{{ bang_so_lieu }}", "Giữa", "{{thu_tuc_qua_han}}", "Dưới"), about()
    )
    top, table, count, middle = list(opened(made.content).iter_inner_content())[:4]
    assert (top.text, count.text, middle.text) == ("Trên", "22 dòng", "Giữa")
    assert len(table.rows) == 23
    lines = lines_of(made.content)
    assert lines.index("Giữa") < lines.index("Đăng ký khai sinh: 5 trong 11 hồ sơ đã giải quyết là quá hạn.")
    end = lines[lines.index("Dưới") :]
    assert end[1] == "Mã số liệu trong văn bản" and "Ngày chốt số liệu: 31/07/2021" in end
    assert (
        sum(bool(re.match(r"[0-9A-Z]{5}-[0-9A-Z]{5}: ", line)) for line in end) == len(made.passports) == 22
    )
    assert opened(made.content).sections[0].header.paragraphs[0].text.startswith("DỮ LIỆU MẪU")


def test_the_example_opens_in_an_office_suite(about, tmp_path):
    path = tmp_path / "nhanh.docx"
    path.write_bytes(fill_template(EXAMPLE, about()).content)
    shown = text_of(converted(path, "pdf", tmp_path))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown and "81,6% (151/185 hồ sơ)" in " ".join(
        shown.split()
    )
    assert all("DỮ LIỆU MẪU" in page for page in shown.split("\f")[:-1])


# ---- wrong templates ----


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{donvi}}", ["{{donvi}}", "{{don_vi}}"]),
        ("{{Đơn vị}}", ["{{Đơn vị}}", "{{don_vi}}"]),
        ("{{on_time_06a.tuso}}", ["{{on_time_06a.tu_so}}"]),
        ("Kỳ {{ky}", ["“Kỳ {{ky}”"]),
        ("Kỳ ky}}", ["“Kỳ ky}}”"]),
        ("{% for a in b %}x{% endfor %}", ["{% for a in b %}", "không phải là trường"]),
        ("{# lời #}", ["không phải là trường"]),
        ("{{ 7*7 }}", ["{{7*7}}", "không phải là trường"]),
        ("{{ ''.__class__ }}", ["không phải là trường"]),
        ("{{don_vi.__class__}}", ["{{don_vi.__class__}}"]),
        ("{{on_time_06a.text}}", ["{{on_time_06a.text}}"]),
        ("{{on_time_06a.parts}}", ["{{on_time_06a.parts}}"]),
        ("{{self}}", ["{{self}}"]),
        ("{{p don_vi}}", ["{{p don_vi}}"]),
        ("Bảng: {{bang_so_lieu}}", ["{{bang_so_lieu}}", "đứng riêng một đoạn"]),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_the_nearest_right_one(about, template, line, said):
    path = template(line)
    told = find_template_error(path, "vi")
    assert all(part in told for part in ["Giao ban.docx", *said]), told
    with pytest.raises(TemplateWrong):
        fill_template(path, about())


def test_a_section_in_a_header_or_a_cell_is_told(template):
    def header(file):
        file.sections[0].header.paragraphs[0].text = "{{nhan_xet}}"

    def cell(file):
        file.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{nhan_xet}}"

    for change in (header, cell):
        assert "đứng riêng một đoạn" in find_template_error(template(change=change), "vi")


def hidden(code):
    """In a place that is no text: the description of a drawing."""

    def change(file):
        run = file.add_paragraph("{{don_vi}}").add_run()
        shape = run._r.makeelement(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}object", {"title": code}
        )
        run._r.append(shape)

    return change


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__ }}",
        "{{ don_vi.__class__ }}",
        "{% for a in range(9) %}{% endfor %}",
        "{{ ky }}",
        "{{ ky",
    ],
)
def test_what_is_hidden_from_the_eye_is_not_run(about, template, code):
    with pytest.raises(TemplateWrong):
        fill_template(template(change=hidden(code)), about())


@pytest.mark.parametrize(
    "code", ["{{ ''.__class__ }}", "{{ don_vi.__init__ }}", "{{ cycler }}", "{{ 'a' * 9 }}"]
)
def test_the_environment_is_closed_even_to_a_template_that_was_not_looked_at(
    about, template, monkeypatch, code
):
    """No way to Python's objects, were the fields ever read amiss."""
    monkeypatch.setattr(fill, "find_fields", lambda *_: ["don_vi"])
    with pytest.raises(TemplateWrong):
        fill_template(template(code), about())


DDE = r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" '


def with_code(path, code):
    """The code of a field of Word, cut into two runs."""
    with zipfile.ZipFile(path) as packed:
        body = packed.read("word/document.xml").decode()
    runs = [
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{code[:5]}</w:instrText>",
        f"<w:instrText>{code[5:]}</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    field = "<w:p>" + "".join(f"<w:r>{one}</w:r>" for one in runs) + "</w:p>"
    return with_members(path, **{"word/document.xml": body.replace("<w:sectPr", field + "<w:sectPr", 1)})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"no zip at all"), "hỏng"),
        (lambda path: path.write_bytes(path.read_bytes()[:3000]), "hỏng"),
        (lambda path: with_members(path, **{"word/document.xml": "<w:document"}), "hỏng"),
        (lambda path: with_members(path, **{"[Content_Types].xml": "<Types/>"}), "hỏng"),
        (lambda path: with_members(path, **{"word/vbaProject.bin": b"x"}), "macro"),
        (lambda path: with_members(path, **{"word/activeX/activeX1.xml": "<a/>"}), "macro"),
        (lambda path: with_relation(path, "oleObject", "embeddings/oleObject1.bin"), "nhúng"),
        (lambda path: with_relation(path, "aFChunk", "afchunk.mht"), "nhúng"),
        (lambda path: with_relation(path, "hyperlink", "https://a.vn/x", True), "https://a.vn/x"),
        (lambda path: with_relation(path, "attachedTemplate", "//may/mau.dotm", True), "//may/mau.dotm"),
        (lambda path: with_code(path, DDE.replace('"', "")), "DDEAUTO"),
        (lambda path: with_code(path, " INCLUDEPICTURE http://a.vn/b.png "), "INCLUDEPICTURE"),
    ],
)
def test_a_template_that_harms_or_cannot_be_opened_is_refused_in_a_sentence(about, template, spoil, said):
    path = template("{{don_vi}}")
    assert find_template_error(path, "vi") is None
    spoil(path)
    told = find_template_error(path, "vi")
    assert told.startswith(("Tệp mẫu Giao ban.docx", "Không mở được tệp mẫu Giao ban.docx")) and said in told
    with pytest.raises(TemplateWrong):
        fill_template(path, about())


@pytest.mark.parametrize("part", ["_rels/.rels", "word/document.xml", "word/styles.xml", "word/header1.xml"])
def test_a_damaged_part_ends_in_a_sentence_or_in_a_document(template, part):
    with zipfile.ZipFile(USUAL) as packed:
        whole = packed.read(part)
    for spoilt in (
        b"",
        b"<a/>",
        whole[: len(whole) // 2],
        whole.replace(b"Id", b"Ix"),
        whole.replace(b":val", b":v"),
    ):
        path = with_members(template("{{noi_dung}}"), **{part: spoilt})
        try:
            docx(simple(Heading("Mục"), sample=True), lambda *_: b"", path)
        except TemplateWrong as wrong:
            assert "Giao ban.docx" in wrong.sentence("vi")


def test_a_template_that_would_fill_the_memory_is_refused(template, monkeypatch):
    path = with_members(template("{{don_vi}}"), **{"word/media/image1.png": b"0" * 60_000})
    monkeypatch.setattr(safe_template, "_MOST_BYTES", 50_000)
    assert "quá lớn" in find_template_error(path, "vi")


def test_codes_that_fetch_nothing_are_left_alone(template):
    assert find_template_error(with_code(template("{{ky}}"), " NUMPAGES "), "vi") is None


# ---- command line, screen, guide ----


def call(home, *words):
    return CliRunner().invoke(app, [*words, "--home", str(home.path)])


def test_the_command_line_writes_a_document_of_one_s_own_and_tells_what_is_wrong(
    sample_home, own_settings, template, tmp_path
):
    """The home of the sample stays as it is: the data lie in a copy."""
    for folder in ("snapshots", "records"):
        if (sample_home.path / folder).exists():
            shutil.copytree(sample_home.path / folder, own_settings.path / folder)
    own = own_settings.settings / "templates" / "own"
    shutil.move(template("{{don_vi}}: {{on_time_06a}}"), own / "Giao ban.docx")
    asked = ("--period", "2021-Q2", "--unit", "14515", "--out", str(tmp_path / "ra.docx"))
    done = call(own_settings, "own", "--template", "giao BAN", *asked)
    assert done.exit_code == 0, done.output
    assert lines_of((tmp_path / "ra.docx").read_bytes())[0] == "Xã Gia Lạc: 81,6%"
    unknown = call(own_settings, "own", "--template", "Họp", *asked)
    assert unknown.exit_code == 2 and "Báo cáo nhanh, Giao ban" in unknown.output
    (own / "Giao ban.docx").write_bytes(b"hong")
    wrong = call(own_settings, "own", "--template", "Giao ban.docx", *asked)
    assert wrong.exit_code == 2 and "Không mở được tệp mẫu Giao ban.docx" in wrong.output
    assert "Traceback" not in wrong.output
    (own_settings.settings / "templates" / "van-ban.docx").write_bytes(b"hong")
    wrong = call(own_settings, "late", *asked)
    assert wrong.exit_code == 2 and "Không mở được tệp mẫu van-ban.docx" in wrong.output


def test_the_screen_offers_them_and_tells_what_is_wrong(sample_home, own_settings, monkeypatch):
    shutil.copytree(sample_home.path / "snapshots", own_settings.path / "snapshots")
    (own_settings.settings / "templates" / "own" / "Họp.docx").write_bytes(b"hong")
    monkeypatch.setenv("REFORM_HOME", str(own_settings.path))

    def script():
        from ui import address, answers
        from ui.downloads import buttons

        answers.choose_snapshot()
        address.set_page_language()
        buttons.draw_own_templates(address.read_context())

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception
    assert [one.value for one in app.text] == ["Báo cáo nhanh"]
    [wrong] = app.error
    assert "Không mở được tệp mẫu Họp.docx" in wrong.value


def test_the_guide_lists_every_field():
    """python -m reports fields prints the list."""
    assert field_list("vi") in (PROJECT / "docs" / "mau-van-ban.md").read_text("utf-8")


def test_the_guide_lists_every_kind_and_style():
    told = (PROJECT / "docs" / "mau-van-ban.md").read_text("utf-8")
    files = [kind.file for kind in KINDS.values() if "docx" in kind.formats]
    assert [one for one in files if f"`{one}`" not in told] == []
    styles = {one.name for one in python_docx.Document(str(USUAL)).styles}
    known = {"Header", "Table Grid", "Normal Table", "No List", "Default Paragraph Font"}
    assert [one for one in styles - known if f"**{one}**" not in told] == []
