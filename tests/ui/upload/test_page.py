"""Loading on the page Nạp tệp, without a browser: preview, questions, publishing, undo."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import func, select

from etl.loading.load import load
from tests.support.source_files import CASES, row, table, write_csv, write_xlsx
from tests.ui.test_english_words import english
from tests.ui.test_pages import opened
from ui.upload.uploaded_files import delete_leftovers
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot, list_snapshots
from warehouse.tables import case_file

BROKEN = ("hỏng.xlsx", b"PK\x03\x04 cut off", "")
DAYS = ["Ngày_tiếp_nhận", "Ngày_hẹn_trả", "Ngày_kết_thúc_xử_lý", "Ngày_trả_kết_quả"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home")


@pytest.fixture
def drawn(tmp_path):
    """A file as the browser hands it over; cases, unless another source is named."""

    def written(name, *rows, source="cases", headings=None):
        made = (write_csv if name.endswith(".csv") else write_xlsx)(
            tmp_path / name, [headings or table(source)[0], *rows]
        )
        return name, made.read_bytes(), ""

    return written


def put(app, *files):
    app.file_uploader[0].set_value(list(files)).run()
    return press(app, "upload.look")


def press(app, key):
    """Click, and wait for the work that begins with it."""
    app.button(key=key).click().run()
    for work in app.session_state["under_way"]:
        if work.job:
            work.job.wait()
    return app.run()


def said(app):
    kinds = (app.markdown, app.error, app.warning, app.success, app.info)
    return "\n".join(element.value for kind in kinds for element in kind)


def files_in(home):
    return [path.name for folder in (home.archive, home.snapshots) for path in folder.rglob("*")]


def test_a_preview_leaves_nothing_in_archive_and_snapshots(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row(), row(Mã_hồ_sơ=None)), BROKEN)
    assert "Xem trước, chưa công bố gì:** 1 tệp nạp được; 1 tệp không nạp được" in said(app)
    assert "Đọc **3** dòng = nạp **1** + thay **0** + trùng **0** + bỏ qua **1** + loại **1**" in said(app)
    assert "tệp bị hỏng" in said(app) and "a.xlsx, trang tính “Sheet1”, dòng 3, cột “Mã hồ sơ”" in said(app)
    assert files_in(home) == []
    assert not app.exception and english([said(app)]) == []


def test_the_preview_shows_columns_and_first_rows_without_personal_data(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row(Chủ_hồ_sơ="Đinh Thị Mẫu")))
    columns, rows = (table.value for table in app.dataframe)
    read_as = dict(columns.itertuples(index=False))
    assert read_as["Ngày hẹn trả"] == "Ngày hẹn trả" and read_as["STT"] == "– không đọc"
    assert list(rows["Mã hồ sơ"]) == ["000.00.18.H42-210802-0001"]
    assert list(rows["Đơn vị"]) == ["Xã Gia Hòa"]
    assert list(rows["Chủ hồ sơ"]) == ["•••"]
    assert "Đinh Thị Mẫu" not in said(app) + repr(columns) + repr(rows)


def test_after_the_first_load_the_pages_have_figures_without_a_restart(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row()))
    press(app, "upload.publish")
    assert "Đã công bố bản số liệu 0001, ngày chốt 03/08/2021. 1 tệp đã nạp." in said(app)
    assert len(list_snapshots(home)) == 1 and not list(home.uploads.iterdir())
    app.switch_page(str(PROJECT / "pages/records/data.py")).run()
    assert not app.exception and "Chưa nạp số liệu nào" not in said(app)
    loads = next(t.value for t in app.dataframe if "Người nạp" in t.value.columns)
    assert loads[["Người nạp", "Tệp"]].to_numpy().tolist() == [["qua trình duyệt", "a.xlsx"]]


def test_a_confirmed_heading_lets_the_file_in_and_is_remembered(home, drawn):
    headings = ["Ngày trả KQ xong" if one == "Ngày hẹn trả" else one for one in CASES]
    app = put(opened("upload"), drawn("a.xlsx", row(), headings=headings))
    assert "1 tệp chờ xác nhận" in said(app)
    (question,) = app.radio
    assert "Ngày trả KQ xong" in question.label and question.value is False
    question.set_value(True).run()
    press(app, "ask.apply")
    assert "1 tệp nạp được" in said(app) and "Ngày trả KQ xong" not in {one.label for one in app.radio}
    learned = (home.confirmations / "headings.csv").read_text("utf-8").splitlines()
    assert learned[1:] == ["cases,due,Ngày trả KQ xong"]


def test_a_unit_that_is_chosen_takes_its_rows_in(home, drawn):
    wrong = [row(Mã_hồ_sơ=code, Đơn_vị_giải_quyết="Xã Gia Hoa") for code in "BCD"]
    app = put(opened("upload"), drawn("a.xlsx", row(), *wrong))
    assert "loại **3**" in said(app) and "(Cùng lỗi này ở 2 ô khác" in said(app)
    assert said(app).count("không có đơn vị nào tên “Xã Gia Hoa”") == 1
    (question,) = app.selectbox
    assert question.value is None and "Gia Hoa" in question.label
    assert question.options[:2] == ["Để sau, chưa nạp các dòng này", "Xã Gia Hòa"]
    question.select_index(1).run()
    press(app, "ask.apply")
    assert "loại **0**" in said(app) and "nạp **4**" in said(app)
    assert (home.confirmations / "unit_names.csv").read_text("utf-8").splitlines()[1:] == [
        "Xã Gia Hoa,14467@start,,"
    ]


def test_a_name_in_two_files_is_one_question(home, drawn):
    """file | unit's name | received: a | Gia Hoa | 02/08, 02/08; b | GIA HOA | 05/08."""
    first = [row(Mã_hồ_sơ=code, Đơn_vị_giải_quyết="Xã Gia Hoa") for code in "AB"]
    later = dict(zip(DAYS, ["05/08/2021", "09/08/2021", "06/08/2021", "06/08/2021"], strict=True))
    second = row(Mã_hồ_sơ="C", Đơn_vị_giải_quyết="XÃ GIA HOA", **later)
    app = put(opened("upload"), drawn("a.xlsx", *first), drawn("b.xlsx", second))
    (question,) = app.selectbox
    assert question.label == "“Xã Gia Hoa” là đơn vị nào? (3 dòng, từ 02/08/2021 đến 05/08/2021)"


