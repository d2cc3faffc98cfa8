"""The fast way through a text file gives the cells of the careful one, or declines."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.formats.detect import read_source_workbook
from etl.formats.fast_csv import IrregularText, detect_plain_text
from etl.problem import FileRefused


def fast(path, size=1 << 25):
    """The cells, None where it declines: by blank cell left out, as {(row, column): text}."""
    text = detect_plain_text(path)
    if text is None:
        return None
    try:
        return told(pd.concat(list(text.blocks(size))))
    except IrregularText:
        return None


def careful(path):
    try:
        return told(read_source_workbook(path.read_bytes()).sheets[0].cells)
    except FileRefused:
        return None


def told(cells):
    return {place: text for place, text in cells.stack().items() if not pd.isna(text)}


@pytest.fixture
def write(tmp_path):
    def written(content, encoding="utf-8"):
        path = tmp_path / "a.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;2\n",
        "a;b\r\n1;2",
        'a;b\n"x;y\nz";"say ""ja"""\n3;4\n',
        "a;b\n\n1;2\n \n;\n3;4\n\n",
        "TITLE\n\na;b;c\n1;2;3\n4;5\n;;;;6\nTotal\n",
        "a;b\n  ;\u00a0\n x ;y\n",
        "\ufeffMã;Đơn vị\n1;Gia Hòa\n",
        "a;b\n" + "x" * 300 + ";y\n" * 3,
        '"";""\n"";x\n',
        "one\ntwo\n",
        "NULL;NA\nnan;null\n1e5;007\n",
    ],
)
@pytest.mark.parametrize("size", [7, 64, 1 << 20])
def test_the_cells_are_those_of_the_careful_way(write, content, size):
    path = write(content)
    assert fast(path, size) == careful(path) != None  # noqa: E711


@pytest.mark.parametrize(
    "content",
    [
        b'a;b\n5" pipe;x\n"y";z\n',  # a quote inside a cell without quotes
        b'a;b\n"x"y;z\n',
        b'a;b\n"never closed;z\n1;2\n',
        b"a;b\n\xff\xfe;1\n",
        b"a;b\n1;\x00\n",
        "a;b\n1;2\n".encode("utf-16"),
        b"PK\x03\x04 and more",
        b"<html><table></table>",
        b" \n \n",
    ],
)
def test_what_is_odd_is_declined(write, content):
    assert fast(write(content)) is None


def test_what_turns_odd_late_is_declined_late(write):
    path = write(b"a;b\n" + b"1;2\n" * 50_000 + b"\xff;2\n")
    assert detect_plain_text(path) is not None
    assert fast(path) is None


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "x",
            "Đơn vị",
            "1,5",
            '"',
            '""',
            '"a;b"',
            '"a\nb"',
            '"a""b"',
            "a\rb",
            "\t",
            "#N/A",
            "\u2003",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4),
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", ""])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.lists(CELLS, min_size=1, max_size=5), ENDS), min_size=1, max_size=12),
    st.integers(5, 99),
)
def test_any_text_gives_the_same_cells_either_way_or_is_declined(rows, size):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes("".join(";".join(cells) + end for cells, end in rows).encode())
        found = fast(path, size)
        assert found is None or found == careful(path)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["1", "Gia Hòa", "", "a,b"]), min_size=3, max_size=3), min_size=1, max_size=9
    )
)
def test_what_is_regular_is_not_declined(rows):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text("".join(";".join([*cells, "x"]) + "\n" for cells in rows), "utf-8")
        assert fast(path) == careful(path)
        assert fast(path) is not None
