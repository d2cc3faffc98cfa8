"""Names of units as people write them, resolved on the day of the data and never guessed."""

import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parsing.unit_names import UnitNames
from etl.problem import BadCell
from etl.settings import Settings
from etl.text import fold

IN_2021, MERGED, NOW = date(2021, 8, 2), date(2025, 3, 1), date(2025, 8, 1)


@cache
def settings() -> Settings:
    return Settings.read(Path("settings"))


@cache
def names() -> UnitNames:
    return UnitNames(settings())


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Xã Gia Hòa", "14467@start"),
        ("Gia Hòa", "14467@start"),
        ("xã gia hoà", "14467@start"),
        ("X. Gia Hoà", "14467@start"),
        ("X.Gia Hòa", "14467@start"),
        ("UBND xã Gia Hòa", "14467@start"),
        ("UBND Gia Hòa", "14467@start"),
        ("Ủy ban nhân dân xã Gia Hòa", "14467@start"),
        ("Uỷ ban nhân dân xã Gia Hoà", "14467@start"),
        ("ỦY BAN NHÂN DÂN  XÃ GIA\u00a0HÒA ", "14467@start"),
        ("BPMC xã Gia Hòa", "14467@start"),
        ("Bộ phận TN&TKQ xã Gia Hòa", "14467@start"),
        ("Bộ phận TN và TKQ UBND xã Gia Hòa", "14467@start"),
        ("Bộ phận Một cửa UBND xã Gia Hòa", "14467@start"),
        ("Xã Gia Hòa - Gia Viễn", "14467@start"),
        ("Xã Gia Hòa, huyện Gia Viễn, tỉnh Ninh Bình", "14467@start"),
        (unicodedata.normalize("NFD", "Xã Gia Hòa"), "14467@start"),
        ("Thị trấn Me", "14464@start"),
        ("TT Me", "14464@start"),
        ("TT. Me", "14464@start"),
        ("Me", "14464@start"),
        ("Thị trấn Me - Gia Viễn", "14464@start"),
        ("UBND TT Me", "14464@start"),
        ("Xã Liễn Sơn", "14473@start"),
        ("Phòng Nội vụ", "pb-noi-vu"),
        ("Nội vụ", "pb-noi-vu"),
        ("P. Nội vụ", "pb-noi-vu"),
        ("Phòng Nội vụ huyện Gia Viễn", "pb-noi-vu"),
        ("UBND huyện Gia Viễn - Phòng Nội vụ", "pb-noi-vu"),
        ("Phòng Tài chính – Kế hoạch", "pb-tai-chinh-ke-hoach"),
        ("Phòng Tài chính & Kế hoạch", "pb-tai-chinh-ke-hoach"),
        ("Phòng LĐ-TB&XH", "pb-lao-dong"),
        ("Phòng Lao động, Thương binh và Xã hội", "pb-lao-dong"),
        ("Phòng Văn hoá và Thông tin", "pb-van-hoa-thong-tin"),
        ("Phòng TN&MT", "pb-tai-nguyen-moi-truong"),
        ("Văn phòng HĐND&UBND", "pb-van-phong"),
        ("Văn phòng HĐND & UBND huyện", "pb-van-phong"),
        ("Thanh tra huyện Gia Viễn", "pb-thanh-tra"),
    ],
)
def test_a_name_of_2021_is_understood(written: str, id: str):
    assert names().resolve(written, IN_2021) == id


@pytest.mark.parametrize(
    ("written", "day", "id"),
    [
        ("Xã Gia Hưng", IN_2021, "14470@start"),
        ("Xã Gia Hưng", date(2025, 6, 30), "14470@start"),
        ("Xã Gia Hưng", date(2025, 7, 1), "14482@2025-07-01"),
        ("Gia Vân", IN_2021, "14479@start"),
        ("Gia Vân", NOW, "14488@2025-07-01"),
        ("Xã Gia Trấn", NOW, "14494@2025-07-01"),
        ("Xã Gia Phong", NOW, "14524@2025-07-01"),
        ("Xã Gia Viễn", NOW, "14464@2025-07-01"),
        ("Thị trấn Thịnh Vượng", MERGED, "14464@2025-01-01"),
        ("Xã Tiến Thắng", MERGED, "14506@2025-01-01"),
        ("Phường Tây Hoa Lư", NOW, "14533@2025-07-01"),
        ("P. Tây Hoa Lư", NOW, "14533@2025-07-01"),
        ("Trung tâm Phục vụ hành chính công xã Gia Viễn", NOW, "14464@2025-07-01"),
    ],
)
def test_homonyms_are_told_apart_by_the_day(written: str, day: date, id: str):
    assert names().resolve(written, day) == id


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thị trấn Me", MERGED),
        ("Xã Gia Thắng", MERGED),
        ("Xã Tiến Thắng", IN_2021),
        ("Xã Gia Viễn", IN_2021),
        ("Phòng Nội vụ", NOW),
    ],
)
def test_a_name_of_another_time_is_refused_with_its_time(written: str, day: date):
    problem = problem_of(written, day)
    assert problem.key == "unit_not_then"
    assert f"{day:%d/%m/%Y}" in problem.found
    assert "(" in problem.expected


