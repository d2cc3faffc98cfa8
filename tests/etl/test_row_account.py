"""Rule 3: rows read = loaded + replaced + duplicate + set aside + rejected, whatever the file holds."""

import itertools
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select

from etl.loading.insert_file import insert_file
from etl.problem import FileRefused
from etl.reading.read_file import read_file
from etl.storage import snapshot_settings
from etl.storage.archive import ArchivedFile
from tests.support import example_counts
from tests.support.source_files import USUAL, row, write_csv, write_xlsx
from warehouse.tables import FACTS, answer, load_file, metadata, reject, set_aside

pytestmark = pytest.mark.account
FILES = itertools.count(1)
ODD_CELLS = st.sampled_from(
    [
        None,
        "",
        " ",
        "x",
        "31/02/2021",
        "0",
        "1.234",
        "-1",
        "Tổng cộng",
        "=1+1",
        "Có",
        "Xã Gia Hòa",
        "2021-08-02",
    ]
)
ODD_ROWS = st.sampled_from(
    [
        ["Tổng cộng", None, "12"],
        ["Lĩnh vực: Hộ tịch"],
        [],
        [str(number) for number in range(1, 9)],
        ["(1)", "(2)", "(3)=(1)+(2)"],
        ["Người lập biểu", None, None, "Thủ trưởng đơn vị"],
        ["Gia Viễn, ngày 02 tháng 8 năm 2021"],
    ]
)


@st.composite
def data_row(draw, source):
    cells = row(source)
    cells[1] = draw(st.sampled_from(["a", "b", "c", cells[1]]))  # few codes: versions and duplicates
    for place in draw(st.lists(st.integers(0, len(cells) - 1), max_size=3)):
        cells[place] = draw(ODD_CELLS)
    return cells


@st.composite
def sheet(draw, source):
    headings = USUAL[source][0]
    body = draw(st.lists(st.one_of(data_row(source), ODD_ROWS, st.just(headings)), max_size=12))
    above = draw(st.lists(ODD_ROWS, max_size=3))
    return [*above, headings, *body]


@pytest.fixture(scope="module")
def understood(settings):
    return lambda path: read_file(path, path.name, settings)


@pytest.fixture(scope="module")
def warehouse(settings):
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        snapshot_settings.write(connection, settings)
        yield connection
    engine.dispose()


def counted(connection, table, *conditions):
    return connection.scalar(select(func.count()).select_from(table).where(*conditions))


@examples(max_examples=example_counts.of(100, 300), deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.sampled_from(list(USUAL)).flatmap(sheet), form=st.sampled_from(["xlsx", "csv"]))
def test_the_account_of_any_file_closes(rows, form, warehouse, understood):
    write, name = {"xlsx": write_xlsx, "csv": write_csv}[form], f"f.{form}"
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / name, rows)
        try:
            file = understood(path)
        except FileRefused:
            return  # nothing of it was read
    file_id, facts = next(FILES), sum(counted(warehouse, table) for table in FACTS if table is not answer)
    account = insert_file(
        warehouse, file, file_id, ArchivedFile(file.name, file.sha256, datetime(2021, 9, 1), file_id)
    )
    assert account.is_balanced
    assert account.read == sum(any((cell or "").strip() for cell in cells) for cells in rows)
    assert account.aside == counted(warehouse, set_aside, set_aside.c.file_id == file_id)
    assert account.rejected == counted(warehouse, reject, reject.c.file_id == file_id)
    after = sum(counted(warehouse, table) for table in FACTS if table is not answer)
    assert account.loaded == after - facts
    assert counted(warehouse, load_file, load_file.c.file_id == file_id) == 1


def test_every_file_of_the_sample_closes(sample_snapshot):
    for file in sample_snapshot.execute(select(load_file)).mappings():
        terms = ("loaded", "replaced", "duplicate", "aside", "rejected")
        assert file["rows_read"] == sum(file[term] for term in terms), file["name"]
