"""Files that nobody here wrote: requests to the city of Boston in many formats, communes in old encodings."""

from datetime import datetime
from types import SimpleNamespace

import pandas as pd
import pytest
from sqlalchemy import create_engine, select

from etl.formats.detect import read_source_workbook
from etl.loading.insert_file import insert_file
from etl.loading.load import load
from etl.problem import FileRefused
from etl.reading.read_file import read_file
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.archive import ArchivedFile
from etl.text import fold
from warehouse.home import PROJECT, Home
from warehouse.tables import case_file, metadata

pytestmark = [pytest.mark.corpus, pytest.mark.real]
DATA = PROJECT.parent / "shared" / "data"
LOADED_AT = datetime(2022, 12, 31)
EARLY_BY_THE_SECOND = "101004113717"  # finished on its last day, after the hour at which it was due
PACKED = ["boston311-100.csv.gz", "boston311-100.csv.zip"]
ALL_ROWS = [
    "boston311-100.csv",
    "boston311-100.tab",
    "boston311-100-with-nonascii.csv",
    "boston311-100-notime.csv",  # days alone say the same, since days are compared
    "boston311-dmy-100.csv",
    "boston311-100-bad.tsv",  # one row has a cell more than there are headings, at its end
    "boston311-100-diff.csv",  # one request was finished a minute later
]
OF_80 = {"boston311-100-deduped.csv": 0, "boston311-100-20dupes-random.csv": 20}  # rows that stand twice
REFUSED = {
    "boston311-100-untrimmed.jsonl": {"unrecognised", "not_a_table", "other_kind", "quotes"},
    "nyc311-100.csv": {"unrecognised"},  # another city, other headings
    "password-protected-password123.xlsx": {"password"},
    "formula_empty_string_value.xls": {"empty_file"},
    "excel-1904-epoch.xlsx": {"unrecognised"},
    "excel-xls.xls": {"unrecognised"},
    "excel-xlsx.xlsx": {"unrecognised"},
    "any_sheets.xls": {"unrecognised"},
    "any_sheets.xlsx": {"unrecognised"},
}
ENCODINGS = ["utf8", "utf8_bom", "utf16le_bom", "utf8_nfd", "cp1258", "tcvn3", "vni"]


def found(folder, name):
    path = DATA / folder / name
    if not path.exists():
        pytest.skip(
            f"{name} is not beside the project (expected in {DATA.name}/{folder} of the shared folder)"
        )
    return path


@pytest.fixture(scope="module")
def boston():
    return Settings.read(PROJECT / "tests" / "settings" / "boston311")


@pytest.fixture
def taken(boston):
    """Loads files one after the other; tells the last one's account and the requests that are there then."""
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        snapshot_settings.write(connection, boston)

        def load_all(*names):
            for number, name in enumerate(names, 1):
                file = read_file(found("boston311", name), name, boston, LOADED_AT.date())
                account = insert_file(
                    connection, file, number, ArchivedFile(file.name, file.sha256, LOADED_AT, number)
                )
            rows = connection.execute(select(case_file)).mappings().all()
            return SimpleNamespace(account=account, requests=pd.DataFrame(rows).set_index("code"))

        yield load_all
    engine.dispose()


def with_target(requests):
    return requests[requests["finished_on"].notna() & requests["due_on"].notna()]


def without_target(requests):
    return requests[requests["finished_on"].notna() & requests["due_on"].isna()]


def terms(account):
    return account.read, account.loaded, account.replaced, account.duplicate, account.aside, account.rejected


@pytest.mark.parametrize("name", ALL_ROWS)
def test_all_hundred_requests_are_there(taken, name):
    result = taken(name)
    assert terms(result.account) == (101, 100, 0, 0, 1, 0)
    closed = with_target(result.requests)
    assert (len(closed), int((~closed["late"]).sum())) == (77, 73)
    assert (len(without_target(result.requests)), int(result.requests["finished_on"].isna().sum())) == (8, 15)
    assert result.requests["channel"].eq("online").sum() == 59


