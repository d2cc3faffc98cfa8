"""Every problem in a real little file: a sentence that says where, what was found, what was expected."""

import json
import shutil
from datetime import date

import pytest
import xlsxwriter

from etl.formats.incoming import unpack_files
from etl.problem import FileRefused, Problem, name_refusals, problem_sentence
from etl.reading.read_file import read_file
from etl.settings import Settings
from etl.settings.rules import KNOWN
from languages import LANGUAGES, load_phrases
from tests.support.source_files import CASES, packed, row, table, write_csv, write_xlsx
from warehouse.home import PROJECT

SETTINGS = Settings.read(PROJECT / "settings")
FROM_THE_LOAD = {"sample_into_real", "real_into_sample"}  # tested where files are loaded
OF_EVENTS = {"event_of_rejected"}  # tested with event logs
OF_TOTALS = {"no_span", "span_ambiguous", "span_outside", "span_backwards"}  # tested with them
NO_COLUMN_YET = {"decimal"}  # a parser that no source has a column for


@pytest.fixture
def refused(tmp_path):
    """What is said about a file with this content, or of these sheets."""

    def said(content, name="tệp.xlsx"):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            write_xlsx(path, *content)
        with pytest.raises(FileRefused) as refusal:
            read_file(path, name, SETTINGS)
        TRIGGERED.add(refusal.value.problem.key)
        return problem_sentence("vi", refusal.value.problem, refusal.value.file, refusal.value.sheet, None)

    return said


@pytest.fixture
def rejected(tmp_path):
    """What is said about the only bad row of a file with a good one."""

    def said(source, settings=SETTINGS, **changed):
        path = write_xlsx(tmp_path / "tệp.xlsx", table(source, row(source), row(source, **changed)))
        file = read_file(path, "tệp.xlsx", settings)
        assert (len(file.facts), len(file.rejects), len(file.set_aside_rows)) == (1, 1, 1)
        return told(file.rejects)

    return said


TRIGGERED: set[str] = set()


def told(frame):
    """The sentence of the only row, which has one problem."""
    [(sheet, row_no, problems)] = frame[["sheet", "row_no", "problems"]].itertuples(index=False)
    [problem] = [Problem(**problem) for problem in json.loads(problems)]
    TRIGGERED.add(problem.key)
    return problem_sentence("vi", problem, "tệp.xlsx", sheet, row_no)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "không mở được"),
        (b"", "tệp rỗng"),
        (b'""', "tệp rỗng"),
        (b"%PDF-1.7", "đây là tệp PDF, không phải bảng tính"),
        (b"a;b\n1;2\n3;4\n\x00\x01\x02", "không phải là bảng tính"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "bị hỏng"),
        (packed("xl/workbook.xml"), "không có trang tính nào"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04 and nothing more", "bị hỏng"),
        (b"a;b\nc;\xe3\xff\n", "tệp.xlsx, dòng 2: chữ không thuộc bảng mã nào đã biết"),
        (b'a;b\n"c;d\n', "tệp.xlsx, dòng 2: dấu ngoặc kép"),
    ],
)
def test_a_file_that_cannot_be_read(refused, content, says):
    said = refused(content)
    assert said.startswith("tệp.xlsx")
    assert says in said


def test_an_empty_workbook(refused):
    assert "tệp rỗng" in refused([[]])


def test_a_workbook_that_unpacks_too_large(refused, monkeypatch):
    monkeypatch.setattr("etl.formats.xlsx_safety.MOST_BYTES", 1 << 11)
    assert "quá mức cho phép" in refused([table("cases", row())])


def test_an_archive_of_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.formats.incoming._MOST_MEMBERS", 1)
    (tmp_path / "gói.zip").write_bytes(packed("a.csv", "b.csv"))
    with unpack_files([tmp_path / "gói.zip"]) as [refusal]:
        TRIGGERED.add(refusal.problem.key)
        said = problem_sentence("vi", refusal.problem, refusal.file, None, None)
    assert "gói.zip: tệp nén chứa 2 tệp, quá mức cho phép 1" in said