def test_the_refusal_says_when_the_name_was_valid():
    assert problem_of("TT Me", MERGED).expected == "Thị trấn Me (… – 31/12/2024)"


@pytest.mark.parametrize(
    "written",
    [
        "Xã Gia Thành",
        "Xã Gia Thằng",
        "Gia Thinh",
        "Xã Me",
        "Thị trấn Gia Hòa",
        "huyện Gia Viễn",
        "UBND huyện Gia Viễn",
        "xã",
        "UBND",
        "",
        "Cấp xã",
        "account không dùng",
        "Xã Hoàn Sơn",
    ],
)
def test_an_unknown_name_is_never_guessed(written: str):
    problem = problem_of(written, IN_2021)
    assert problem.key == "unit_unknown"
    assert 1 <= len(problem.expected.split("; ")) <= 3


def test_the_refusal_names_the_closest_names():
    assert "Xã Gia Thanh" in problem_of("Xã Gia Thành", IN_2021).expected


def test_three_names_one_letter_apart_stay_three():
    found = {names().resolve(f"Xã {name}", IN_2021) for name in ("Gia Thanh", "Gia Thắng", "Gia Thịnh")}
    assert found == {"14476@start", "14506@start", "14497@start"}


def test_without_a_day_only_a_name_that_was_always_one_unit_is_understood():
    assert names().resolve("Xã Gia Hòa", None) == "14467@start"
    assert names().resolve("Thị trấn Me", None) == "14464@start"
    problem = problem_of("Xã Gia Hưng", None)
    assert problem.key == "unit_ambiguous"
    assert problem.expected == "Xã Gia Hưng (… – 30/06/2025); Xã Gia Hưng (01/07/2025 – …)"


@pytest.mark.parametrize("unit", settings().units, ids=lambda unit: unit.id)
def test_every_unit_is_found_by_its_own_name(unit):
    day = unit.valid_from or IN_2021
    assert names().resolve(unit.name, day) == unit.id
    assert names().resolve(f"UBND {unit.name.upper()}:", day) == unit.id


def test_names_of_another_organisation_resolve_without_code():
    ballots = UnitNames(Settings.read(Path("tests/settings/nhs_ballots")))
    assert ballots.resolve("PTS\u00a0 - Patient Transport", None) == "pts"
    assert ballots.resolve("111", date(2021, 9, 30)) == "111"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Hoá", "Hóa"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ ban", "ủy ban"),
        ("Ðại Hoàng", "Đại Hoàng"),
        ("Ngày  tiếp nhận (*) :", "ngày tiếp nhận (*)"),
        ("Mã hồ sơ*", "mã hồ sơ"),
        ("Đơn vị:", "đơn vị"),
        ("Mã\nhồ\u00a0sơ", "mã hồ sơ"),
        ("\ufeffSTT", "stt"),
        ("Tài chính – Kế hoạch", "tài chính - kế hoạch"),
    ],
)
def test_two_ways_of_writing_fold_to_one(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["quý", "hoàn", "hoài", "quỳ", "toán", "huỳnh", "xoáy", "thanh", "thắng"])
def test_words_with_one_spelling_stay_as_they_are(word: str):
    assert fold(word) == word


def test_diacritics_are_kept():
    assert len({fold(name) for name in ("Gia Thanh", "Gia Thành", "Gia Thánh", "Gia Thạnh")}) == 4


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str):
    assert fold(fold(text)) == fold(text)


def problem_of(written: str, day: date | None):
    with pytest.raises(BadCell) as refused:
        names().resolve(written, day)
    return refused.value.problem
