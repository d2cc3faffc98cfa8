"""Rejected rows leave, are corrected and come back: nothing is left to correct, and nothing tells it."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from etl import sample
from etl.formats.detect import read_source_workbook
from etl.loading.load import load
from etl.loading.rebuild import rebuild
from etl.loading.reject_workbook import build_reject_workbook, write_rejects
from etl.loading.undo import undo
from etl.sample.dirt import KEY, Dirt
from indicators.catalogue import CATALOGUE
from indicators.queries import figure, split
from indicators.scope_from_words import scope_from_words
from tests.support.reject_correction import cell, changed, sheets_of
from tests.support.source_files import row, table, write_csv, write_xlsx
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import ballot, box_day, case_file, document, load_file, reject

pytestmark = pytest.mark.account
AT = datetime(2021, 9, 1, 6, 15)
CASES_OF_SAMPLE = int(os.environ.get("SAMPLE_CASES", "300"))  # 60000: the whole sample, for a run by hand
OTHER = row(Mã_hồ_sơ="khác")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def bring(home, settings, *paths):
    return load(list(paths), home, settings, loaded_at=AT)


def taken_out(home, folder):
    folder.mkdir()
    with open_reader(current_snapshot(home)) as connection:
        return sorted(write_rejects(connection, folder / "bi-loai.xlsx", "vi"))


def count(home, *conditions):
    with open_reader(current_snapshot(home)) as connection:
        return connection.scalar(select(func.count()).select_from(reject).where(*conditions))


def unsettled(home):
    return count(home, reject.c.corrected_by.is_(None))


def facts(home, of):
    with open_reader(current_snapshot(home)) as connection:
        return connection.execute(select(of).order_by(*of.primary_key)).mappings().all()


def test_a_corrected_row_is_as_old_as_its_file(home, settings, tmp_path):
    def printed(name, day, **said):
        return write_xlsx(
            tmp_path / name, [[f"Ngày xuất dữ liệu: {day}"], *table("cases", row(**said), OTHER)]
        )

    bring(home, settings, printed("1.xlsx", "10/08/2021", Ngày_hẹn_trả="x"))
    [out] = taken_out(home, tmp_path / "out")
    bring(home, settings, printed("2.xlsx", "20/08/2021", Tên_lĩnh_vực="Đất đai"))
    bring(home, settings, changed(out, cell("Ngày hẹn trả", "04/08/2021")))
    assert [one["field"] for one in facts(home, case_file)] == ["Đất đai", "Hộ tịch"]
    assert unsettled(home) == 0
    with open_reader(current_snapshot(home)) as connection:
        last = connection.execute(select(load_file).order_by(load_file.c.file_id.desc())).first()
    assert (last.replaced, last.older) == (1, 1)


def test_it_wins_over_an_older_file_that_came_between(home, settings, tmp_path):
    def printed(name, day, **said):
        return write_xlsx(
            tmp_path / name, [[f"Ngày xuất dữ liệu: {day}"], *table("cases", row(**said), OTHER)]
        )

    bring(home, settings, printed("1.xlsx", "20/08/2021", Ngày_hẹn_trả="x"))
    [out] = taken_out(home, tmp_path / "out")
    bring(home, settings, printed("2.xlsx", "10/08/2021", Tên_lĩnh_vực="Đất đai"))
    bring(home, settings, changed(out, cell("Ngày hẹn trả", "04/08/2021")))
    assert [one["field"] for one in facts(home, case_file)] == ["Hộ tịch", "Hộ tịch"]


def test_what_is_still_wrong_stays_open_once_and_undo_opens_the_others(home, settings, tmp_path):
    wrong = [row(Mã_hồ_sơ=code, Ngày_tiếp_nhận="31/02/2021") for code in ("a", "b")]
    bring(home, settings, write_xlsx(tmp_path / "1.xlsx", table("cases", *wrong, row(Mã_hồ_sơ="c"))))
    [out] = taken_out(home, tmp_path / "out")

    def half(places, line):
        line[places["Ngày tiếp nhận"]] = "02/08/2021" if line[places["Mã hồ sơ"]] == "a" else "32/08/2021"

    bring(home, settings, changed(out, half))
    assert [one["code"] for one in facts(home, case_file)] == ["a", "c"]
    assert (unsettled(home), count(home)) == (1, 2)
    [again] = taken_out(home, tmp_path / "again")
    [lines] = sheets_of(again).values()
    assert "32/08/2021" in lines[-1] and lines[-1][1] == "b"
    bring(home, settings, changed(again, cell("Ngày tiếp nhận", "02/08/2021")))
    assert unsettled(home) == 0
    undo(home, settings, started_at=AT)
    assert unsettled(home) == 1
    undo(home, settings, load_no=2, started_at=AT)
    assert unsettled(home) == 2


def test_a_ballot_without_a_code_is_one_more_and_the_same_file_again_adds_none(home, settings, tmp_path):
    good, bad = row("ballots_3", Mã_phiếu=None), row("ballots_3", Mã_phiếu=None, Ngày="31/02/2021")
    bring(home, settings, write_csv(tmp_path / "1.csv", table("ballots_3", good, bad, good, bad)))
    [out] = taken_out(home, tmp_path / "out")
    bring(home, settings, changed(out, cell("Ngày", "02/08/2021")))
    assert len(facts(home, ballot)) == 4
    bring(home, settings, write_csv(tmp_path / "2.csv", table("ballots_3", good, good, good, good)))
    assert len(facts(home, ballot)) == 4


def masked_out(home, folder, source="cases"):
    with open_reader(current_snapshot(home)) as connection:
        content = build_reject_workbook(connection, source, "vi", mask_personal=True)
    folder.mkdir()
    (folder / "bi-loai.xlsx").write_bytes(content)
    return folder / "bi-loai.xlsx"


NAMED = {"Chủ_hồ_sơ": "Đinh Thị Na", "Số_điện_thoại": "0912345678", "Địa_chỉ": "Thôn 3"}


def test_a_masked_list_names_nobody_and_what_it_hides_comes_back(home, settings, tmp_path):
    bring(
        home, settings, write_xlsx(tmp_path / "1.xlsx", table("cases", row(**NAMED, Ngày_hẹn_trả="x"), OTHER))
    )
    out = masked_out(home, tmp_path / "out")
    [lines] = sheets_of(out).values()
    told = dict(zip(lines[-2], lines[-1], strict=True))
    assert [told[name.replace("_", " ")] for name in NAMED] == ["•••"] * 3
    assert told["Ngày hẹn trả"] == "x" and not any(name in str(lines) for name in NAMED.values())
    bring(home, settings, changed(out, cell("Ngày hẹn trả", "04/08/2021")))
    [case, _] = facts(home, case_file)
    assert [case[name] for name in ("applicant", "phone", "address")] == list(NAMED.values())
    assert unsettled(home) == 0


def test_a_masked_row_that_is_still_wrong_keeps_its_cells(home, settings, tmp_path):
    wrong = [row(**NAMED, Mã_hồ_sơ=code, Ngày_hẹn_trả="x") for code in ("a", "b")]
    bring(home, settings, write_xlsx(tmp_path / "1.xlsx", table("cases", *wrong, OTHER)))

    def half(places, line):
        line[places["Ngày hẹn trả"]] = "04/08/2021" if line[places["Mã hồ sơ"]] == "a" else "y"

    bring(home, settings, changed(masked_out(home, tmp_path / "out"), half))
    [out] = taken_out(home, tmp_path / "again")
    [lines] = sheets_of(out).values()
    assert {"b", *NAMED.values(), "y"} <= set(lines[-1])


def test_a_masked_cell_without_its_original_is_no_name(home, settings, tmp_path):
    bring(
        home, settings, write_xlsx(tmp_path / "1.xlsx", table("cases", row(**NAMED, Ngày_hẹn_trả="x"), OTHER))
    )
    corrected = changed(masked_out(home, tmp_path / "out"), cell("Ngày hẹn trả", "04/08/2021"))
    other = Home(tmp_path / "other")
    bring(other, settings, corrected)
    bring(other, settings, write_csv(tmp_path / "2.csv", table("cases", OTHER)))
    assert [one["code"] for one in facts(other, case_file)] == ["khác"]


def test_a_list_of_a_month_first_file_is_read_month_first(home, settings, tmp_path):
    days = {"Ngày_tiếp_nhận": "08/02/2021", "Ngày_hẹn_trả": "08/20/2021", "Ngày_kết_thúc_xử_lý": "08/03/2021"}
    wrong = row(**days | {"Ngày_kết_thúc_xử_lý": "8/32/2021"}, Ngày_trả_kết_quả="08/05/2021")
    whole = row(**days, Mã_hồ_sơ="khác", Ngày_trả_kết_quả="08/05/2021")
    bring(home, settings, write_csv(tmp_path / "1.csv", table("cases", wrong, whole)))
    [out] = taken_out(home, tmp_path / "out")
    [lines] = sheets_of(out).values()
    assert any("tháng/ngày/năm" in str(line[0]) for line in lines)
    bring(home, settings, changed(out, cell("Ngày kết thúc xử lý", "08/04/2021")))
    assert {one["code"]: one["finished_on"].isoformat() for one in facts(home, case_file)} == {
        row()[1]: "2021-08-04",
        "khác": "2021-08-03",
    }
    before = facts(home, case_file)
    rebuild(home, settings)
    assert facts(home, case_file) == before


@pytest.fixture(scope="module")
def districts(tmp_path_factory, settings):
    """The dirty sample corrected row by row from what its files say without dirt, and the clean one."""
    place = tmp_path_factory.mktemp("correcting")
    dirty, clean = Home(place / "dirty"), Home(place / "clean")
    bring(dirty, settings, *sample.write(place / "dirty_files", cases=CASES_OF_SAMPLE, settings=settings))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.sample.dirt._unreadable", lambda *_: [Dirt("none", KEY, lambda key: key)])
        files = sample.write(place / "clean_files", cases=CASES_OF_SAMPLE, settings=settings)
    bring(clean, settings, *files)
    assert unsettled(clean) == 0 < unsettled(dirty)
    truth = {path.name: true_cells(path) for path in files}
    workbooks = taken_out(dirty, place / "out")
    with open_reader(current_snapshot(dirty)) as connection:
        names = {row.sha256[:12]: row.name for row in connection.execute(select(load_file))}

    def correct(places, line):
        number, sha256, sheet = line[places["Dòng gốc (không sửa)"]].split(" | ")
        true = truth[names[sha256]][sheet][int(number)]
        for heading, value in true.items():
            line[places[heading]] = value

    bring(dirty, settings, *(changed(path, correct) for path in workbooks))
    yield dirty, clean
    shutil.rmtree(place)


def true_cells(path: Path):
    """By sheet and number of the row its cells by heading."""
    sheets = {}
    for sheet in read_source_workbook(path.read_bytes()).sheets:
        cells = sheet.cells
        top = cells.index[(cells == "STT").any(axis=1)][0]
        headings = cells.loc[top].dropna()
        sheets[sheet.name] = {
            int(number): {
                heading: None if value != value else value
                for heading, value in zip(headings, cells.loc[number, headings.index], strict=True)
            }
            for number in cells.index[cells.index > top]
        }
    return sheets


def test_no_reject_of_the_sample_is_left(districts):
    dirty, _ = districts
    assert unsettled(dirty) == 0


@pytest.mark.parametrize("of", [case_file, document, ballot, box_day], ids=lambda of: of.name)
def test_the_corrected_sample_has_the_facts_of_the_clean_one(districts, of):
    about = ("file_id", "sheet", "row_no")
    one, other = (
        [{name: value for name, value in fact.items() if name not in about} for fact in facts(home, of)]
        for home in districts
    )
    assert one == other


@pytest.mark.parametrize("period", ["2021-Q2", "2021-07"])
@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_the_corrected_sample_has_the_figures_of_the_clean_one(districts, indicator, period):
    told = []
    for home in districts:
        with open_reader(current_snapshot(home)) as connection:
            scope = scope_from_words(connection, period=period)
            told.append((figure(connection, indicator, scope), split(connection, indicator, scope, "unit")))
    assert told[0][0] == told[1][0]
    assert told[0][1].equals(told[1][1])