def test_a_stray_cell_far_away(refused, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "tệp.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, CASES)
        sheet.write(1_000_000, 16_000, "x")
    assert "đến tận ô WQK1000001" in refused(None)


def test_a_file_of_no_source_says_what_it_has_and_what_is_needed(refused):
    said = refused([[["Thực đơn"], ["Thứ", "Món chính", "Giá"], ["Hai", "Cá kho", 30000]]])
    assert "Thứ, Món chính, Giá" in said
    assert "Mã hồ sơ, Đơn vị giải quyết, Ngày tiếp nhận, Ngày hẹn trả, Ngày kết thúc xử lý" in said


def test_a_missing_heading_is_named_with_the_ones_that_are_there(refused):
    cut = [cells[:9] + cells[11:] for cells in table("cases", row())]
    said = refused([cut])
    assert "trang tính “Sheet1”: thiếu cột bắt buộc: Ngày hẹn trả, Ngày kết thúc xử lý." in said
    assert "STT, Mã hồ sơ, Tên thủ tục hành chính" in said


def test_a_heading_that_stands_twice(refused):
    said = refused([[[*CASES, "Ngày  tiếp nhận"], [*row(), "x"]]])
    assert "cột “Ngày tiếp nhận” có hai lần" in said


def test_two_sources_in_one_file(refused):
    said = refused([table("cases", row()), table("box", row("box"))])
    assert "trang tính “Sheet2”" in said
    assert "Số lần mở hòm" in said and "Mã hồ sơ" in said


def test_a_list_of_rejects_that_lost_the_column_of_its_origins(refused):
    said = refused([[["Tệp gốc: hồ sơ.xlsx"], *table("cases", row())]])
    assert "thiếu cột “Dòng gốc (không sửa)”" in said


def test_dates_of_two_orders_are_named_with_the_two_ways_to_answer(refused):
    said = refused([table("cases", row(), row(Ngày_tiếp_nhận="15/08/2021"), row(Ngày_hẹn_trả="08/15/2021"))])
    assert "Các ô trái nhau: I3: 15/08/2021; J4: 08/15/2021." in said
    assert "--dates day_first" in said and "--dates month_first" in said


def test_a_sheet_that_lacks_a_heading_beside_a_good_one_is_not_passed_over(refused):
    cut = [cells[:10] + cells[11:] for cells in table("cases", row())]
    assert "trang tính “Sheet2”: thiếu cột" in refused([table("cases", row()), cut])


@pytest.mark.parametrize(
    ("source", "changed", "says"),
    [
        ("cases", {"Mã_hồ_sơ": None}, "cột “Mã hồ sơ”: ô bỏ trống"),
        ("cases", {"Ngày_tiếp_nhận": None}, "cột “Ngày tiếp nhận”: ô bỏ trống"),
        ("box", {"Số_lần_mở_hòm": None}, "cột “Số lần mở hòm”: ô bỏ trống"),
        ("ballots_5", {"Ngày": None}, "cột “Ngày”: ô bỏ trống"),
        ("cases", {"Ngày_tiếp_nhận": "31/02/2021"}, "“Ngày tiếp nhận”: “31/02/2021” không phải là ngày"),
        ("cases", {"Chủ_hồ_sơ": "•••"}, "“Chủ hồ sơ”: ô đang che (•••) và không còn dòng gốc"),
        ("cases", {"Ngày_hẹn_trả": "2031-06-01 00:00:00"}, "ngày “01/06/2031” nằm ngoài các năm"),
        ("cases", {"Ngày_tiếp_nhận": "1900-01-00"}, "“1900-01-00” là ngày mà phần mềm tự ghi"),
        ("documents", {"Ngày_văn_bản": "13/13/2021"}, "ngày/tháng/năm, ví dụ 02/08/2021."),
        ("cases", {"Ngày_hẹn_trả": "02/08/2031"}, "năm đã có lịch làm việc (01/01/2019 – 31/12/2027)"),
        ("cases", {"Ngày_tiếp_nhận": "01/02/1990"}, "settings/organisation.toml"),
        ("cases", {"Số_lần_yêu_cầu_bổ_sung": "-1"}, "bổ sung”: “-1” phải là số nguyên"),
        ("box", {"Số_phiếu": "ba"}, "“ba” phải là số nguyên"),
        ("cases", {"Hình_thức_nộp": "Bồ câu"}, "“Bồ câu”. Những từ đã biết: Trực tuyến, Trực tiếp"),
        ("cases", {"Trạng_thái_hồ_sơ": "11"}, "không hiểu “11”. Những từ đã biết: Mới đăng ký"),
        ("documents", {"Độ_mật": "Hơi mật"}, "không hiểu “Hơi mật”. Những từ đã biết: Mật, Thường"),
        ("ballots_5", {"Công_chức": "6"}, "cột “Công chức”: “6” không phải là một mức đánh giá"),
        ("ballots_3", {"Mức_độ_hài_lòng": "Bình thường"}, "Những mức đã biết: Rất hài lòng, Hài lòng"),
        ("cases", {"Đơn_vị_giải_quyết": "Xã Gia Hoa"}, "tên “Xã Gia Hoa”. Tên gần nhất: Xã Gia Hòa"),
        ("box", {"Đơn_vị": "Cấp xã"}, "không có đơn vị nào tên “Cấp xã”"),
        ("documents", {"Đơn_vị": "Thị trấn Thịnh Vượng"}, "Vượng (02/08/2021)”: vào ngày này không có"),
        ("cases", {"Ngày_kết_thúc_xử_lý": "30/07/2021"}, "30/07/2021 trước ngày tiếp nhận 02/08/2021"),
        ("cases", {"Ngày_kết_thúc_xử_lý": None}, "“Đã trả kết quả” nhưng không có ngày kết thúc"),
        ("cases", {"Trạng_thái_hồ_sơ": "4"}, "trạng thái “Đang xử lý” nhưng đã có ngày kết thúc 03/08/2021"),
    ],
)  # fmt: skip
def test_a_row_that_is_rejected(rejected, source, changed, says):
    said = rejected(source, **changed)
    assert said.startswith("tệp.xlsx, trang tính “Sheet1”, dòng 3, cột “")
    assert says in said
    assert said.endswith("rồi nạp lại tệp.")


def test_a_day_that_is_none_in_a_file_that_writes_the_month_first(tmp_path):
    rows = row(Ngày_hẹn_trả="08/15/2021"), row(Ngày_tiếp_nhận="31/02/2021", Ngày_hẹn_trả="08/16/2021")
    path = write_xlsx(tmp_path / "tệp.xlsx", table("cases", *rows))
    said = told(read_file(path, "tệp.xlsx", SETTINGS, dates="month_first").rejects)
    assert "“31/02/2021” không phải là ngày hợp lệ. Tệp này viết tháng trước" in said


def test_a_formula_that_failed(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "tệp.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, CASES)
        sheet.write_row(1, 0, row())
        sheet.write_formula(1, CASES.index("Đơn vị giải quyết"), "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    said = told(read_file(tmp_path / "tệp.xlsx", "tệp.xlsx", SETTINGS).rejects)
    assert "dòng 2, cột “Đơn vị giải quyết”: công thức bị lỗi, ô ghi “#N/A”" in said


def _copy_of_settings(tmp_path, file, **replaced):
    folder = tmp_path / "settings"
    shutil.copytree(PROJECT / "settings", folder)
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text + "".join(replaced.values()), "utf-8")
    return Settings.read(folder)


def test_a_name_of_two_units_on_one_day(rejected, tmp_path):
    aliases = "Một cửa liên xã,14467@start,,\nMột cửa-liên xã,14470@start,,\n"
    settings = _copy_of_settings(tmp_path, "unit_aliases.csv", aliases=aliases)
    said = rejected("cases", settings, Đơn_vị_giải_quyết="Một cửa liên xã")
    assert "tên “Một cửa liên xã” ứng với nhiều đơn vị: Xã Gia Hòa" in said


def test_one_row_may_have_several_problems(tmp_path):
    bad = row(Ngày_tiếp_nhận="x", Hình_thức_nộp="y", Đơn_vị_giải_quyết="z")
    file = read_file(write_xlsx(tmp_path / "a.xlsx", table("cases", bad)), "a.xlsx", SETTINGS)
    [problems] = file.rejects["problems"]
    assert [problem["key"] for problem in json.loads(problems)] == ["day", "word", "unit_unknown"]


def test_a_rejected_row_keeps_its_cells_as_they_were(tmp_path):
    bad = row(Ngày_tiếp_nhận=" 31/02/2021", Ngày_hẹn_trả=None)
    file = read_file(write_xlsx(tmp_path / "a.xlsx", table("cases", bad)), "a.xlsx", SETTINGS)
    assert json.loads(file.rejects["cells"][0]) == dict(zip(CASES, bad, strict=True))


def test_a_row_comes_back_corrected_with_its_headings(tmp_path):
    bad = row(Ngày_tiếp_nhận="31/02/2021")
    file = read_file(write_csv(tmp_path / "a.csv", table("cases", bad)), "a.csv", SETTINGS)
    cells = json.loads(file.rejects["cells"][0]) | {"Ngày tiếp nhận": "28/02/2021"}
    back = read_file(write_csv(tmp_path / "b.csv", [list(cells), list(cells.values())]), "b.csv", SETTINGS)
    assert list(back.facts["received_on"].dt.date) == [date(2021, 2, 28)]


def test_a_blank_status_is_flagged_and_not_rejected(tmp_path):
    path = write_xlsx(tmp_path / "tệp.xlsx", table("cases", row(Trạng_thái_hồ_sơ=None)))
    file = read_file(path, "tệp.xlsx", SETTINGS)
    assert list(file.facts["status"]) == [9]
    assert "dòng 2, cột “Trạng thái hồ sơ”: trạng thái bỏ trống" in told(file.flags)


def test_settings_may_leave_an_unreadable_day_empty(tmp_path):
    settings = _copy_of_settings(tmp_path, "sources/ballots_5.toml", more='\n[unreadable]\nday = "empty"\n')
    path = write_xlsx(tmp_path / "tệp.xlsx", table("ballots_5", row("ballots_5", Ngày="10/17/2021")))
    file = read_file(path, "tệp.xlsx", settings)
    assert file.facts["day"].isna().all() and file.answers["day"].isna().all()
    assert len(file.facts) == 1
    assert "“10/17/2021” không phải là ngày" in told(file.flags)


def test_a_code_and_a_name_of_two_units(rejected):
    said = rejected("cases", Đơn_vị_giải_quyết="14470 - Gia Phú")
    assert "mã và tên trong “14470 - Gia Phú” ứng với hai đơn vị khác nhau" in said


def test_an_unreadable_day_never_makes_a_case_without_a_day(tmp_path):
    settings = _copy_of_settings(tmp_path, "sources/cases.toml", more='\n[unreadable]\nreceived = "empty"\n')
    path = write_xlsx(tmp_path / "tệp.xlsx", table("cases", row(Ngày_tiếp_nhận="x")))
    file = read_file(path, "tệp.xlsx", settings)
    assert (len(file.facts), len(file.rejects)) == (0, 1)


def test_every_sentence_was_heard(request):
    """No problem without a file that shows it."""
    written = {name for name in globals() if name.startswith("test_")}
    if not written <= {item.originalname for item in request.session.items}:
        pytest.skip("only a part of this file is run")
    elsewhere = FROM_THE_LOAD | OF_EVENTS | OF_TOTALS | NO_COLUMN_YET | KNOWN.keys()  # rules: one by one
    assert load_phrases("vi")["problem"].keys() - elsewhere == TRIGGERED - KNOWN.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_that_names_the_file(language):
    for key in load_phrases("vi")["problem"]:
        assert "tệp.xlsx" in problem_sentence(language, Problem(key), "tệp.xlsx", "Sheet1", 3)


def test_who_reads_a_file_adds_its_name_to_a_refusal_once():
    with pytest.raises(FileRefused) as refusal, name_refusals("gói.zip"), name_refusals("gói.zip/a.xlsx"):
        raise FileRefused(Problem("damaged"))
    assert refusal.value.file == "gói.zip/a.xlsx"
