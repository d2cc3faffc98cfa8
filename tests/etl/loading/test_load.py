"""What a load does with versions of a fact, files it knows, files it refuses, settings that changed."""

import shutil
from datetime import date, datetime

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from etl.loading.load import ArchiveUnreadable, load
from etl.loading.rebuild import rebuild
from etl.settings import Settings
from indicators.queries import settings_of
from tests.support.source_files import row, table, write_xlsx
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot
from warehouse.tables import answer, ballot, box_day, case_file, load_file

WHEN = datetime(2021, 8, 31, 6)
OPEN = {"Ngày_kết_thúc_xử_lý": None, "Ngày_trả_kết_quả": None, "Trạng_thái_hồ_sơ": "Đang xử lý"}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def bring(home, settings, tmp_path):
    """Write rows as a file and load it; returns the file's outcome."""

    def load_rows(name, *rows, source="cases", printed=None, mark=None, **options):
        above = [[text] for text in (mark, printed and f"Ngày xuất dữ liệu: {printed}") if text]
        path = write_xlsx(tmp_path / name, [*above, *table(source, *rows)])
        return load([path], home, settings, loaded_at=WHEN, **options).files[0]

    return load_rows


def stored(home, *columns):
    with open_reader(current_snapshot(home)) as connection:
        return [tuple(found) for found in connection.execute(select(*columns).order_by(columns[0]))]


def terms(account):
    return account.loaded, account.replaced, account.duplicate, account.older


def test_the_later_export_replaces_the_earlier_state(home, bring):
    bring("a.xlsx", row(**OPEN), printed="03/08/2021")
    account = bring("b.xlsx", row(), printed="05/08/2021").account
    assert terms(account) == (0, 1, 0, 0)
    assert stored(home, case_file.c.status, case_file.c.file_id) == [(10, 2)]


def test_an_older_export_loaded_later_changes_nothing(home, bring):
    bring("b.xlsx", row(), printed="05/08/2021")
    account = bring("a.xlsx", row(**OPEN), printed="03/08/2021").account
    assert terms(account) == (0, 1, 0, 1)
    assert stored(home, case_file.c.status) == [(10,)]


def test_without_a_printed_date_the_latest_event_tells_the_age(home, bring):
    bring("b.xlsx", row(), row(Mã_hồ_sơ="other", Ngày_tiếp_nhận="06/08/2021", **OPEN))
    account = bring("a.xlsx", row(**OPEN)).account
    assert terms(account) == (0, 1, 0, 1)
    assert stored(home, load_file.c.file_id, load_file.c.as_of, load_file.c.as_of_basis) == [
        (1, date(2021, 8, 6), "latest_event"),
        (2, date(2021, 8, 2), "latest_event"),
    ]


def test_a_row_confirmed_by_a_newer_file_is_known_from_it(home, bring):
    """Else a file from between the two would win against a state that the newest file confirmed."""
    bring("january.xlsx", row(), printed="05/08/2021")
    assert terms(bring("march.xlsx", row(), printed="25/08/2021").account) == (0, 0, 1, 0)
    assert terms(bring("february.xlsx", row(**OPEN), printed="15/08/2021").account) == (0, 1, 0, 1)
    assert stored(home, case_file.c.status, case_file.c.file_id) == [(10, 2)]


def test_inside_a_file_the_last_row_of_a_case_stands(home, bring):
    account = bring("a.xlsx", row(**OPEN), row(), row()).account
    assert terms(account) == (1, 1, 1, 1)
    assert stored(home, case_file.c.status) == [(10,)]


def test_the_same_file_again_publishes_nothing(home, bring):
    first = bring("a.xlsx", row(), row(Đơn_vị_giải_quyết="Xã không có"))
    again = bring("a.xlsx", row(), row(Đơn_vị_giải_quyết="Xã không có"))
    assert again.known
    assert (again.account.duplicate, again.account.rejected) == (1, first.account.rejected)
    assert current_snapshot(home).id == "0001"


def test_check_publishes_nothing_and_keeps_nothing(home, bring):
    assert bring("a.xlsx", row(), publish=False).account.loaded == 1
    assert current_snapshot(home) is None
    assert not list(home.archive.iterdir())


def test_sample_and_real_data_never_mix(home, bring):
    bring("a.xlsx", row(), mark="DỮ LIỆU MẪU")
    refused = bring("b.xlsx", row(Mã_hồ_sơ="real")).refused
    assert refused.problem.key == "real_into_sample"
    assert len(stored(home, case_file.c.code)) == 1


def test_one_load_cannot_mix_them_either(home, settings, tmp_path):
    real = write_xlsx(tmp_path / "1.xlsx", table("cases", row()))
    marked = write_xlsx(tmp_path / "2.xlsx", [["DỮ LIỆU MẪU"], *table("cases", row(Mã_hồ_sơ="s"))])
    outcome = load([real, marked], home, settings, loaded_at=WHEN)
    assert outcome.files[1].refused.problem.key == "sample_into_real"
    assert outcome.snapshot


