"""Each file of the corpus becomes what the rules say: account, facts and problems, or a refusal."""

import json
import shutil
from datetime import date, datetime

import pandas as pd
import pytest
from sqlalchemy import create_engine, select

from etl.loading.insert_file import insert_file
from etl.loading.load import load
from etl.problem import FileRefused
from etl.reading.read_file import read_file
from etl.settings import Settings
from etl.sources import SOURCES
from etl.storage import snapshot_settings
from etl.storage.archive import ArchivedFile
from tests.etl.corpus import ARCHIVES, CORPUS
from tests.etl.corpus.__main__ import write, written
from tests.etl.corpus.dirt_kinds import LINES
from tests.etl.corpus.entry import Refused, Taken
from warehouse.home import PROJECT, Home
from warehouse.tables import case_file, metadata

pytestmark = pytest.mark.corpus
LOADED_AT = datetime(2026, 1, 5, 6, 15)
ONE_OF_EACH_FORMAT = [
    "workbooks/xlsx.xlsx",
    "workbooks/xlsm.xlsm",
    "workbooks/xls.xls",
    "workbooks/ods.ods",
    "texts/html.xls",
    "packed/nested.zip",
    "packed/csv.gz",
    "unreadable/password.xlsx",
]


@pytest.fixture(scope="module")
def filled(settings):
    """A warehouse that holds what people decided, and no facts yet."""
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        snapshot_settings.write(connection, settings)
        connection.commit()
        yield connection
    engine.dispose()


@pytest.fixture
def warehouse(filled):
    yield filled
    filled.rollback()


@pytest.mark.parametrize("name", CORPUS)
def test_a_file_becomes_what_the_rules_say(name, warehouse, settings, tmp_path):
    entry = CORPUS[name]
    settings = with_more(settings, entry.more_settings, tmp_path)
    for file_id, file in enumerate(entry.files, 1):
        path = write(file, tmp_path)
        if isinstance(file.becomes, Refused):
            with pytest.raises(FileRefused) as refusal:
                read_file(path, path.name, settings, LOADED_AT.date())
            assert refusal.value.problem.key in file.becomes.keys
            continue
        understood = read_file(path, path.name, settings, LOADED_AT.date())
        account = insert_file(
            warehouse,
            understood,
            file_id,
            ArchivedFile(understood.name, understood.sha256, LOADED_AT, file_id),
        )
        assert told(understood, account, file.becomes) == expected(file.becomes)
        assert stored(warehouse, file.becomes, file_id) == file.becomes.facts
    for code, said in entry.stands.items():
        [found] = warehouse.execute(select(case_file).where(case_file.c.code == code)).mappings()
        assert {column: plain(column, found[column]) for column in said} == said


def with_more(settings, more, tmp_path):
    if not more:
        return settings
    folder = shutil.copytree(PROJECT / "settings", tmp_path / "settings")
    with (folder / "sources" / "cases.toml").open("a", encoding="utf-8") as words:
        words.write(more)
    return Settings.read(folder)


@pytest.mark.parametrize("name", ARCHIVES)
def test_each_file_of_an_archive_becomes_what_the_rules_say(name, settings, tmp_path):
    archive = ARCHIVES[name]
    path = written(archive.content, tmp_path / archive.file)
    home = Home(tmp_path / "home")
    outcome = load([path], home, settings, loaded_at=LOADED_AT, publish=False)
    assert len(outcome.files) == len(archive.members)
    for file, becomes in zip(outcome.files, archive.members, strict=True):
        if isinstance(becomes, Refused):
            assert file.refused.problem.key in becomes.keys
            continue
        assert told(file.understood, file.account, becomes) == expected(becomes)
        if "code" in becomes.facts:
            assert list(file.understood.facts["code"]) == becomes.facts["code"]


def expected(becomes: Taken):
    return {
        "source": becomes.source,
        "account": becomes.account,
        "rejects": becomes.rejects,
        "remarks": becomes.remarks,
        "kinds": becomes.kinds,
        "says": set(becomes.says),
    }


def told(understood, account, becomes: Taken):
    """The same of what was loaded; of kinds and of what was taken for granted only what is asked for."""
    kinds = dict(zip(understood.set_aside_rows["row_no"], understood.set_aside_rows["kind"], strict=True))
    assert account.is_balanced
    return {
        "source": understood.source,
        "account": {term: getattr(account, term) for term in becomes.account},
        "rejects": keys(understood.rejects),
        "remarks": keys(understood.flags),
        "kinds": {row: kinds.get(row) for row in becomes.kinds},
        "says": {one.key for one in understood.assumed} & set(becomes.says),
    }


def keys(frame):
    """The row -> the keys of its problems in one text, as the corpus writes them."""
    rows = zip(frame["row_no"], map(json.loads, frame["problems"]), strict=True)
    return {row: " ".join(problem["key"] for problem in problems) for row, problems in rows}


def stored(connection, becomes: Taken, file_id):
    table = SOURCES[becomes.source].table
    rows = select(table).where(table.c.file_id == file_id).order_by(table.c.sheet, table.c.row_no)
    found = connection.execute(rows).mappings().all()
    return {column: [plain(column, row[column]) for row in found] for column in becomes.facts}


def plain(column, value):
    if isinstance(value, date):
        return f"{value:%Y-%m-%d %H:%M:%S}" if column.endswith("_at") else f"{value:%Y-%m-%d}"
    return None if pd.isna(value) else value


def test_every_line_of_the_rules_is_covered():
    everything = [*CORPUS.values(), *ARCHIVES.values()]
    assert {line for entry in everything for line in entry.covers} == set(LINES)
    assert sum(len(entry.files) for entry in CORPUS.values()) + len(ARCHIVES) >= 120


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_the_same_drawing_makes_the_same_bytes(name):
    content = ARCHIVES[name].content if name in ARCHIVES else CORPUS[name].files[0].content
    assert content() == content()


def test_a_file_that_is_refused_holds_up_no_other(settings, tmp_path):
    bad = [
        file for name, entry in CORPUS.items() for file in entry.files if isinstance(file.becomes, Refused)
    ]
    good = [CORPUS["workbooks/xlsx.xlsx"].files[0], CORPUS["days/slashes.xlsx"].files[0]]
    paths = []
    for number, file in enumerate([good[0], *bad, good[1]]):
        (tmp_path / str(number)).mkdir()
        paths.append(write(file, tmp_path / str(number)))
    outcome = load(paths, Home(tmp_path / "home"), settings, loaded_at=LOADED_AT, publish=False)
    assert [bool(file.refused) for file in outcome.files] == [False, *[True] * len(bad), False]
    assert all(
        file.refused.file == path.name
        for file, path in zip(outcome.files, paths, strict=True)
        if file.refused
    )
