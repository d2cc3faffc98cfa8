"""The two command lines as a person calls them: words, exit codes, nothing half done."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from etl.__main__ import app as etl
from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app as indicators
from tests.support.source_files import row, table, write_xlsx
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot


def call(app, *words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("module", ["etl", "indicators"])
def test_help_is_there_in_vietnamese(module):
    environment = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"], cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "số liệu" in done.stdout or "chỉ số" in done.stdout


def test_the_command_line_speaks_english_where_asked():
    environment = os.environ | {"COLUMNS": "200", "REFORM_LANGUAGE": "en"}
    command = [sys.executable, "-m", "etl", "--help"]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert "publish one snapshot" in done.stdout


ENGLISH_OF_TYPER = re.compile(
    r"Usage|Options|Arguments|Commands|required|default|Show this|Missing|Invalid|No such|Error|Try |<\w+>"
)


@pytest.mark.parametrize("app", [etl, indicators], ids=["etl", "indicators"])
def test_help_has_no_english_frame(app):
    names = typer.main.get_command(app).commands
    for words in ((), *((name,) for name in names)):
        answer = call(app, *words, "--help")
        assert answer.exit_code == 0
        assert "Cách dùng:" in answer.output
        assert ENGLISH_OF_TYPER.findall(answer.output) == [], words
    assert call(app).exit_code == 2 and "CÁC LỆNH" in call(app).output


@pytest.mark.parametrize(
    ("app", "words", "said"),
    [
        (etl, ("keep", "1"), "Lệnh còn thiếu --reason."),
        (etl, ("keep",), "Lệnh còn thiếu SỐ_BẢN."),
        (etl, ("load", "x", "--closing", "31.12"), "Hãy ghi ngày như 31/12/2021 hoặc 2021-12-31."),
        (etl, ("load", "x", "--dates", "x"), "Hãy chọn một trong: day_first, month_first."),
        (etl, ("load", "x", "--home"), "Sau tùy chọn “--home” phải có giá trị."),
        (etl, ("load", "x", "--wait", "-1"), "Giá trị của --wait không dùng được. Hãy ghi số giây"),
        (etl, ("undo", "--load", "a"), "Giá trị của --load không dùng được. Hãy ghi số nguyên"),
        (etl, ("nap",), "Không có lệnh “nap”."),
        (etl, ("loads", "x"), "Lệnh có phần thừa."),
        (etl, ("loads", "--all"), "Không có tùy chọn “--all”."),
        (indicators, ("measure",), "Lệnh còn thiếu MÃ_CHỈ_SỐ."),
        (indicators, ("list", "--format", "pdf"), "Hãy chọn một trong: table, json, csv."),
        (indicators, ("nap",), "Không có lệnh “nap”."),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(app, words, said):
    answer = call(app, *words)
    assert answer.exit_code == 2
    assert said in answer.output
    assert ENGLISH_OF_TYPER.findall(answer.output) == []


def test_a_day_is_taken_as_offices_write_it(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row()))
    answer = call(etl, "check", path, "--closing", "14/08/2021", "--home", tmp_path / "home")
    assert answer.exit_code == 0, answer.output


def test_a_load_prints_the_account_and_publishes(tmp_path):
    path = write_xlsx(tmp_path / "hồ sơ.xlsx", table("cases", row(), row(Mã_hồ_sơ=None)))
    answer = call(etl, "load", path, "--home", tmp_path / "home")
    assert answer.exit_code == 0
    assert "hồ sơ.xlsx: đọc 3 = nạp 1 + thay 0 + trùng 0 + bỏ qua 1 + loại 1" in answer.output
    assert "Đã công bố bản số liệu 0001, ngày chốt 03/08/2021." in answer.output


def test_a_refused_file_shows_in_the_exit_code(tmp_path):
    (tmp_path / "in").mkdir()
    write_xlsx(tmp_path / "in" / "good.xlsx", table("cases", row()))
    (tmp_path / "in" / "bad.xlsx").write_bytes(b"")
    answer = call(etl, "load", tmp_path / "in", "--home", tmp_path / "home")
    assert answer.exit_code == 1
    assert "bad.xlsx" in answer.output
    assert current_snapshot(Home(tmp_path / "home"))


def test_a_path_that_is_not_there_is_said(tmp_path):
    answer = call(etl, "load", tmp_path / "nowhere.xlsx", "--home", tmp_path / "home")
    assert answer.exit_code == 2
    assert "nowhere.xlsx" in answer.output


def test_check_says_the_same_and_publishes_nothing(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row()))
    answer = call(etl, "check", path, "--home", tmp_path / "home")
    assert answer.exit_code == 0
    assert "nạp 1" in answer.output
    assert current_snapshot(Home(tmp_path / "home")) is None


def test_rejects_leave_with_their_cells_and_reasons(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row(), row(Ngày_tiếp_nhận="31/02/2021")))
    call(etl, "load", path, "--home", tmp_path / "home")
    answer = call(etl, "rejects", "--out", tmp_path / "out.xlsx", "--home", tmp_path / "home")
    assert answer.exit_code == 0
    import fastexcel

    sheet = (
        fastexcel.read_excel(tmp_path / "out.xlsx").load_sheet(0, header_row=1, dtypes="string").to_pandas()
    )
    assert sheet["Ngày tiếp nhận"].tolist() == ["31/02/2021"]
    assert "31/02/2021" in sheet.iloc[0, -1]


def test_list_measure_and_rows(sample_home):
    home = ("--home", sample_home.path)
    listed = json.loads(call(indicators, "list", "--format", "json").output)
    assert [entry["id"] for entry in listed] == list(CATALOGUE)
    by_unit = json.loads(
        call(indicators, "measure", "on_time_06a", "--by", "unit", "--format", "json", *home).output
    )
    assert len(by_unit) == 33
    rows = call(indicators, "rows", "overdue_open", "--unit", "14515", "--format", "csv", *home)
    assert rows.exit_code == 0
    assert "Mẫu" not in rows.output.replace("DỮ LIỆU MẪU", ""), "personal data have to be masked"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "Không có chỉ số “nothing”"),
        (("on_time_06a", "--period", "2021-13"), "Không có kỳ “2021-13”"),
        (("on_time_06a", "--unit", "99999"), "Không tìm thấy đơn vị “99999”"),
        (("on_time_06a", "--by", "colour"), "không chia được theo “colour”"),
        (("on_time_06a", "--from", "2021-01-01"), "Cần ghi cả --from và --to"),
    ],
)
def test_what_does_not_exist_is_said(words, said, sample_home):
    answer = call(indicators, "measure", *words, "--home", sample_home.path)
    assert answer.exit_code == 2
    assert said in answer.output


def test_nothing_loaded_says_what_to_do(tmp_path):
    answer = call(indicators, "measure", "on_time_06a", "--home", tmp_path)
    assert answer.exit_code == 2
    assert "python -m etl load" in answer.output


def test_rebuild_and_snapshots(tmp_path):
    home = ("--home", tmp_path / "home")
    assert call(etl, "rebuild", *home).exit_code == 2
    assert call(etl, "snapshots", *home).exit_code == 2
    call(etl, "load", write_xlsx(tmp_path / "a.xlsx", table("cases", row())), *home)
    assert "0002" in call(etl, "rebuild", *home).output
    assert call(etl, "snapshots", *home).output.startswith("0001 ")


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "home").write_text("a file", "utf-8")
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row()))
    answer = call(etl, "load", path, "--home", tmp_path / "home")
    assert answer.exit_code == 2
    assert "Không đọc hoặc ghi được" in answer.output


def test_a_closing_date_outside_the_calendar_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row()))
    answer = call(etl, "load", path, "--closing", "2031-01-01", "--home", tmp_path / "home")
    assert answer.exit_code == 2
    assert "01/01/2031" in answer.output


def test_what_systems_leave_beside_files_is_passed_over(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    write_xlsx(folder / "a.xlsx", table("cases", row()))
    (folder / "~$a.xlsx").write_bytes(b"owner")
    (folder / ".DS_Store").write_bytes(b"x")
    assert call(etl, "load", folder, "--home", tmp_path / "home").exit_code == 0


def test_rejects_of_the_sample_are_still_the_sample(tmp_path):
    marked = [["DỮ LIỆU MẪU"], *table("cases", row(), row(Mã_hồ_sơ="x", Ngày_tiếp_nhận="31/02/2021"))]
    home = ("--home", tmp_path / "home")
    call(etl, "load", write_xlsx(tmp_path / "a.xlsx", marked), *home)
    call(etl, "rejects", "--out", tmp_path / "out.xlsx", *home)
    real = ("--home", tmp_path / "real")
    call(etl, "load", write_xlsx(tmp_path / "b.xlsx", table("cases", row())), *real)
    refused = call(etl, "load", tmp_path / "out.xlsx", *real)
    assert refused.exit_code == 1
    assert "DỮ LIỆU MẪU" in refused.output or "dữ liệu mẫu" in refused.output


def test_folders_within_a_folder_are_walked_and_counted(tmp_path):
    (tmp_path / "in" / "xã Gia Hòa").mkdir(parents=True)
    write_xlsx(tmp_path / "in" / "a.xlsx", table("cases", row(Mã_hồ_sơ="a")))
    write_xlsx(tmp_path / "in" / "xã Gia Hòa" / "b.xlsx", table("cases", row(Mã_hồ_sơ="b")))
    answer = call(etl, "load", tmp_path / "in", "--home", tmp_path / "home")
    assert answer.exit_code == 0
    assert "Tìm thấy 2 tệp." in answer.output
    assert "b.xlsx: đọc 2 = nạp 1" in answer.output


def test_loads_are_listed_undone_and_served_again(tmp_path):
    home = ("--home", tmp_path / "home")
    for name in "ab":
        call(etl, "load", write_xlsx(tmp_path / f"{name}.xlsx", table("cases", row(Mã_hồ_sơ=name))), *home)
    assert [line[:9] for line in call(etl, "loads", *home).output.splitlines()] == ["lần nạp 1", "lần nạp 2"]
    undone = call(etl, "undo", *home)
    assert undone.exit_code == 0 and "Đã hoàn tác b.xlsx" in undone.output
    assert "b.xlsx" not in call(etl, "loads", *home).output
    again = call(etl, "rollback", "2", *home).output
    assert "python -m indicators compare 0003 0004" in again
    assert "Bản số liệu 0002 được công bố lại thành bản 0004." in again
    assert "b.xlsx" in call(etl, "loads", *home).output
    kept = call(etl, "keep", "1", "--reason", "giao ban tuần 31", *home)
    assert kept.exit_code == 0 and "giao ban tuần 31" in call(etl, "snapshots", *home).output
    wrong = call(etl, "undo", "--load", "9", *home)
    assert wrong.exit_code == 2 and "Các lần nạp đang có: 1, 2" in wrong.output


def test_a_rebuild_that_loses_facts_is_refused_until_somebody_says_yes(tmp_path):
    home = ("--home", tmp_path / "home")
    far = row(Mã_hồ_sơ="xa", Đơn_vị_giải_quyết="Xã Gia Vượng")
    call(etl, "load", write_xlsx(tmp_path / "a.xlsx", table("cases", row(), far)), *home)
    folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
    words = folder / "sources" / "cases.toml"
    words.write_text(words.read_text("utf-8").replace('"Trực tuyến"', '"Qua mạng"'), "utf-8")
    asked = call(etl, "rebuild", *home, "--settings", folder)
    assert asked.exit_code == 2
    assert "Hồ sơ thủ tục hành chính: hiện có 2, sau khi làm lại còn 0" in asked.output
    assert current_snapshot(Home(tmp_path / "home")).id == "0001"
    done = call(etl, "rebuild", *home, "--settings", folder, "--yes")
    assert done.exit_code == 0
    assert "python -m indicators compare 0001 0002" in done.output


def test_rejected_rows_are_told_with_their_reasons_and_unknown_names(tmp_path):
    wrong = [row(Mã_hồ_sơ=f"s{n}", Ngày_tiếp_nhận=f"3{n}/13/2021") for n in range(5)]
    strange = [row(Mã_hồ_sơ=f"l{n}", Đơn_vị_giải_quyết="Xã Lạ Hoắc") for n in range(3)]
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", row(), *wrong, *strange))
    home = ("--home", tmp_path / "home")
    checked = call(etl, "check", path, *home).output
    assert "“30/13/2021” không phải là ngày hợp lệ" in checked
    assert "“Xã Lạ Hoắc”. Tên gần nhất" not in checked, "that is the sixth"
    assert "Tên đơn vị chưa biết: “Xã Lạ Hoắc” (3 dòng)" in checked
    assert "và 3 lỗi khác nữa" in checked
    assert "Sau khi nạp, lấy đủ các dòng bị loại kèm lý do bằng lệnh: python -m etl rejects --out" in checked
    loaded = call(etl, "load", path, *home).output
    assert "Lấy đủ các dòng bị loại kèm lý do bằng lệnh: python -m etl rejects --out TỆP.xlsx" in loaded


def test_an_undo_of_a_load_and_of_a_file_at_once_is_refused(tmp_path):
    home = ("--home", tmp_path / "home")
    call(etl, "load", write_xlsx(tmp_path / "a.xlsx", table("cases", row())), *home)
    answer = call(etl, "undo", "--load", "1", "--file", "a.xlsx", *home)
    assert answer.exit_code == 2
    assert "Hãy chọn một: --load để hoàn tác cả lần nạp, hoặc --file để hoàn tác một tệp." in answer.output
    assert current_snapshot(Home(tmp_path / "home")).id == "0001"


def test_snapshots_are_told_with_time_closing_and_which_one_serves(tmp_path):
    home = ("--home", tmp_path / "home")
    for name in "ab":
        call(etl, "load", write_xlsx(tmp_path / f"{name}.xlsx", table("cases", row(Mã_hồ_sơ=name))), *home)
    first, second = call(etl, "snapshots", *home).output.splitlines()
    assert re.match(r"0001  lập \d\d/\d\d/\d{4} \d\d:\d\d  ngày chốt 03/08/2021  \S", first)
    assert "đang dùng" in second and "đang dùng" not in first
    undone = [call(etl, "undo", *home).output for _ in "ab"]
    assert "trống" in undone[1]
    last = call(etl, "snapshots", *home).output.splitlines()[-1]
    assert "ngày chốt –" in last and "đang dùng" in last


def test_nothing_there_is_said(tmp_path):
    home = ("--home", tmp_path / "home")
    call(etl, "load", write_xlsx(tmp_path / "a.xlsx", table("cases", row())), *home)
    call(etl, "undo", *home)
    assert "không có lần nạp nào" in call(etl, "loads", *home).output
    watched = call(etl, "watch", "--once", "--every", "0", *home)
    assert watched.exit_code == 0
    assert f"Thư mục nhận tệp {tmp_path / 'home' / 'inbox'} không có tệp nào." in watched.output


def test_what_the_system_refuses_is_said_without_english(tmp_path):
    missing = call(etl, "restore", tmp_path / "không có.zip", "--home", tmp_path / "fresh")
    assert missing.exit_code == 2
    assert missing.output.strip() == f"Không có tệp “{tmp_path / 'không có.zip'}”. Hãy kiểm tra đường dẫn."
    assert not (tmp_path / "fresh").exists()
    nowhere = call(etl, "backup", "--out", tmp_path / "nơi nào" / "b.zip", "--home", tmp_path / "home")
    assert "không có tệp hoặc thư mục này" in nowhere.output
    (tmp_path / "tệp").write_text("x", "utf-8")
    inside = call(
        etl, "load", write_xlsx(tmp_path / "a.xlsx", table("cases", row())), "--home", tmp_path / "tệp"
    )
    for answer in (missing, nowhere, inside):
        assert not re.search(r"No such|exists|Not a|directory", answer.output), answer.output


def test_what_changed_is_told_in_sentences(tmp_path):
    home = ("--home", tmp_path / "home")
    for name in "ab":
        call(etl, "load", write_xlsx(tmp_path / f"{name}.xlsx", table("cases", row(Mã_hồ_sơ=name))), *home)
    told = call(indicators, "compare", "1", "2", *home).output
    assert "Hồ sơ tiếp nhận\n" in told
    assert re.search(r"^  .*, tháng 08/2021.*: đã báo cáo 1, nay 2: thêm 1 hồ sơ\.$", told, re.MULTILINE)
    assert "┃" not in told and "numerator_before" not in told
    assert "numerator_before" in call(indicators, "compare", "1", "2", "--format", "csv", *home).output
    assert "không khác nhau ở con số nào" in call(indicators, "compare", "2", "2", *home).output
