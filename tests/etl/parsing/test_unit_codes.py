"""Codes of units, alone and beside a name, resolved on the day of the data; candidates for unknown names."""

import csv
from datetime import date

import pytest

from etl.problem import BadCell
from tests.etl.parsing.test_unit_names import IN_2021, MERGED, NOW, names, problem_of, settings
from tests.support.source_files import row, table
from warehouse.home import PROJECT

TRAPS = PROJECT.parent / "shared" / "data" / "units" / "code_reuse_traps.csv"


@pytest.mark.parametrize(
    ("written", "day", "id"),
    [
        ("14482", IN_2021, "14482@start"),
        ("14482", date(2025, 6, 30), "14482@start"),
        ("14482", date(2025, 7, 1), "14482@2025-07-01"),
        ("14482.0", IN_2021, "14482@start"),
        (" 14482 ", NOW, "14482@2025-07-01"),
        ("14482 - Gia Phú", IN_2021, "14482@start"),
        ("14482 – Xã Gia Phú", IN_2021, "14482@start"),
        ("14482. UBND xã Gia Phú", IN_2021, "14482@start"),
        ("Xã Gia Phú (14482)", IN_2021, "14482@start"),
        ("14482 - Gia Hưng", NOW, "14482@2025-07-01"),
        ("14464 - TT Thịnh Vượng", MERGED, "14464@2025-01-01"),
        ("14482 - Gia Phú", None, "14482@start"),
    ],
)
def test_a_code_is_understood_by_its_day(written, day, id):
    assert names().resolve(written, day) == id


@pytest.mark.parametrize("written", ["14470 - Gia Phú", "Xã Gia Phú (14470)"])
def test_a_code_and_a_name_of_two_units_are_refused(written):
    problem = problem_of(written, IN_2021)
    assert (problem.key, problem.found) == ("unit_code_differs", written)
    assert "Xã Gia Hưng (… – 30/06/2025)" in problem.expected
    assert "Xã Gia Phú (… – 30/06/2025)" in problem.expected


@pytest.mark.parametrize(
    ("written", "day", "key"),
    [
        ("14482 - Gia Phú", NOW, "unit_not_then"),
        ("14482 - Gia Hưng", IN_2021, "unit_not_then"),
        ("14491", NOW, "unit_not_then"),
        ("14482", None, "unit_ambiguous"),
        ("14482 - Gia Phúc", IN_2021, "unit_unknown"),
        ("99999", IN_2021, "unit_unknown"),
        ("99999 - Gia Phú", IN_2021, "unit_unknown"),
    ],
)
def test_a_code_that_is_not_right_is_never_guessed(written, day, key):
    assert problem_of(written, day).key == key


def test_a_file_with_codes_alone_is_read(take):
    before = row(Đơn_vị_giải_quyết="14482")
    after = row(
        Mã_hồ_sơ="b", Đơn_vị_giải_quyết=14482, Ngày_tiếp_nhận="02/07/2025", Ngày_hẹn_trả="04/07/2025",
        Ngày_kết_thúc_xử_lý="03/07/2025", Ngày_trả_kết_quả="03/07/2025",
    )  # fmt: skip
    assert list(take(table("cases", before, after)).facts["unit_id"]) == ["14482@start", "14482@2025-07-01"]


@pytest.mark.real
def test_every_trap_of_the_code_list():
    if not TRAPS.exists():
        pytest.skip("the list of codes used again is not beside the project")
    traps = list(csv.DictReader(TRAPS.read_text("utf-8").splitlines()))
    assert len(traps) == 22
    by_id = {unit.id: unit for unit in settings().units}
    for trap in traps:
        for column, day in (
            ("ten_den_2024-12-31", date(2024, 12, 31)),
            ("ten_2025-01-01", date(2025, 1, 1)),
            ("ten_2025-01-01", date(2025, 6, 30)),
            ("ten_2025-07-01", date(2025, 7, 1)),
        ):
            code, name = trap["ma_xa"], trap[column]
            if not name:
                assert problem_of(code, day).key == "unit_not_then"
                continue
            found = {names().resolve(text, day) for text in (code, name, f"{code} - {name}")}
            assert [by_id[id].name for id in found] == [name]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Xã Gia Hoa", "14467@start"),
        ("UBND xa Gia Thinh", "14497@start"),
        ("Thi tran Me", "14464@start"),
        ("Xã Gia Lâp", "14488@start"),
        ("Phong Noi vu", "pb-noi-vu"),
    ],
)
def test_a_name_without_its_marks_is_asked_about_and_never_taken(written, first):
    assert problem_of(written, IN_2021).key == "unit_unknown"
    assert names().candidates(written, IN_2021, IN_2021)[0] == first


def test_names_one_letter_apart_are_all_candidates():
    found = names().candidates("Xã Gia Thành", IN_2021, IN_2021)
    assert {"14476@start", "14506@start", "14497@start"} <= set(found)
    assert len(found) == 5


def test_candidates_are_units_of_the_days_of_the_rows():
    assert "14497@start" not in names().candidates("Gia Thinh", NOW, NOW)
    assert names().candidates("Xã Gia Hứng", NOW, NOW)[0] == "14482@2025-07-01"
    assert names().candidates("Xã Gia Hứng", IN_2021, IN_2021)[0] == "14470@start"


def test_what_is_no_name_has_no_candidates():
    assert names().candidates("account", IN_2021, IN_2021) == ()


def test_a_code_and_name_that_contradict_reject_the_row(take):
    file = take(table("cases", row(Đơn_vị_giải_quyết="14470 - Gia Phú")))
    assert len(file.facts) == 0
    assert "unit_code_differs" in file.rejects["problems"][0]


def test_known_says_whether_a_text_is_a_unit_at_any_time():
    assert names().is_known("14470 - Gia Phú") and names().is_known("Gia Hưng")
    assert not names().is_known("02/08/2021")
    with pytest.raises(BadCell):
        names().resolve("02/08/2021", None)
