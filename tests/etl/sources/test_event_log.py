"""A file with a row for each event of a case: the case is made of them, and every row is accounted for."""

import json
import shutil

import pytest

from etl.reading.read_file import read_file
from etl.settings import Settings, SettingsInvalid
from tests.etl.recognition.test_row_kinds import aside, closes
from tests.support.source_files import only, write_xlsx
from warehouse.home import PROJECT

GRAIN = """
[grain]
row = "event"
at = ["Lúc"]
step = ["Bước"]
take = { received = "first", officer = "first" }
only = { finished = ["Duyệt", "Ký duyệt"] }
"""
HEADINGS = ["Mã hồ sơ", "Đơn vị", "Bước", "Lúc", "Ngày tiếp nhận", "Hẹn trả", "Ngày kết thúc xử lý",
            "Người xử lý", "Trạng thái", "Địa chỉ"]  # fmt: skip
A, B = "Xã Gia Hòa", "Thị trấn Me"


@pytest.fixture
def take(tmp_path):
    folder = settings_with(tmp_path, GRAIN)
    settings = Settings.read(folder)

    def taken(*rows, headings=HEADINGS):
        return read_file(write_xlsx(tmp_path / "a.xlsx", [headings, *rows]), "a.xlsx", settings)

    return taken


def settings_with(tmp_path, text):
    folder = tmp_path / "settings"
    shutil.copytree(PROJECT / "settings", folder)
    cases = folder / "sources" / "cases.toml"
    cases.write_text(cases.read_text("utf-8") + text, "utf-8")
    return folder


def told(file):
    return {
        int(row.row_no): [problem["key"] for problem in json.loads(row.problems)]
        for row in file.rejects.itertuples()
    }


def test_the_case_is_made_of_its_events_in_the_order_of_time(take):
    file = take(
        ["a", A, "Ký duyệt", "05/08/2021 09:00", None, None, "05/08/2021", "C", "Đã xử lý xong", None],
        ["a", None, "Tiếp nhận", "02/08/2021 08:00", "02/08/2021", "04/08/2021", None, "A", "2", "X"],
        ["a", None, "Lưu", "06/08/2021 10:00", "03/08/2021", None, "06/08/2021", "D", None, None],
        ["a", None, "Thẩm định", "03/08/2021 08:00", None, "06/08/2021", "03/08/2021", "B", "4", None],
    )  # fmt: skip
    case = only(file.facts)
    assert [f"{case[day]:%d/%m}" for day in ("received_on", "due_on", "finished_on")] == [
        "02/08",
        "06/08",
        "05/08",
    ]
    assert (case["officer"], case["status"], case["unit_id"]) == ("A", 9, "14467@start")
    assert (case["row_no"], case["address"]) == (4, "X")
    assert aside(file) == {1: "heading", 2: "event", 3: "event", 5: "event"}
    assert closes(file)


def test_cases_are_kept_apart(take):
    file = take(
        ["a", A, "Tiếp nhận", "02/08/2021", "02/08/2021", None, None, None, "Đang xử lý", None],
        ["b", B, "Tiếp nhận", "02/08/2021", "03/08/2021", None, None, None, "Đang xử lý", None],
        ["a", A, "Duyệt", "02/08/2021", None, None, "05/08/2021", None, "Đã xử lý xong", None],
    )
    found = file.facts.set_index("code")
    assert list(found.loc[["a", "b"], "unit_id"]) == ["14467@start", "14464@start"]
    assert list(found.loc[["a", "b"], "status"]) == [9, 4]
    assert list(found.loc[["a", "b"], "row_no"]) == [4, 3]


def test_a_case_with_a_wrong_event_is_rejected_whole(take):
    file = take(
        ["a", A, "Tiếp nhận", "02/08/2021", "02/08/2021", None, None, None, None, None],
        ["a", A, "Duyệt", "hôm qua", None, None, "05/08/2021", None, None, None],
        ["a", A, "Lưu", "06/08/2021", None, "khi xong", None, None, None, None],
        ["b", A, "Tiếp nhận", "02/08/2021", "02/08/2021", None, None, None, None, None],
        [None, A, "Tiếp nhận", "02/08/2021", "02/08/2021", None, None, None, None, None],
    )
    assert list(file.facts["code"]) == ["b"]
    assert told(file) == {2: ["event_of_rejected"], 3: ["day"], 4: ["day"], 6: ["empty"]}
    assert closes(file)


def test_a_case_that_does_not_add_up_is_rejected_whole(take):
    file = take(
        ["a", A, "Tiếp nhận", "02/08/2021", "02/08/2021", None, None, None, None, None],
        ["a", A, "Duyệt", "03/08/2021", None, None, "01/08/2021", None, None, None],
        ["b", A, "Tiếp nhận", "03/08/2021", None, None, None, None, None, None],
        ["c", "Xã Lạ", "Tiếp nhận", "03/08/2021", "02/08/2021", None, None, None, None, None],
        ["c", None, "Lưu", "04/08/2021", None, None, None, None, None, None],
    )
    assert told(file) == {
        2: ["event_of_rejected"], 3: ["finished_before_received"], 4: ["empty"], 5: ["event_of_rejected"],
        6: ["unit_unknown"],
    }  # fmt: skip
    assert closes(file)
    assert [proposal.name for proposal in file.unknown_units] == ["Xã Lạ"]


def test_without_times_the_rows_are_in_order_and_a_list_of_cases_is_read_as_before(take):
    headings = [heading for heading in HEADINGS if heading not in ("Lúc", "Bước")]
    file = take(
        ["a", A, "02/08/2021", None, None, "A", "Đang xử lý", None],
        ["a", A, None, None, "05/08/2021", "B", "Đã xử lý xong", None],
        ["b", A, "02/08/2021", None, None, "A", "Đang xử lý", None],
        headings=headings,
    )
    assert list(file.facts["code"]) == ["a", "b"]
    assert list(file.facts["status"]) == [9, 4]


@pytest.mark.parametrize(
    ("source", "text", "key"),
    [
        ("cases", '\n[grain]\nrow = "step"\n', "choice_unknown"),
        ("cases", '\n[grain]\nrow = "event"\ntake = { received = "best" }\n', "choice_unknown"),
        ("cases", '\n[grain]\nrow = "event"\ntake = { signer = "last" }\n', "key_unknown"),
        ("box", '\n[grain]\nrow = "event"\n', "choice_unknown"),
    ],
)
def test_a_wrong_rule_is_refused(tmp_path, source, text, key):
    folder = settings_with(tmp_path, "")
    path = folder / "sources" / f"{source}.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    with pytest.raises(SettingsInvalid) as refused:
        Settings.read(folder)
    assert (refused.value.file, refused.value.problem.key) == (f"{source}.toml", key)