def test_a_file_that_leaves_day_and_month_open_is_asked_about(home, drawn):
    swapped = dict(zip(DAYS, ["08/13/2021", "08/16/2021", "08/14/2021", "08/14/2021"], strict=True))
    usual = dict(zip(DAYS, ["13/07/2021", "16/07/2021", "14/07/2021", "14/07/2021"], strict=True))
    app = put(opened("upload"), drawn("a.csv", row(**usual), row(Mã_hồ_sơ="B", **swapped)))
    assert "1 tệp chờ xác nhận" in said(app)
    (question,) = app.radio
    assert question.value is None
    question.set_value("day_first").run()
    press(app, "ask.apply")
    assert "nạp **1**" in said(app) and "loại **1**" in said(app)


def test_an_answer_about_dates_is_for_the_file_that_was_asked_about(home, drawn):
    swapped = dict(zip(DAYS, ["08/13/2021", "08/16/2021", "08/14/2021", "08/14/2021"], strict=True))
    usual = dict(zip(DAYS, ["13/07/2021", "16/07/2021", "14/07/2021", "14/07/2021"], strict=True))
    both = drawn("a.csv", row(**usual), row(Mã_hồ_sơ="B", **swapped))
    app = put(opened("upload"), both, drawn("b.csv", row(Mã_hồ_sơ="C")))
    asked = {one.label: one for one in app.radio}
    assert {label: one.value for label, one in asked.items()} == {
        "Ngày trong tệp a.csv viết theo thứ tự nào?": None,
        "Mọi ngày trong tệp b.csv đều đọc được theo hai cách. Đang đọc theo cách nào là đúng?": "day_first",
    }
    next(iter(asked.values())).set_value("month_first").run()
    press(app, "ask.apply")
    press(app, "upload.publish")
    with open_reader(current_snapshot(home)) as connection:
        days = dict(connection.execute(select(case_file.c.code, case_file.c.received_on)).all())
    assert days == {"B": date(2021, 8, 13), "C": date(2021, 8, 2)}


def test_what_was_chosen_is_applied_before_anything_is_published(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row(), row(Mã_hồ_sơ="B", Đơn_vị_giải_quyết="Xã Gia Hoa")))
    assert [button.key for button in app.button if button.key.startswith("upload.publish")]
    app.selectbox[0].select_index(1).run()
    assert not [button.key for button in app.button if button.key.startswith("upload.publish")]


def test_a_name_left_open_is_asked_again_with_the_same_file_and_its_rows_then_go_in(home, drawn):
    file = drawn("a.xlsx", row(), row(Mã_hồ_sơ="B", Đơn_vị_giải_quyết="Xã Gia Hoa"))
    press(put(opened("upload"), file), "upload.publish")
    app = put(opened("upload"), file)
    assert "1 tệp đã nạp trước đây" in said(app)
    next(one for one in app.selectbox if "Gia Hoa" in one.label).select_index(1).run()
    press(app, "ask.apply")
    press(app, "upload.publish_again")
    assert "Đã công bố bản số liệu 0002" in said(app)
    with open_reader(current_snapshot(home)) as connection:
        assert connection.scalar(select(func.count()).select_from(case_file)) == 2


def test_an_undo_asks_once_and_says_what_is_served(home, drawn, settings, tmp_path):
    load([write_xlsx(tmp_path / "b.xlsx", table("cases", row(Mã_hồ_sơ="B")))], home, settings,
         loaded_at=datetime(2021, 8, 31))  # fmt: skip
    app = put(opened("upload"), drawn("a.xlsx", row()))
    press(app, "upload.publish")
    press(app, "undo-2")
    assert "Hoàn tác lần nạp 2 (a.xlsx)?" in said(app) and current_snapshot(home).id == "0002"
    press(app, "take_back.yes")
    assert "Đã hoàn tác lần nạp 2 (1 tệp)" in said(app)
    assert "Đang dùng bản số liệu 0003, ngày chốt 03/08/2021" in said(app)
    press(app, "upload.more_files")
    assert app.file_uploader


