"""Cells in, values out."""

import re
import unicodedata
from dataclasses import fields
from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parsing import cells as parsing
from etl.parsing import dates
from etl.problem import BadCell

ANY_DAY = parsing.ColumnVocabulary(date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234", 1234), ("12,0", 12), ("12.0", 12), ("0", 0), ("000", 0), ("1 234 567", 1234567)],
)
def test_whole_numbers(cell, value):
    assert parsing.parse_whole_number(cell, ANY_DAY) == value


@pytest.mark.parametrize("cell", ["1,5", "-1", "x", "1.23", "12.345,6", "１２.５", "9" * 400])
def test_what_is_no_whole_number(cell):
    with pytest.raises(BadCell):
        parsing.parse_whole_number(cell, ANY_DAY)


@pytest.mark.parametrize(
    ("cell", "value"), [("1.234,5", 1234.5), ("97,5", 97.5), ("97.5", 97.5), ("1.234", 1234), ("97,5%", 97.5)]
)
def test_decimals(cell, value):
    assert parsing.parse_decimal(cell, ANY_DAY) == value


def read(parser, *cells):
    """The values of a column of cells, and the keys of the problems by place."""
    values, bad = parser.read(pa.array(cells, pa.large_string()), ANY_DAY)
    return list(values), {place: problem.key for place, problem in bad.items()}


@pytest.mark.parametrize(
    "cell",
    ["31/02/2021", "08/13/2021", "00/00/0000", "25:10 02/08/2021", "hôm nay", "99999", "2021", "02/08/021"],
)
def test_what_is_no_day(cell):
    assert read(parsing.MOMENT, cell, "02/08/2021")[1] == {0: "day"}


@pytest.mark.parametrize(
    ("cell", "clock"),
    [("02/08/21", "00:00"), ("2/8/2021 9h15", "09:15"), ("2-8-21 9h", "09:00"), ("9h15 02/08/2021", "09:15"),
     ("02-Aug-2021", "00:00"), ("2 August 2021 14:05", "14:05"), ("02/08/2021 2:05:00 PM", "14:05"),
     ("02/08/2021 12:05 SA", "00:05"), ("44410.5", "12:00"), ("44410,25", "06:00"), (" 2.8.2021 ", "00:00")],
)  # fmt: skip
def test_moments_in_the_ways_of_people_and_programs(cell, clock):
    assert read(parsing.MOMENT, cell) == ([pd.Timestamp(f"2021-08-02 {clock}")], {})


@pytest.mark.parametrize(
    "cell", ["01/01/1900", "1900-01-01 00:00:00", "1900-01-00", "0", "1", "01/01/0001", "1899-12-30"]
)
def test_a_date_that_programs_write_for_none_is_told_apart(cell):
    assert read(parsing.DAY, cell) == ([pd.NaT], {0: "day_placeholder"})


@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_every_moment_is_read_back(moment):
    forms = ("%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S.250+0700")
    assert read(parsing.MOMENT, *(moment.strftime(form) for form in forms)) == ([moment] * 4, {})


NEARLY_A_DATE = st.one_of(
    st.from_regex(r"[0-4]\d[/.-][0-3]\d[/.-]\d{4}([ T][0-3]\d:[0-7]\d(:[0-7]\d)?)?", fullmatch=True),
    st.from_regex(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?", fullmatch=True),
    st.text("0123456789/-.: Tháđ", min_size=9, max_size=19),
)


@given(st.lists(NEARLY_A_DATE, min_size=1, max_size=30))
def test_a_column_at_a_time_takes_dates_apart_as_one_by_one(cells):
    together = dates.split_dates(pa.array(cells, pa.large_string()))
    found = list(zip(*(getattr(together, field.name) for field in fields(together)), strict=True))
    assert [one[:1] + (one[1:] if one[0] else ()) for one in found] == [
        one[:1] + (one[1:] if one[0] else ()) for one in map(dates.split_date, cells)
    ]


# --- texts


ANY_TEXT = st.text(max_size=12) | st.text("a\u00e0à \u0300\u00a0\u2003\t#ễ.,", max_size=8)


@given(st.lists(ANY_TEXT.filter(lambda cell: cell.strip() not in parsing.FAILED), min_size=1))
def test_a_column_of_texts_is_read_as_one_by_one(cells):
    expected = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in cells]
    assert read(parsing.TEXT, *cells) == (expected, {})


def test_signs_that_pass_as_clean_stay_the_same_when_composed():
    clean = [chr(n) for n in range(0x2100) if re.match(python_pattern(parsing._CLEAN), chr(n))]
    assert len(clean) > 900
    assert all(unicodedata.normalize("NFC", sign) == sign and not sign.isspace() for sign in clean)


def python_pattern(pattern):
    return re.sub(r"\\x\{(\w+)\}", lambda match: chr(int(match[1], 16)), pattern)


def test_a_failed_formula_is_blamed_in_every_column():
    for parser in (parsing.TEXT, parsing.DAY, parsing.WHOLE):
        assert read(parser, "#REF!")[1] == {0: "formula"}


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("912345678.0", "912345678"),
        ("0912 345 678", "0912 345 678"),
        ("1.0", "1.0"),
        ("0912.345.678", "0912.345.678"),
    ],
)
def test_a_phone_that_became_a_number_is_one_again(cell, phone):
    assert read(parsing.PHONE, cell) == ([phone], {})
