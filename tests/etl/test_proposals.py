"""Headings and names of units that nobody has seen: asked about with the reason, never applied."""

from datetime import date

import pytest

from etl.problem import FileRefused, heading_question
from etl.proposals import HeadingProposal, UnitProposal
from etl.reading.read_file import read_file
from etl.recognition.confirmations import remember_heading
from etl.settings import Settings
from tests.support.source_files import CASES, only, row, table, write_xlsx
from warehouse.home import PROJECT, Home


def renamed(source="cases", rows=None, **headings):
    """A table of which some headings are other ones."""
    others = {heading.replace("_", " "): text for heading, text in headings.items()}
    first, *rest = table(source, *(rows or [row(source)]))
    assert not others.keys() - set(first)
    return [[others.get(heading, heading) for heading in first], *rest]


def refused(take, rows):
    with pytest.raises(FileRefused) as refusal:
        take(rows)
    return refusal.value


def test_a_missing_column_is_asked_for_with_the_heading_that_may_be_it(take):
    refusal = refused(take, renamed(Ngày_kết_thúc_xử_lý="Ngày KT xử lý"))
    assert refusal.problem.key == "heading_missing"
    assert refusal.proposals == (
        HeadingProposal("cases", "finished", "Ngày kết thúc xử lý", "Ngày KT xử lý", "Sheet1", "both"),
    )
    assert heading_question("vi", refusal.proposals[0]) == (
        "Cột “Ngày KT xử lý” có phải là “Ngày kết thúc xử lý” không? "
        "(tên gần giống, các ô bên dưới đúng loại số liệu)"
    )


def test_once_confirmed_the_file_goes_in(take, tmp_path, settings):
    rows = renamed(Ngày_kết_thúc_xử_lý="Ngày KT xử lý")
    [proposal] = refused(take, rows).proposals
    home = Home(tmp_path / "home")
    remember_heading(home, settings, proposal.source, proposal.column, proposal.heading)
    decided = Settings.read(PROJECT / "settings", home.confirmations)
    file = read_file(write_xlsx(tmp_path / "a.xlsx", rows), "a.xlsx", decided)
    assert f"{only(file.facts)['finished_on']:%d/%m/%Y}" == "03/08/2021"


def test_a_column_of_units_is_known_by_its_cells_alone(take):
    [proposal] = refused(take, renamed(Đơn_vị_giải_quyết="Nơi thực hiện")).proposals
    assert (proposal.column, proposal.heading, proposal.why) == ("unit", "Nơi thực hiện", "cells")


def test_close_words_over_cells_of_another_kind_are_not_proposed(take):
    rows = renamed(Ngày_kết_thúc_xử_lý="Ngày KT xử lý", rows=[row(Ngày_kết_thúc_xử_lý="Hộ tịch")])
    assert refused(take, rows).proposals == ()


def test_a_column_that_has_to_be_there_is_asked_for_by_its_cells_alone(take):
    [proposal] = refused(take, renamed(Ngày_tiếp_nhận="Thời điểm ghi sổ")).proposals
    assert (proposal.column, proposal.heading, proposal.why) == ("received", "Thời điểm ghi sổ", "cells")


def test_nothing_is_asked_where_no_answer_would_let_the_file_in(take):
    rows = renamed(Mã_hồ_sơ="Ký hiệu", Ngày_trả_kết_quả="Ngày trả KQ")
    assert refused(take, rows).proposals == ()


def test_two_columns_are_never_asked_to_be_the_same_heading(take):
    rows = renamed(Ngày_hẹn_trả="Ngày hẹn trả KQ", Ngày_kết_thúc_xử_lý="Ngày kết thúc xử lí")
    found = {proposal.column: proposal.heading for proposal in refused(take, rows).proposals}
    assert found == {"due": "Ngày hẹn trả KQ", "finished": "Ngày kết thúc xử lí"}


def test_an_extra_column_of_a_recognised_file_is_asked_about(take):
    file = take(renamed(Ngày_trả_kết_quả="Ngày trả KQ", Chủ_hồ_sơ="Tên chủ hồ sơ"))
    found = {proposal.column: (proposal.heading, proposal.why) for proposal in file.proposals}
    assert found == {"returned": ("Ngày trả KQ", "both"), "applicant": ("Tên chủ hồ sơ", "words")}
    assert only(file.facts)[["returned_on", "applicant"]].isna().all()


def test_a_usual_file_asks_nothing(take):
    for source in ("cases", "documents", "ballots_5", "ballots_3", "box"):
        file = take(table(source, row(source)))
        assert (file.proposals, file.unknown_units) == ((), ())


def test_the_column_of_ordinals_is_never_proposed(take):
    """'TT' over 1, 2, 3 reads like a count and a level."""
    cells = [["TT", *CASES[1:]], ["1", *row()[1:]]]
    assert take(cells).proposals == ()


def test_a_file_that_no_source_is_near_to_is_asked_about_where_that_would_help(take):
    rows = renamed(
        Mã_hồ_sơ="Mã số hồ sơ TTHC",
        Đơn_vị_giải_quyết="Nơi thực hiện",
        Ngày_hẹn_trả="Ngày hẹn trả KQ",
        Ngày_kết_thúc_xử_lý="Ngày KT xử lý",
    )
    refusal = refused(take, rows)
    assert refusal.problem.key == "unrecognised"
    assert {proposal.column for proposal in refusal.proposals} >= {"code", "unit", "due", "finished"}
    assert (
        refused(take, [["Thực đơn"], ["Thứ", "Món", "Giá", "Đơn vị"], ["Hai", "Cá", 3, "bát"]]).proposals
        == ()
    )


def test_unknown_names_of_units_are_collected_over_the_file(take):
    def of(unit, day, code):
        return row(Mã_hồ_sơ=code, Đơn_vị_giải_quyết=unit, Ngày_tiếp_nhận=day, Ngày_kết_thúc_xử_lý=None,
                   Ngày_trả_kết_quả=None, Trạng_thái_hồ_sơ="Đang xử lý")  # fmt: skip

    first = table("cases", of("Xã Gia Thành", "02/08/2021", "a"), of("Xã Gia Hòa", "02/08/2021", "b"))
    second = table("cases", of("Xã Gia Thành", "05/07/2021", "c"), of("Phong Noi vu", "x", "d"))
    file = take(first, second)
    assert list(file.facts["code"]) == ["b"]
    thanh, office = file.unknown_units
    assert (thanh.name, thanh.rows) == ("Xã Gia Thành", 2)
    assert (thanh.first_day, thanh.last_day) == (date(2021, 7, 5), date(2021, 8, 2))
    assert {"14476@start", "14506@start", "14497@start"} <= set(thanh.candidates)
    assert office == UnitProposal("Phong Noi vu", 1, None, None, office.candidates)
    assert office.candidates[0] == "pb-noi-vu"


def test_a_name_of_another_time_is_no_unknown_name(take):
    assert take(table("cases", row(Đơn_vị_giải_quyết="Xã Gia Viễn"))).unknown_units == ()
