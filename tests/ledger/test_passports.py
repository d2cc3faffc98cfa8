"""An id on paper brings back its figure, its view and its rows, whatever was loaded since."""

import dataclasses
import os
import shutil
import subprocess
import sys
from datetime import datetime

import fastexcel
import pytest
from sqlalchemy import select

from etl.loading.load import load
from indicators.catalogue import CATALOGUE
from indicators.queries import figure, rows
from indicators.scope_from_words import scope_from_words
from ledger.database import open_for_reading
from ledger.passports import Passport, PassportIdTaken, find_passport, issue_passports, normalise_id, passport
from presentation.passport_check import check_passport, check_sentences, snapshot_of
from tests.support.source_files import row, table, write_csv
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.retention import kept_snapshots
from warehouse.snapshots import current_snapshot, list_snapshots

pytestmark = pytest.mark.passport
GIA_LAC = "14515@start"
ONE = Passport(
    "0001", "0001-aa.duckdb", "on_time_06a", "2021-Q2", "civil", GIA_LAC, "", 81.6, 151, 185, "value"
)


WHEN = datetime(2021, 8, 2, 6)
LATE = {
    "Đơn_vị_giải_quyết": "Xã Gia Lạc",
    "Ngày_tiếp_nhận": "05/05/2021",
    "Ngày_hẹn_trả": "06/05/2021",
    "Ngày_kết_thúc_xử_lý": "10/05/2021",
    "Ngày_trả_kết_quả": "10/05/2021",
}


@pytest.fixture
def home(tmp_path, sample_home):
    """A copy of the sample's home: passports are written down, and more is loaded."""
    shutil.copytree(sample_home.path, tmp_path / "home")
    return Home(tmp_path / "home")


def reports(home, *words):
    environment = os.environ | {"REFORM_HOME": str(home.path)}
    command = [sys.executable, "-m", "reports", *words]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


def test_one_view_of_one_snapshot_has_one_id():
    assert ONE.id == dataclasses.replace(ONE, value=3.0, numerator=None).id
    for other in (
        {"file": "b"},
        {"indicator": "b"},
        {"period": "b"},
        {"calendar": "b"},
        {"unit": ""},
        {"map": "b"},
    ):
        assert dataclasses.replace(ONE, **other).id != ONE.id
    every = {dataclasses.replace(ONE, unit=f"{n}").id for n in range(50_000)}
    assert len(every) == 50_000


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("C6PSN-FSP1S", "C6PSN-FSP1S"),
        ("c6psnfspls", "C6PSN-FSP1S"),  # l for 1
        (" C6PSN – FSP1S", None),  # a dash of another kind is not guessed at
        ("O0oil-L1AAA", "00011-11AAA"),
        ("C6PSN-FSP1", None),
        ("C6PSN-FSP1U", None),
        ("", None),
    ],
)
def test_an_id_is_read_as_people_write_it(read, meant):
    assert normalise_id(read) == meant


def test_what_was_handed_out_stays_as_it_was(tmp_path):
    home = Home(tmp_path / "home")
    assert find_passport(home, ONE.id) is None
    issue_passports(home, [ONE, dataclasses.replace(ONE, unit="")])
    issue_passports(home, [ONE])
    assert find_passport(home, ONE.id.lower()) == ONE
    with open_for_reading(home) as connection:
        assert len(connection.execute(select(passport)).all()) == 2
    with pytest.raises(PassportIdTaken):
        issue_passports(home, [dataclasses.replace(ONE, unit="x"), dataclasses.replace(ONE, value=1.0)])
    assert find_passport(home, dataclasses.replace(ONE, unit="x").id) is None  # all or none


def test_an_id_follows_its_figure_through_three_loads_and_a_restart(home, settings, tmp_path):
    """One process writes the workbook, others load and follow the id that stands in it."""
    written, before = tmp_path / "gia-lac.xlsx", current_snapshot(home)
    done = reports(home, "workbook", "--unit", "14515", "--period", "2021-Q2", "--out", str(written))
    assert done.returncode == 0, done.stderr
    id = ids_in(written)["Hồ sơ đúng hạn (06a)"]
    old, old_rows = asked_of(before)
    for number in range(3):
        cells = [
            ["DỮ LIỆU MẪU"],
            *table("cases", row(**LATE | {"Mã_hồ_sơ": f"000.12.18.H42-210505-900{number}"})),
        ]
        load([write_csv(tmp_path / f"them-{number}.csv", cells)], home, settings, loaded_at=WHEN)
    assert len(list_snapshots(home)) == len({one.id for one in list_snapshots(home)}) == 4
    assert asked_of(current_snapshot(home))[0] != old
    assert before.id in kept_snapshots(home)  # it would be the eleventh one day

    told = reports(home, "verify", id.lower())
    assert told.returncode == 0, told.stdout + told.stderr
    assert (
        f"{number_of(old.value)}% ({old.numerator:.0f}/{old.denominator:.0f}), {old_rows} dòng" in told.stdout
    )
    assert "Kết quả: khớp." in told.stdout and "0001" in told.stdout


def test_what_is_no_passport_and_what_lost_its_snapshot_is_said(home):
    assert reports(home, "verify", "00000-00000").returncode == 2
    issue_passports(home, [dataclasses.replace(ONE, file="0001-gone.duckdb")])
    lost = reports(home, "verify", dataclasses.replace(ONE, file="0001-gone.duckdb").id)
    assert lost.returncode == 1 and "không còn trong kho" in lost.stdout


def test_a_figure_that_differs_is_told(home):
    file = current_snapshot(home).path.name
    wrong = dataclasses.replace(ONE, file=file, value=99.9)
    issue_passports(home, [wrong])
    found = check_passport(home, wrong.id, "vi")
    assert not found.is_same and "LỆCH" in check_sentences(found, "vi")[-1]
    assert snapshot_of(home, wrong) == current_snapshot(home)


def ids_in(path):
    sheet = fastexcel.read_excel(path).load_sheet("Mã số liệu", header_row=4).to_arrow()
    return dict(zip(sheet["Chỉ số"].to_pylist(), sheet["Mã số liệu"].to_pylist(), strict=True))


def asked_of(snapshot):
    """The figure of the second quarter and how many rows are behind it."""
    with open_reader(snapshot) as connection:
        scope = scope_from_words(connection, period="2021-Q2", unit="14515")
        indicator = CATALOGUE["on_time_06a"]
        return figure(connection, indicator, scope), len(rows(connection, indicator, scope))


def number_of(value):
    return f"{value:.1f}".replace(".", ",")
