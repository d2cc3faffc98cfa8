"""The deck tells what the screen tells, its charts hold the values, and nothing runs off a slide."""

import re
import shutil
from io import BytesIO
from itertools import combinations
from math import ceil

import fastexcel
import pptx
import pytest
from openxml_audit import OpenXmlValidator
from pptx.util import Pt
from typer.testing import CliRunner

from indicators.catalogue import CATALOGUE, MAIN
from indicators.periods import period_from_key
from indicators.queries import figure, split
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from presentation.context import Context, answer_from
from reports.__main__ import app
from reports.catalogue import KINDS, slides_type
from reports.slides import indicator, lettering
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.slides
GIA_LAC = "14515@start"
ID = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")
VIEWS = {
    "whole": {"period": "2021-Q2"},
    "one unit": {"period": "2021-Q2", "unit": GIA_LAC},
    "english": {"period": "2021-06", "unit": "pb-noi-vu", "language": "en"},
    "nothing yet": {"period": "2010-Q1"},
    "all time": {"period": "all", "wanted": tuple(CATALOGUE.values())},
}


@pytest.fixture(scope="module")
def connection(sample_home):
    with open_reader(current_snapshot(sample_home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def subject_of(sample_home, connection):
    def of(language="vi", **asked):
        scope = scope_from_words(connection, **asked)
        return Context(
            answer_from(attach_memory(connection, {})),
            current_snapshot(sample_home),
            scope,
            "civil",
            language,
        )

    return of


@pytest.fixture(scope="module")
def decks(subject_of):
    """Each view with what was made of it."""
    found = {}
    for name, asked in VIEWS.items():
        wanted = asked.get("wanted", MAIN)
        subject = subject_of(**{key: value for key, value in asked.items() if key != "wanted"})
        found[name] = subject, slides_type(wanted).formats["pptx"](subject)
    return found


def opened(made):
    return pptx.Presentation(BytesIO(made.content))


def written(slide):
    """All texts: of boxes and of cells."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def tables(file):
    return [shape.table for slide in file.slides for shape in slide.shapes if shape.has_table]


def charts(file):
    """Title of the slide -> its charts."""
    found = {}
    for slide in file.slides:
        title = slide.shapes.title.text_frame.text
        found.setdefault(title, []).extend(shape.chart for shape in slide.shapes if shape.has_chart)
    return found


def number_of(value: float, digits: int) -> str:
    """1.234,5, written by hand."""
    whole, _, rest = f"{value:,.{digits}f}".partition(".")
    return whole.replace(",", ".") + ("," + rest if rest else "")


@pytest.mark.same_figure
@pytest.mark.parametrize("view", ["whole", "one unit", "all time"])
def test_the_table_tells_the_figures_of_the_question(decks, connection, view):
    subject, made = decks[view]
    cells = [row.cells[1].text for table in tables(opened(made)) for row in list(table.rows)[1:]]
    assert len(cells) == len(made.passports) in (8, 22)
    for cell, passport in zip(cells, made.passports, strict=True):
        one = CATALOGUE[passport.indicator]
        shown = figure(connection, one, subject.scope)
        assert cell.startswith(number_of(shown.value, one.digits))
        if shown.numerator is not None and shown.denominator:
            assert f"({number_of(shown.numerator, 0)}/{number_of(shown.denominator, 0)})" in cell


def test_the_bars_are_the_units_and_hold_their_values(decks, connection):
    subject, made = decks["whole"]
    drawn = charts(opened(made))
    for one in MAIN:
        bars = drawn[subject.say(f"indicator.{one.id}.name")][1]
        rows = split(connection, one, subject.scope, "unit").set_index("group")["value"].dropna()
        kinds = subject.units.loc[rows.index, "kind"]
        values = list(bars.plots[0].series[0].values)
        assert sorted(values) == sorted(rows[kinds == "commune"])
        assert len(bars.plots[0].categories) == len(values) <= 21
    on_time = drawn["Hồ sơ đúng hạn (06a)"][1].plots[0]
    assert list(on_time.categories)[0] == "Xã Gia Lạc ▼"
    assert on_time.series[0].values[0] == pytest.approx(100 * 151 / 185)
    assert [*on_time.series[1].values] == [95] * 21 and on_time.series[1].name == "chỉ tiêu 95%"


def test_the_months_hold_their_values_in_the_workbook_that_is_edited_too(decks, connection):
    subject, made = decks["one unit"]
    (months,) = charts(opened(made))["Hồ sơ đúng hạn (06a)"]
    keys = [f"{year}-{month:02}" for year in (2019, 2020, 2021) for month in range(1, 13)][6:30]
    scopes = [subject.scope.with_period(period_from_key(key, None)) for key in keys]
    expected = [figure(connection, CATALOGUE["on_time_06a"], scope).value for scope in scopes]
    assert list(months.plots[0].series[0].values) == pytest.approx(expected)
    assert [series.name for series in months.plots[0].series] == [
        "Số liệu",
        "chỉ tiêu 95%",
        "giới hạn dưới",
        "giới hạn trên",
    ]
    book = fastexcel.read_excel(months.part.chart_workbook.xlsx_part.blob).load_sheet(0)
    assert book.to_arrow().column(1).to_pylist() == pytest.approx(expected)


def test_a_chart_says_in_which_language_its_numbers_are_written(decks):
    for view, locale in (("whole", "42A"), ("english", "809")):
        for chart in (one for found in charts(opened(decks[view][1])).values() for one in found):
            formats = chart._chartSpace.xpath("//c:val//c:formatCode/text()")
            assert formats and all(one.startswith(f"[$-{locale}]#,##0") for one in formats)


@pytest.mark.parametrize("view", VIEWS)
def test_every_id_in_the_deck_is_remembered(decks, view):
    _, made = decks[view]
    texts = [text for slide in opened(made).slides for text in written(slide)]
    told = [id for text in texts for id in ID.findall(text)]
    assert set(told) == {passport.id for passport in made.passports}
    assert len(told) == 2 * len(made.passports)  # beside its figure, and in the list


@pytest.mark.parametrize("view", VIEWS)
def test_a_deck_keeps_the_standard_of_office_files(decks, tmp_path, view):
    path = tmp_path / "trinh-chieu.pptx"
    path.write_bytes(decks[view][1].content)
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_slide_says_where_it_comes_from(decks, view):
    subject, made = decks[view]
    file = opened(made)
    assert (file.slide_width, file.slide_height) == (12191695, 6858000)  # 16:9
    for place, slide in enumerate(file.slides, start=1):
        texts = list(written(slide))
        (foot,) = [text for text in texts if " · " in text]
        assert foot.startswith(f"{subject.unit_name} · {subject.period_name} · ")
        assert "31/07/2021" in foot or "2021-07-31" in foot
        assert subject.snapshot.id in foot and foot.endswith(subject.say("file.sample"))
        assert str(place) in texts
        assert not [text for text in texts if re.search(r"\{\w*\}|\*\*|\bnan\b|\bNone\b", text)]


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_overlaps_and_nothing_runs_off_its_slide(decks, view):
    file = opened(decks[view][1])
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= file.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= file.slide_height
            if shape.has_text_frame:
                assert _high(shape) <= shape.height, shape.text_frame.text
        for one, other in combinations(slide.shapes, 2):
            beside = one.left + one.width <= other.left + 1 or other.left + other.width <= one.left + 1
            assert beside or one.top + one.height <= other.top + 1 or other.top + other.height <= one.top + 1


def _high(shape) -> float:
    """By a letter of half its size, as Arial has on average."""
    high = 0.0
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            assert run.font.size >= Pt(12)
            lines = ceil(len(run.text) * run.font.size * 0.5 / shape.width)
            high += lines * run.font.size * 1.15
    return high


def test_a_table_counts_its_rows_over_all_its_slides(decks):
    file = opened(decks["all time"][1])
    counted = [text for slide in file.slides for text in written(slide) if "dòng." in text]
    ranges = [re.match(r"Dòng (\d+)–(\d+) trong 22 dòng\.", text) for text in counted]
    rows = [len(table.rows) - 1 for table in tables(file)]
    assert [int(one[2]) - int(one[1]) + 1 for one in ranges] == rows
    assert sum(rows) == 22 and min(rows) > 3
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables(file)]
    assert heads == [["Chỉ số", "Số liệu", "Chỉ tiêu", "Nhận định", "Kỳ trước", "Cùng kỳ"]] * len(rows)


def test_more_units_than_one_chart_holds_go_on_over_more_slides(subject_of, monkeypatch):
    monkeypatch.setattr(indicator, "MOST_BARS", 8)
    one = CATALOGUE["on_time_06a"]
    file = opened(slides_type((one,)).formats["pptx"](subject_of(period="2021-Q2")))
    found = [charts(file)[f"Hồ sơ đúng hạn (06a) ({place}/3)"][-1] for place in (1, 2, 3)]
    names = [name for chart in found for name in chart.plots[0].categories]
    assert [len(chart.plots[0].categories) for chart in found] == [7, 7, 7]
    assert len(set(names)) == 21 and names[0] == "Xã Gia Lạc ▼"
    file = opened(slides_type((CATALOGUE["received_cases"],)).formats["pptx"](subject_of(period="2021-Q2")))
    found = [charts(file)[f"Hồ sơ tiếp nhận ({place}/3)"][-1] for place in (1, 2, 3)]
    assert len({chart.value_axis.maximum_scale for chart in found}) == 1  # else lengths could not be compared


def test_a_unit_without_a_figure_is_told_below_the_bars(decks):
    subject, made = decks["whole"]
    (slide,) = [one for one in opened(made).slides if one.shapes.title.text == "Hài lòng (5 mức)"]
    shown = [shape.chart for shape in slide.shapes if shape.has_chart][1].plots[0].categories
    without = [text for text in written(slide) if text.startswith("Không có cột, chưa báo cáo: ")]
    named = without[0].rstrip(".").partition(": ")[2].split(", ") if without else []
    assert len(shown) + len(named) == 21 and not set(named) & set(shown)


def test_one_unit_has_its_place_and_all_units_have_none(decks):
    places = {
        view: [text for slide in opened(decks[view][1]).slides for text in written(slide) if "Hạng " in text]
        for view in ("whole", "one unit")
    }
    assert places["whole"] == [] and "Hạng 16–20 trong 20 xã, thị trấn." in places["one unit"]


def test_letters_are_as_wide_as_those_of_arial():
    """H 722, o 556, space 278, s 500, o 556 and a horn, in thousandths; 72 points an inch, 3% to spare."""
    assert lettering.text_width("Hồ sơ", 72) == pytest.approx(1.03 * (0.722 + 0.556 + 0.278 + 0.5 + 0.646))
    assert lettering.wrap_text("một hai ba", lettering.text_width("một hai", 18), 18) == ["một hai", "ba"]
    assert lettering.wrap_text("aaaa", lettering.text_width("aaa", 18), 18) == ["aaa", "a"]
    assert lettering.split_into_pages(["a", "b b", "c"], lettering.text_width("b", 18), 18, 2) == [
        ["a"],
        ["b b"],
        ["c"],
    ]
    assert lettering.split_into_pages(["a a a"], lettering.text_width("a", 18), 18, 2) == [["a a"], ["a"]]


def test_the_command_line_writes_the_slides_of_the_named_indicators(sample_home, tmp_path):
    home = Home(tmp_path / "home")
    shutil.copytree(sample_home.path, home.path)
    out = tmp_path / "trinh-chieu.pptx"
    words = ["slides", "--unit", "14515", "--period", "2021-Q2", "--home", str(home.path), "--out", str(out)]
    done = CliRunner().invoke(app, [*words, "--indicators", "signed_full, on_time_06a", "--language", "en"])
    assert done.exit_code == 0, done.output
    (table,) = tables(pptx.Presentation(out))
    assert [row.cells[0].text for row in list(table.rows)[1:]] == [
        "Fully signed documents",
        "Cases on time (06a)",
    ]
    assert CliRunner().invoke(app, [*words, "--indicators", "on_time_06a,nothing"]).exit_code == 2


def test_without_a_choice_slides_tell_what_the_overview_shows(decks):
    assert [one.indicator for one in decks["whole"][1].passports] == [one.id for one in MAIN]
    assert KINDS["slides"].file == "trinh-chieu" and list(KINDS["slides"].formats) == ["pptx"]
