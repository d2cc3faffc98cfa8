"""Whether days or months come first is decided by file, never by row, and said."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from etl.assumptions import assumption_sentence
from etl.problem import FileRefused
from etl.reading.read_file import read_file
from tests.support import example_counts
from tests.support.source_files import row, table, write_xlsx

pytestmark = pytest.mark.account
OPEN = {"Ngày_kết_thúc_xử_lý": None, "Ngày_trả_kết_quả": None, "Trạng_thái_hồ_sơ": "Đang xử lý"}


def case(number, received, due=None, **more):
    return row(Mã_hồ_sơ=f"m{number}", Ngày_tiếp_nhận=received, Ngày_hẹn_trả=due, **OPEN | more)


@pytest.fixture
def read(tmp_path, settings):
    """The file with an open case for each pair of received and due."""

    def reading(*days, answer=None, write=write_xlsx, **more):
        pairs = [pair if isinstance(pair, tuple) else (pair, None) for pair in days]
        rows = table("cases", *(case(n, *pair, **more) for n, pair in enumerate(pairs)))
        return read_file(write(tmp_path / "tệp", rows), "tệp", settings, dates=answer)

    return reading


def received(file):
    return [day.date() for day in file.facts["received_on"]]


def said(file):
    return [one.key for one in file.assumed if one.key.startswith("dates_")]


def test_texts_that_can_all_be_read_both_ways_are_read_day_first_and_that_is_said(read):
    file = read("02/08/2021", "03/04/2021")
    assert received(file) == [date(2021, 8, 2), date(2021, 4, 3)]
    assert said(file) == ["dates_either"]
    file = read("02/08/2021", "03/04/2021", answer="month_first")
    assert received(file) == [date(2021, 2, 8), date(2021, 3, 4)]
    assert said(file) == ["dates_month_first"]


@pytest.mark.parametrize("answer", ["day_first", "month_first"])
def test_a_file_that_is_sure_of_its_dates_does_not_hear_an_answer_meant_for_another(read, answer):
    assert received(read("02/08/2021", "15/08/2021", answer=answer)) == [date(2021, 8, 2), date(2021, 8, 15)]
    assert received(read("08/02/2021", "08/15/2021", answer=answer)) == [date(2021, 8, 2), date(2021, 8, 15)]


def test_one_text_that_is_only_month_first_turns_the_file(read):
    file = read("08/02/2021", "08/15/2021 2:05:00 PM")
    assert received(file) == [date(2021, 8, 2), date(2021, 8, 15)]
    assert said(file) == ["dates_month_first"]
    assert assumption_sentence("en", file.assumed[0]) == "dates were read month first: 2 cells"


def test_the_columns_of_a_file_speak_for_each_other(read):
    file = read(("08/02/2021", "08/15/2021"))
    assert file.facts["due_on"][0].date() == date(2021, 8, 15)
    assert received(file) == [date(2021, 8, 2)]


def test_dates_that_the_other_country_made_real_are_exchanged_back(read):
    """2 and 5 August came out as 8 February and 8 May; 15 and 20 August stayed texts."""
    file = read(datetime(2021, 2, 8, 14, 5), "15/08/2021", datetime(2021, 5, 8), "20/08/2021")
    assert received(file) == [date(2021, 8, day) for day in (2, 15, 5, 20)]
    assert file.facts["received_at"][0] == datetime(2021, 8, 2, 14, 5)
    assert said(file) == ["dates_swapped"]
    assert file.assumed[0].found.startswith("2; I2: 2021-02-08")


@pytest.mark.parametrize("real", [datetime(2021, 8, 20), datetime(2021, 8, 13)])
def test_a_real_date_after_the_12th_shows_that_nothing_was_exchanged(read, real):
    file = read(datetime(2021, 8, 2), "15/08/2021", real)
    assert received(file) == [date(2021, 8, 2), date(2021, 8, 15), real.date()]
    assert said(file) == []


def test_real_dates_that_fit_the_texts_as_they_are_stay(read):
    """All of one week in August: exchanged they would lie all over the year."""
    assert received(read(datetime(2021, 8, 2), "15/08/2021", datetime(2021, 8, 3)))[0] == date(2021, 8, 2)


def test_real_dates_beside_texts_that_could_have_been_exchanged_stay(read):
    assert received(read(datetime(2021, 2, 8), "15/08/2021", "03/08/2021"))[0] == date(2021, 2, 8)


def test_a_file_of_real_dates_is_taken_as_it_is(read):
    assert received(read(datetime(2021, 2, 8), datetime(2021, 3, 8))) == [date(2021, 2, 8), date(2021, 3, 8)]


def test_a_file_that_speaks_for_both_orders_is_asked_about_with_its_cells(read):
    with pytest.raises(FileRefused) as refused:
        read("15/08/2021", "08/15/2021", "02/08/2021")
    assert refused.value.problem.key == "dates_ambiguous"
    assert refused.value.problem.found == "I2: 15/08/2021; I3: 08/15/2021"
    assert refused.value.sheet == "Sheet1"


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        ("day_first", [date(2021, 8, 15), date(2021, 8, 2)]),
        ("month_first", [date(2021, 8, 15), date(2021, 2, 8)]),
    ],
)
def test_an_answer_decides_and_the_contrary_cells_are_rejected(read, answer, days):
    file = read("15/08/2021", "08/15/2021", "02/08/2021", answer=answer)
    assert received(file) == days
    assert len(file.rejects) == 1
    assert said(file) == [f"dates_{answer}"]


def test_texts_that_contradict_themselves_day_first_are_asked_about(read):
    """Received 5 August or 8 May, due 3 September or 9 March… day first the due day would come earlier."""
    with pytest.raises(FileRefused) as refused:
        read(("05/09/2021", "07/08/2021"))
    assert refused.value.problem.found == "I2: 05/09/2021, J2: 07/08/2021"
    assert received(read(("05/09/2021", "07/08/2021"), answer="month_first")) == [date(2021, 5, 9)]


def test_a_row_that_is_wrong_in_both_orders_is_only_that_row(read):
    assert received(read(("02/08/2021", "01/07/2021"))) == [date(2021, 8, 2)]


def test_one_odd_cell_among_hundreds_is_the_error_of_its_row(read):
    file = read(*["15/08/2021"] * 150, "08/15/2021")
    assert (len(file.facts), len(file.rejects)) == (150, 1)
    assert said(file) == []


def test_what_the_first_rows_say_gives_way_to_what_all_rows_say(read, monkeypatch):
    """In blocks of three rows the first one reads day first; the last one tells that months do."""
    monkeypatch.setattr("etl.formats.blocks._ROWS", 3)
    file = read(*["08/02/2021"] * 9, "08/15/2021")
    assert set(received(file)) == {date(2021, 8, 2), date(2021, 8, 15)}
    assert file.rows_read == 11


# --- against a plain second way


def plainly(cells):
    """The order, and whether real dates are exchanged; None: ask."""
    day = sum(1 for cell in cells if isinstance(cell, str) and int(cell[:2]) > 12)
    month = sum(1 for cell in cells if isinstance(cell, str) and int(cell[3:5]) > 12)
    if day + month == 0 or Fraction(month, day + month) < Fraction(1, 100):
        order = "day_first"
    elif Fraction(day, day + month) < Fraction(1, 100):
        order = "month_first"
    else:
        return None
    reals = [cell for cell in cells if isinstance(cell, datetime)]
    either = [
        c for c in cells if isinstance(c, str) and int(c[:2]) <= 12 and int(c[3:5]) <= 12 and c[:2] != c[3:5]
    ]
    if not reals or not day + month or any(real.day > 12 for real in reals) or 100 * len(either) > len(reals):
        return order, False
    sure = [
        int(cell[6:]) * 12 + int(cell[3:5] if int(cell[:2]) > 12 else cell[:2])
        for cell in cells
        if isinstance(cell, str) and (int(cell[:2]) > 12) != (int(cell[3:5]) > 12)
    ]
    near = [any(abs(real.year * 12 + real.month - m) <= 1 for m in sure) for real in reals]
    near_exchanged = [any(abs(real.year * 12 + real.day - m) <= 1 for m in sure) for real in reals]
    return order, sum(near_exchanged) >= sum(near)


def plain_day(cell, order, exchanged):
    if isinstance(cell, datetime):
        return date(cell.year, cell.day, cell.month) if exchanged else cell.date()
    first, second, year = int(cell[:2]), int(cell[3:5]), int(cell[6:])
    day, month = (first, second) if order == "day_first" else (second, first)
    return date(year, month, day) if month <= 12 else None


DAYS = st.dates(date(2021, 1, 1), date(2021, 12, 28)).map(lambda day: datetime(day.year, day.month, day.day))
WRITTEN = {
    "day": DAYS.map(lambda day: f"{day:%d/%m/%Y}"),
    "month": DAYS.map(lambda day: f"{day:%m/%d/%Y}"),
    "real": DAYS,
    "low": DAYS.map(lambda day: day.replace(day=day.day % 12 + 1)),
    "late": DAYS.map(lambda day: f"{day.replace(day=13 + day.day % 15):%d/%m/%Y}"),
}
FILES = st.sampled_from(
    [
        ("day",),
        ("month",),
        ("day", "month"),
        ("low", "late"),
        ("real", "late"),
        ("low", "day"),
        ("low", "month"),
    ]
).flatmap(lambda kinds: st.lists(st.one_of(*(WRITTEN[kind] for kind in kinds)), min_size=1, max_size=14))


@examples(max_examples=example_counts.of(30, 80), deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES)
def test_the_order_is_decided_as_a_plain_reading_of_the_rule_decides_it(read, cells):
    decided = plainly(cells)
    if decided is None:
        with pytest.raises(FileRefused, match="dates_ambiguous"):
            read(*cells)
        return
    days = [plain_day(cell, *decided) for cell in cells]
    file = read(*cells)
    assert received(file) == [day for day in days if day]
    assert len(file.rejects) == days.count(None)


def test_placeholders_are_blank_with_a_remark_and_decide_nothing(read):
    file = read(("15/08/2021", "01/01/1900"), ("16/08/2021", datetime(1900, 1, 1)))
    assert file.facts["due_on"].isna().all()
    assert (len(file.flags), len(file.rejects), said(file)) == (2, 0, [])


def test_a_placeholder_where_a_day_has_to_be_is_a_reject(read):
    assert len(read("01/01/1900", "02/08/2021").rejects) == 1