def test_a_refused_file_does_not_hold_up_the_others(home, settings, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    good = write_xlsx(tmp_path / "good.xlsx", table("cases", row()))
    outcome = load([broken, good], home, settings, loaded_at=WHEN)
    assert outcome.has_refusal
    assert len(stored(home, case_file.c.code)) == 1
    assert load([broken], home, settings, loaded_at=WHEN).snapshot is None


def test_the_closing_date_is_the_newest_event_not_after_the_day_of_loading(home, bring):
    bring(
        "a.xlsx", row(), row(Mã_hồ_sơ="slip", Ngày_tiếp_nhận="05/09/2021", Ngày_hẹn_trả="09/09/2021", **OPEN)
    )
    with open_reader(current_snapshot(home)) as connection:
        assert settings_of(connection)["closing"] == "2021-08-03"
    bring("b.xlsx", row(Mã_hồ_sơ="b"), closing_date=date(2021, 8, 14))
    with open_reader(current_snapshot(home)) as connection:
        assert settings_of(connection)["closing"] == "2021-08-14"


def test_answers_follow_the_version_of_their_ballot(home, bring):
    bring("a.xlsx", row("ballots_5"), source="ballots_5", printed="05/08/2021")
    bring("b.xlsx", row("ballots_5", Công_chức="5"), source="ballots_5", printed="06/08/2021")
    bring("c.xlsx", row("ballots_5", Công_chức="1"), source="ballots_5", printed="04/08/2021")
    assert len(stored(home, ballot.c.key)) == 1
    assert stored(home, answer.c.aspect, answer.c.score) == [("access", 5), ("procedure", 4), ("staff", 5)]


def test_days_without_a_tally_are_expected_rows(home, bring):
    tallies = [row("box", Ngày=day) for day in ("02/08/2021", "04/08/2021")]
    bring("box.xlsx", *tallies, source="box")
    days = stored(home, box_day.c.day, box_day.c.unit_id, box_day.c.reported)
    assert [reported for _, unit, reported in days if unit == "14467@start"] == [True, False, True]
    assert len(days) == 3 * 21  # three working days, 21 communes


def test_changed_settings_take_effect_with_all_that_was_loaded(home, bring, settings, tmp_path):
    bring("a.xlsx", row())
    folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
    statuses = (folder / "statuses.csv").read_text("utf-8")
    (folder / "statuses.csv").write_text(
        statuses.replace("Result returned,1,", "Result returned,0,"), "utf-8"
    )
    path = write_xlsx(tmp_path / "b.xlsx", table("cases", row(Mã_hồ_sơ="b")))
    load([path], home, Settings.read(folder), loaded_at=WHEN)
    assert stored(home, case_file.c.code, case_file.c.counts_06a) == [
        (row()[1], False),
        ("b", False),
    ]
    rebuild(home, settings)
    assert {counts for _, counts in stored(home, case_file.c.code, case_file.c.counts_06a)} == {True}


def test_a_day_after_the_loading_does_not_make_a_file_new(home, bring):
    bring(
        "a.xlsx", row(), row(Mã_hồ_sơ="slip", Ngày_tiếp_nhận="05/09/2021", Ngày_hẹn_trả="09/09/2021", **OPEN)
    )
    assert stored(home, load_file.c.as_of) == [(date(2021, 8, 3),)]


def test_a_case_refused_at_the_counter_needs_no_finished_date(home, bring):
    refused = OPEN | {"Trạng_thái_hồ_sơ": "Không được tiếp nhận"}
    assert bring("a.xlsx", row(**refused)).account.loaded == 1
    assert stored(home, case_file.c.counts_06a) == [(False,)]


def test_a_file_in_which_nothing_can_be_loaded_publishes_nothing(home, settings, tmp_path):
    path = write_xlsx(tmp_path / "bad.xlsx", table("cases", row(Đơn_vị_giải_quyết="Xã không có")))
    outcome = load([path], home, settings, loaded_at=WHEN)
    assert (outcome.snapshot, outcome.has_refusal) == (None, True)
    assert current_snapshot(home) is None


def test_a_printed_day_in_the_future_does_not_win_for_ever(home, bring):
    bring("typo.xlsx", row(**OPEN), printed="30/06/2031")
    assert terms(bring("later.xlsx", row(), printed="10/08/2021").account) == (0, 1, 0, 0)
    assert stored(home, case_file.c.status) == [(10,)]


def test_a_closing_date_can_be_given_for_what_is_there(home, bring):
    bring("a.xlsx", row())
    assert bring("a.xlsx", row(), closing_date=date(2021, 8, 2)).known
    with open_reader(current_snapshot(home)) as connection:
        assert settings_of(connection)["closing"] == "2021-08-02"


def test_an_archived_file_that_new_settings_cannot_read_stops_the_load(home, bring, tmp_path):
    bring("a.xlsx", row())
    folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
    words = folder / "sources" / "cases.toml"
    words.write_text(words.read_text("utf-8").replace('"Mã hồ sơ"', '"Code"'), "utf-8")
    with pytest.raises(ArchiveUnreadable):
        rebuild(home, Settings.read(folder))
    assert current_snapshot(home).id == "0001"


def test_a_ballot_with_other_answers_is_another_version(home, bring):
    bring("a.xlsx", row("ballots_5"), source="ballots_5")
    account = bring("b.xlsx", row("ballots_5", Công_chức="1"), source="ballots_5").account
    assert terms(account) == (0, 1, 0, 0)


def test_a_snapshot_of_another_version_is_made_again_from_the_archive(home, bring):
    bring("a.xlsx", row())
    url = f"duckdb:///{current_snapshot(home).path}"
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ballot DROP COLUMN answers")
        connection.exec_driver_sql("UPDATE setting SET value = 'old' WHERE key = 'schema'")
    bring("b.xlsx", row(Mã_hồ_sơ="b"))
    assert len(stored(home, case_file.c.code)) == 2
    assert stored(home, ballot.c.answers) == []
