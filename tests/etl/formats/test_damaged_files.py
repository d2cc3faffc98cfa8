"""Bytes flipped, cut and put in, in a file of each kind: it is read or refused, and nothing else happens."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.formats.detect import read_source_workbook
from etl.formats.incoming import unpack_files
from etl.problem import FileRefused
from tests.etl.formats.test_legacy_fonts import PAIRS
from tests.etl.formats.test_workbook_formats import EXCEL_2003, repacked
from tests.support.source_files import ods, ods_cell, packed, row, table, write_xls, write_xlsx

TABLE = table("cases", row(), row(Ngày_hẹn_trả="05/08/2021"))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    text = "\n".join(";".join(map(str, cells)) for cells in TABLE)
    cells = "".join("<tr>" + "".join(f"<td colspan=2>{cell}" for cell in line) for line in TABLE)
    return {
        "xlsx": write_xlsx(folder / "a.xlsx", TABLE).read_bytes(),
        "xls": write_xls(folder / "a.xls", TABLE, [["x"]]).read_bytes(),
        "ods": ods(
            f"<table:table-row>{ods_cell('a')}{ods_cell('b', number_columns_repeated='3')}</table:table-row>"
        ),
        "html": f"<meta charset=utf-8><table>{cells}</table>".encode(),
        "xml": EXCEL_2003.encode(),
        "csv": text.encode(),
        "utf-16": text.encode("utf-16"),
        "tcvn3": "\n".join(pair[0] for pair in PAIRS).encode("cp1252"),
        "zip": packed("a.csv", "b.xlsx", size=300),
    }


places = st.floats(0, 1, exclude_max=True)
changes = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "put", "drop"]), places, st.binary(min_size=1, max_size=8)),
    min_size=1,
    max_size=6,
)


def changed(content: bytes, how) -> bytes:
    for kind, place, letters in how:
        at = int(place * len(content))
        match kind:
            case "flip":
                content = content[:at] + letters + content[at + len(letters) :]
            case "cut":
                content = content[: at + 1]
            case "put":
                content = content[:at] + letters + content[at:]
            case "drop":
                content = content[:at] + content[at + len(letters) :]
    return content


def read_or_refused(content: bytes) -> None:
    try:
        book = read_source_workbook(content)
    except FileRefused as refusal:
        assert refusal.problem.key
        return
    assert all(sheet.cells.index.is_unique and sheet.cells.columns.is_unique for sheet in book.sheets)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "html", "xml", "csv", "utf-16", "tcvn3", "zip"])
def test_a_changed_file_is_read_or_refused(files, kind):
    @hypothesis_settings(max_examples=120, deadline=None)
    @given(how=changes)
    def changed_anyhow(how):
        read_or_refused(changed(files[kind], how))

    changed_anyhow()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_changed_part_of_a_whole_package_is_read_or_refused(files, kind):
    """The sums of the parts are right here: only what they say is not."""
    with zipfile.ZipFile(io.BytesIO(files[kind])) as package:
        parts = package.namelist()

    @hypothesis_settings(max_examples=200, deadline=None)
    @given(part=st.sampled_from(parts), how=changes)
    def changed_inside(part, how):
        read_or_refused(
            repacked(files[kind], lambda name, text: changed(text, how) if name == part else text)
        )

    changed_inside()


def test_a_changed_archive_is_unpacked_or_refused(files, tmp_path):
    @hypothesis_settings(max_examples=120, deadline=None)
    @given(how=changes)
    def changed_archive(how):
        path = tmp_path / "a.zip"
        path.write_bytes(changed(files["zip"], how))
        with unpack_files([path]) as members:
            assert all(isinstance(one, FileRefused) or one.path.is_file() for one in members)

    changed_archive()
