"""A case's story over all files, from the command line: every row that names it, and what became of it."""

from datetime import datetime

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.loading.load import load
from etl.loading.reject_workbook import build_reject_workbook
from etl.loading.trace import trace
from tests.support.reject_correction import cell, changed
from tests.support.source_files import row, table, write_csv
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

WHEN = datetime(2021, 8, 31)
OPEN = {"Ngày_kết_thúc_xử_lý": None, "Ngày_trả_kết_quả": None, "Trạng_thái_hồ_sơ": "Đang xử lý"}


@pytest.fixture(scope="module")
def home(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("trace")
    home, files = Home(folder / "home"), []
    drawn = {
        "1 mới.csv": ("cases", "05/08/2021", [row(Mã_hồ_sơ="H", **OPEN), row(Mã_hồ_sơ="I")]),
        "2 cũ.csv": ("cases", "03/08/2021", [row(Mã_hồ_sơ="H", Hình_thức_nộp="Trực tiếp", **OPEN)]),
        "3 khác.csv": ("cases", "06/08/2021", [row(Mã_hồ_sơ="I")]),
        "4 hỏng.csv": (
            "cases",
            "07/08/2021",
            [row(Mã_hồ_sơ="H", Ngày_tiếp_nhận="31/02/2021"), row(Mã_hồ_sơ="I")],
        ),
        "5 xong.csv": ("cases", "08/08/2021", [row(Mã_hồ_sơ="H"), row(Mã_hồ_sơ="H")]),
        "6 phiếu.csv": ("ballots_5", None, [row("ballots_5", Mã_hồ_sơ="H")]),
    }
    for name, (source, printed, rows) in drawn.items():
        above = [[f"Ngày xuất dữ liệu: {printed}"]] if printed else []
        files.append(write_csv(folder / name, [*above, *table(source, *rows)]))
    load(files, home, settings, loaded_at=WHEN, loader="An")
    return home


def test_the_story_names_every_row_and_what_became_of_it(home, settings):
    story = trace(home, settings, "H")
    assert [(one.kept.name[:1], one.row_no, one.became) for one in story] == [
        ("1", 3, "loaded"),
        ("2", 3, "older"),
        ("4", 3, "rejected"),
        ("5", 3, "replaced"),
        ("5", 4, "duplicate"),
        ("6", 2, "loaded"),
    ]
    assert story[0].by is story[3]
    assert [problem.key for problem in story[2].problems] == ["day"]


def test_names_are_masked_unless_asked_for(home):
    call = ["trace", "H", "--home", str(home.path)]
    masked = CliRunner().invoke(app, call)
    assert masked.exit_code == 0, masked.output
    for personal in ("Nguyễn Văn Mẫu", "0900000001", "Thôn 1", "Công chức Mẫu"):
        assert personal not in masked.output
        assert personal in CliRunner().invoke(app, [*call, "--unmasked"]).output
    assert "4 hỏng.csv" in masked.output and "31/02/2021" in masked.output
    assert "lần nạp 1, 31/08/2021 00:00, An" in masked.output


def test_a_case_that_nobody_mentions_is_said(home):
    answer = CliRunner().invoke(app, ["trace", "X", "--home", str(home.path)])
    assert answer.exit_code == 2
    assert "“X”" in answer.output


def test_a_row_that_came_back_corrected_is_as_old_as_its_file(tmp_path, settings):
    home = Home(tmp_path / "home")

    def printed(name, day, **said):
        rows = table("cases", row(Mã_hồ_sơ="H", **said), row(Mã_hồ_sơ="I"))
        return write_csv(tmp_path / name, [[f"Ngày xuất dữ liệu: {day}"], *rows])

    load([printed("1.csv", "05/08/2021", Ngày_tiếp_nhận="31/02/2021")], home, settings, loaded_at=WHEN)
    load([printed("2.csv", "20/08/2021", Hình_thức_nộp="Trực tiếp")], home, settings, loaded_at=WHEN)
    with open_reader(current_snapshot(home)) as connection:
        (tmp_path / "out.xlsx").write_bytes(build_reject_workbook(connection, "cases", "vi"))
    corrected = changed(tmp_path / "out.xlsx", cell("Ngày tiếp nhận", "02/08/2021"))
    load([corrected], home, settings, loaded_at=WHEN)
    story = trace(home, settings, "H")
    assert [(one.became, one.file.as_of.day) for one in story] == [
        ("rejected", 5),
        ("loaded", 20),
        ("older", 5),
    ]
    assert story[1].by is None


def test_a_row_is_told_in_the_words_of_the_office(home):
    told = CliRunner().invoke(app, ["trace", "H", "--home", str(home.path)]).output
    assert "Đơn vị: Xã Gia Hòa" in told
    assert "Hình thức: Trực tiếp" in told and "Hình thức: Phiếu giấy" in told
    assert "Trạng thái: Đang xử lý" in told and "Trạng thái: Đã trả kết quả" in told
    assert "Quá hạn: Không" in told and "số liệu đến ngày 05/08/2021" in told
    for internal in ("@start", "True", "False", "_at:", "counts_", "clock_", "valid", "officer"):
        assert internal not in told


def test_days_of_a_rejected_row_are_written_as_the_office_does(tmp_path, settings):
    wrong = row(Mã_hồ_sơ="K", Ngày_tiếp_nhận="2021-05-13 08:21:00", Ngày_kết_thúc_xử_lý="2020-05-13 00:00:00")
    path = write_csv(tmp_path / "a.csv", table("cases", row(), wrong))
    load([path], Home(tmp_path / "home"), settings, loaded_at=WHEN)
    told = CliRunner().invoke(app, ["trace", "K", "--home", str(tmp_path / "home")]).output
    assert "Ngày tiếp nhận: 13/05/2021 08:21;" in told
    assert "Ngày kết thúc xử lý: 13/05/2020;" in told
