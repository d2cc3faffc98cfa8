"""One cell in, one value out."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import parse
from etl.problem import BadCell

ANY_DAY = parse.Given(date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("cell", "value"), [("1.234", 1234), ("12,0", 12), ("12.0", 12), ("0", 0), ("1 234 567", 1234567)]
)
def test_whole_numbers(cell, value):
    assert parse.whole(cell, ANY_DAY) == value


@pytest.mark.parametrize("cell", ["1,5", "-1", "x", "1.23", "12.345,6", "１２.５"])
def test_what_is_no_whole_number(cell):
    with pytest.raises(BadCell):
        parse.whole(cell, ANY_DAY)


@pytest.mark.parametrize(
    ("cell", "value"), [("1.234,5", 1234.5), ("97,5", 97.5), ("97.5", 97.5), ("1.234", 1234), ("97,5%", 97.5)]
)
def test_decimals(cell, value):
    assert parse.decimal(cell, ANY_DAY) == value


@pytest.mark.parametrize(
    "cell",
    ["31/02/2021", "08/13/2021", "1900-01-00", "00/00/0000", "25:10 02/08/2021", "hôm nay", "99999", "2021"],
)
def test_what_is_no_day(cell):
    with pytest.raises(BadCell) as bad:
        parse.moment(cell, ANY_DAY)
    assert bad.value.problem.key == "day"


@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_every_moment_is_read_back(moment):
    for form in ("%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S.250+0700"):
        assert parse.moment(moment.strftime(form), ANY_DAY) == moment