@pytest.mark.parametrize("name", PACKED)
def test_the_same_requests_come_out_of_an_archive(boston, tmp_path, name):
    home = Home(tmp_path)
    [file] = load([found("boston311", name)], home, boston, loaded_at=LOADED_AT, publish=False).files
    assert terms(file.account) == (101, 100, 0, 0, 1, 0)
    closed = with_target(file.understood.facts)
    assert (len(closed), int((~closed["late"]).sum())) == (77, 73)


def test_the_flag_of_the_city_differs_in_one_request(taken):
    """The city compares the hour too."""
    requests = with_target(taken("boston311-100.csv").requests)
    plain = pd.read_csv(found("boston311", "boston311-100.csv"), dtype=str).set_index("case_enquiry_id")
    flagged_late = plain["ontime"].loc[requests.index] == "OVERDUE"
    assert list(requests.index[requests["late"] != flagged_late]) == [EARLY_BY_THE_SECOND]
    assert not requests.at[EARLY_BY_THE_SECOND, "late"]


def test_requests_without_a_target_are_never_late(taken):
    requests = without_target(taken("boston311-100.csv").requests)
    plain = pd.read_csv(found("boston311", "boston311-100.csv"), dtype=str)
    apart = plain[plain["closed_dt"].notna() & plain["target_dt"].isna()]
    assert set(requests.index) == set(apart["case_enquiry_id"])
    assert not requests["late"].any()


def test_the_day_first_says_the_same_as_the_year_first(taken):
    result = taken("boston311-100.csv", "boston311-dmy-100.csv")
    assert terms(result.account) == (101, 0, 0, 100, 1, 0)


@pytest.mark.parametrize("name", OF_80)
def test_a_row_that_stands_twice_is_one_request(taken, name):
    result = taken(name)
    twice = OF_80[name]
    assert terms(result.account) == (81 + twice, 80, 0, twice, 1, 0)
    plain = pd.read_csv(found("boston311", "boston311-100.csv"), dtype=str).set_index("case_enquiry_id")
    rows = plain.loc[result.requests.index]
    closed = rows[rows["closed_dt"].notna() & rows["target_dt"].notna()]
    on_time = closed["closed_dt"].str[:10] <= closed["target_dt"].str[:10]
    found_closed = with_target(result.requests)
    assert (len(found_closed), int((~found_closed["late"]).sum())) == (len(closed), int(on_time.sum()))


def test_a_changed_request_replaces_the_one_that_was_there(taken):
    result = taken("boston311-100.csv", "boston311-100-diff.csv")
    assert terms(result.account) == (101, 0, 1, 99, 1, 0)
    assert f"{result.requests.at['101004113747', 'finished_at']:%d/%m %H:%M:%S}" == "02/01 11:04:10"


@pytest.mark.parametrize("name", REFUSED)
def test_other_tables_are_refused_with_the_reason(boston, name):
    with pytest.raises(FileRefused) as refusal:
        read_file(found("boston311", name), name, boston, LOADED_AT.date())
    assert refusal.value.problem.key in REFUSED[name]


def test_days_counted_from_1904():
    name = "excel-1904-epoch.xlsx"
    [sheet] = read_source_workbook(found("boston311", name).read_bytes()).sheets
    assert [cell[:10] for cell in sheet.cells.iloc[1:, 1]] == ["2024-01-15", "2020-07-04"]


def test_no_file_is_passed_over():
    folder = found("boston311", "SOURCE.txt").parent
    about = {"SOURCE.txt", "reference.json"}
    assert {path.name for path in folder.iterdir()} == {*ALL_ROWS, *PACKED, *OF_80, *REFUSED, *about}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_names_of_the_communes_in_every_encoding(encoding):
    """The communes of the first half of 2025, as our own list has them."""
    name = f"communes_{encoding}.csv"
    [sheet] = read_source_workbook(found("encodings", name).read_bytes()).sheets
    units = pd.read_csv(PROJECT / "settings" / "units.csv", dtype=str)
    then = units[
        (units["kind"] == "commune")
        & (units["valid_from"].fillna("") <= "2025-01-01")
        & (units["valid_to"].fillna("9") >= "2025-06-30")
    ]
    codes, names = sheet.cells.iloc[1:, 0], sheet.cells.iloc[1:, 1]
    assert dict(zip(codes, map(fold, names), strict=True)) == dict(
        zip(then["code"], map(fold, then["name"]), strict=True)
    )