def test_an_undo_of_the_only_load_leaves_an_empty_home_that_can_be_loaded_again(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row()))
    press(app, "upload.publish")
    press(app, "undo-1")
    press(app, "take_back.yes")
    assert "Không còn tệp nào" in said(app) and not app.exception
    press(app, "upload.more_files")
    put(app, drawn("a.xlsx", row()))
    press(app, "upload.publish")
    assert "Đã công bố bản số liệu 0003" in said(app)


def test_a_load_goes_on_when_its_user_looks_at_another_page(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row()))
    app.button(key="upload.publish").click().run()
    app.switch_page(str(PROJECT / "pages/records/catalogue.py")).run()
    app.session_state["under_way"][-1].job.wait()
    app.switch_page(str(PROJECT / "pages/records/upload.py")).run()
    assert "Đã công bố bản số liệu 0001" in said(app)


def test_a_damaged_snapshot_is_named(home, settings, tmp_path):
    for name in "ab":
        file = write_xlsx(tmp_path / f"{name}.xlsx", table("cases", row(Mã_hồ_sơ=name)))
        load([file], home, settings, loaded_at=datetime(2021, 8, 31))
    newest = list_snapshots(home)[-1].path
    newest.write_bytes(newest.read_bytes()[:-1000])
    assert "Bản số liệu 0002 bị hỏng" in opened("data").warning[0].value


def test_two_files_of_one_name_are_both_there_and_the_same_bytes_only_once(home, drawn):
    first, second = drawn("a.xlsx", row()), drawn("a.xlsx", row(Mã_hồ_sơ="B"))
    app = put(opened("upload"), first, second, first)
    assert "2 tệp nạp được; 1 tệp đã nạp trước đây" in said(app)
    press(app, "upload.publish")
    assert len([path for path in home.archive.iterdir() if not path.suffix]) == 2


def test_a_real_file_in_the_home_of_the_sample_is_told_what_to_do(home, drawn, settings, tmp_path):
    sample = write_xlsx(tmp_path / "b.xlsx", [["DỮ LIỆU MẪU"], *table("cases", row(Mã_hồ_sơ="B"))])
    load([sample], home, settings, loaded_at=datetime(2021, 8, 31))
    app = put(opened("upload"), drawn("a.xlsx", row()))
    assert "trang này đang chạy với dữ liệu mẫu" in said(app) and "--home" not in said(app)
    assert "upload.publish" not in [button.key for button in app.button]


def test_cells_of_an_unknown_list_of_people_do_not_reach_the_screen(home, drawn):
    app = put(opened("upload"), drawn("a.csv", ["Đinh Văn Mẫu", "0912000001"], headings=["Họ", "Số"]))
    assert "không nhận ra" in said(app) and "Đinh Văn Mẫu" not in said(app)


def test_files_left_are_gone_and_leftovers_of_yesterday_too(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row()))
    assert len(list(home.uploads.iterdir())) == 1
    press(app, "upload.leave_files")
    assert list(home.uploads.iterdir()) == []
    for name, age in (("old", 90_000), ("fresh", 60)):
        (home.uploads / name).mkdir()
        then = datetime.now().timestamp() - age
        os.utime(home.uploads / name, (then, then))
    delete_leftovers(home)
    assert [path.name for path in home.uploads.iterdir()] == ["fresh"]


def test_a_home_that_cannot_be_written_is_said_in_a_sentence(home, drawn):
    home.path.parent.mkdir(exist_ok=True)
    home.path.write_text("no folder")
    app = put(opened("upload"), drawn("a.xlsx", row()))
    assert "Không đọc hoặc ghi được" in app.error[0].value


def test_a_page_opened_anew_shows_the_load_that_is_running(home, drawn):
    app = put(opened("upload"), drawn("a.xlsx", row()))
    with FileLock(home.lock):  # another load: ours waits for it
        app.button(key="upload.publish").click().run()
        other = opened("upload")
        assert "Đang nạp và công bố 1 tệp" in said(other) and not other.file_uploader
    other.session_state["under_way"][-1].job.wait()
    assert "Đã công bố bản số liệu 0001" in said(other.run())


@pytest.mark.parametrize("name", ["../../a.xlsx", "..", "C:\\x\\a.xlsx", "ă" * 300 + ".xlsx"])
def test_no_name_leads_out_of_the_folder(home, name, drawn):
    _, held, kind = drawn("a.xlsx", row())
    app = put(opened("upload"), (name, held, kind))
    assert "1 tệp nạp được" in said(app)
    (folder,) = home.uploads.iterdir()
    assert len([path for path in Path(folder).rglob("*") if path.is_file()]) == 1
