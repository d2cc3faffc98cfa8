"""Charts as pictures: they say what the figures say, need nothing from outside, are the same each time."""

import re
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from matplotlib.figure import Figure
from PIL import Image
from scipy.stats import norm

from indicators.catalogue import CATALOGUE
from indicators.queries import split
from indicators.queries.memo import attach_memory
from indicators.queries.settings import units
from indicators.scope_from_words import scope_from_words
from presentation.chart import Bar, Bars, Lines, Point
from presentation.context import Context, answer_from
from reports.chart_data import bars_by_unit, bars_of_rates, line_by_month
from reports.chart_file import chart_type
from reports.picture import png, svg
from reports.picture.sheet import tick_labels, ticks
from tests.ledger.test_passports import reports
from tests.ui.test_pages import open_page  # noqa: F401
from warehouse.connection import open_reader
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.pictures
GIA_LAC = "14515@start"
LOW = Bar("Xã Gia Lạc", 81.6, "81,6% (151/185)", "▼", 75.4, 86.5)
SAME = Bar("Xã Gia Trấn", 93.5, "93,5% (201/215)", "", 89.4, 96.1)
HIGH = Bar("Xã Gia Vân", 99.5, "99,5% (420/422)", "▲", 98.3, 99.9)
SILENT = Bar("Xã Gia Phú", None, "chưa báo cáo")
BARS = Bars("Hồ sơ đúng hạn", "%", (LOW, SAME, HIGH, SILENT), 95.0, True)
MONTHS = tuple(
    Point(date(2020 + n // 12, n % 12 + 1, 1), None if n == 4 else 90.0 + n % 3, 85.0, 97.0, n > 15)
    for n in range(18)
)
LINES = Lines("Hồ sơ đúng hạn theo tháng", "%", MONTHS, 95.0, True)
CHARTS = pytest.mark.parametrize("chart", [BARS, LINES], ids=["bars", "lines"])
HOSTILE = [
    "$x_1$",
    "$\\frac{1}{0}$ \\",
    "<b>đậm</b>",
    "<script>alert(1)</script>",
    "--> & ]]> -- -",
    "Ư" * 300,
    "Thủ tục đăng ký " * 20,
    "😀👨‍👩‍👧",
    "\u202eabc\u200f\u2066",
    "سلام",
    "dòng\nkhác\t\x00\x1b\ud800",
    "",
    " ",
]


def elements(picture: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture).iter())


def ids(picture: bytes, beginning: str) -> list[str]:
    return [
        found for one in elements(picture) if re.fullmatch(rf"{beginning}(-\d+)?", found := one.get("id", ""))
    ]


def corners(picture: bytes, id: str) -> list[tuple[float, float]]:
    """The points of the first path of what has that id."""
    group = next(one for one in elements(picture) if one.get("id") == id)
    path = next(one for one in group.iter() if one.tag.endswith("path"))
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@CHARTS
@pytest.mark.parametrize("dpi", [100, 200])
def test_a_png_opens_and_is_as_wide_as_the_page_between_its_margins(chart, dpi):
    found = Image.open(BytesIO(png(chart, "vi", dpi)))
    found.load()
    assert found.format == "PNG" and found.width == round(6.3 * dpi)
    box = ElementTree.fromstring(svg(chart, "vi")).get("viewBox").split()
    assert found.height / found.width == pytest.approx(float(box[3]) / float(box[2]), abs=0.002)
    assert len(found.convert("L").getcolors()) > 20  # something is drawn


@CHARTS
def test_an_svg_needs_no_font_and_nothing_from_outside(chart):
    picture = svg(chart, "vi", ("Căn cứ: http://example.vn",))
    assert picture.startswith(b"<svg ") and b"<!DOCTYPE" not in picture and b"<metadata" not in picture
    tags = {one.tag.split("}")[1] for one in elements(picture)}
    assert tags <= {"svg", "title", "defs", "style", "g", "path", "use", "clipPath", "rect"}
    values = [value for one in elements(picture) for value in one.attrib.values()]
    assert not [value for value in values if "http" in value or "font" in value]
    links = [value for one in elements(picture) for name, value in one.items() if name.endswith("href")]
    named = {one.get("id") for one in elements(picture)}
    assert links and all(link[0] == "#" and link[1:] in named for link in links)


@CHARTS
@pytest.mark.parametrize("draw", [svg, png])
def test_the_same_chart_has_the_same_bytes_also_where_threads_draw_at_once(chart, draw):
    alone = draw(chart, "vi")
    other = draw(BARS if chart is LINES else LINES, "en")
    with ThreadPoolExecutor(4) as pool:
        wanted = [(chart, "vi"), (BARS if chart is LINES else LINES, "en")] * 6
        drawn = list(pool.map(lambda asked: draw(*asked), wanted))
    assert drawn == [alone, other] * 6
    assert alone != draw(replace(chart, title="Khác"), "vi")


def test_nothing_tells_of_the_day_or_the_program():
    chunks = re.findall(rb"(tEXt|iTXt|zTXt|tIME)", png(BARS, "vi"))
    assert not chunks and b"Matplotlib" not in svg(BARS, "vi") and b"dc:date" not in svg(BARS, "vi")


def test_each_mark_limit_and_bar_is_drawn_once():
    picture = svg(BARS, "vi")
    assert ids(picture, "mark") == ["mark-0", "mark-2"]
    assert ids(picture, "bar") == ["bar-0", "bar-1", "bar-2"]
    assert ids(picture, "limits") == ["limits-0", "limits-1", "limits-2"]
    assert ids(picture, "target") == ["target"]


def test_bars_are_as_long_as_their_figures():
    picture = svg(BARS, "vi")
    ends = {n: [x for x, _ in corners(picture, f"bar-{n}")] for n in range(3)}
    zero, percent = min(ends[0]), (max(ends[0]) - min(ends[0])) / LOW.value
    for n, bar in enumerate((LOW, SAME, HIGH)):
        assert max(ends[n]) == pytest.approx(zero + bar.value * percent, abs=0.01)
        limits = [x for x, _ in corners(picture, f"limits-{n}")]
        assert limits == pytest.approx([zero + bar.low * percent, zero + bar.high * percent], abs=0.01)
    assert corners(picture, "target")[0][0] == pytest.approx(zero + 95 * percent, abs=0.01)
    heights = [corners(picture, f"bar-{n}")[0][1] for n in range(3)]
    assert heights == sorted(heights)  # down the page in the order given


def test_each_month_beyond_its_limits_has_its_sign_and_a_gap_breaks_the_line():
    picture = svg(LINES, "vi")
    assert len(ids(picture, "beyond")) == 2
    line = next(one for one in elements(picture) if one.get("id") == "line")
    path = next(one for one in line.iter() if one.tag.endswith("path")).get("d")
    assert path.count("M") == 2
    assert len([one for one in line.iter() if one.tag.endswith("use")]) == 17


@pytest.mark.parametrize("count", [1, 21, 60])
def test_the_picture_grows_with_its_bars(count):
    picture = svg(replace(BARS, bars=(LOW,) * count), "vi")
    assert len(ids(picture, "bar")) == len(ids(picture, "mark")) == count
    box = [float(one) for one in ElementTree.fromstring(picture).get("viewBox").split()]
    one = [
        float(one)
        for one in ElementTree.fromstring(svg(replace(BARS, bars=(LOW,)), "vi")).get("viewBox").split()
    ]
    assert box[3] - one[3] == pytest.approx((count - 1) * 0.26 * 72, abs=0.1)


@pytest.mark.parametrize(
    "chart",
    [
        replace(BARS, bars=()),
        replace(LINES, points=()),
        replace(LINES, points=(Point(date(2021, 6, 1), None, 80, 90),)),
        replace(LINES, points=(Point(date(2021, 6, 1), float("nan")),)),
    ],
)
def test_where_there_are_no_figures_a_sentence_says_so(chart):
    assert "<!-- Chưa có số liệu. -->" in svg(chart, "vi").decode()
    assert "<!-- No figures yet. -->" in svg(chart, "en").decode()
    assert Image.open(BytesIO(png(chart, "vi"))).height < 200


@pytest.mark.parametrize(
    "chart",
    [
        replace(BARS, bars=(SILENT, SILENT)),
        replace(BARS, bars=(LOW,), target=None),
        replace(BARS, bars=(replace(LOW, value=0.0),), percent=False, target=0.0),
        replace(BARS, bars=(replace(LOW, value=float("nan"), low=float("inf")),), target=float("nan")),
        replace(BARS, bars=(replace(LOW, value=-3.0, target=120.0),)),
        replace(LINES, points=MONTHS[:1], target=None),
        replace(LINES, points=(replace(MONTHS[0], value=100.0, low=None),), target=100.0),
        replace(LINES, points=(Point(date(1, 1, 1), 0.0), Point(date(2021, 1, 1), 5.0)), percent=False),
    ],
)
def test_odd_figures_are_drawn_too(chart):
    assert elements(svg(chart, "vi"))
    assert Image.open(BytesIO(png(chart, "vi"))).width == 1260


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_kind_is_drawn_as_it_is(text):
    bar = Bar(text, 50.0, text, text[:1])
    chart = Bars(text, text, (bar, replace(bar, mark="▼")), 60.0, False)
    line = Lines(text, text, MONTHS, 95.0, False)
    for one in (chart, line):
        picture = svg(one, "vi", (text,))
        assert not {"script", "b", "text"} & {part.tag.split("}")[1] for part in elements(picture)}
        assert Image.open(BytesIO(png(one, "vi", foot=(text,)))).width == 1260


def test_dollars_are_no_formula():
    """A formula would be set in letters of another font, by rules that draw no dollars."""
    picture = svg(Bars("", "", (Bar("$x_1$", 1.0, "1"),)), "vi").decode()
    assert "<!-- $x_1$ -->" in picture
    letters = re.findall(r'<path id="([^"]+)', picture)
    assert letters and all(one.startswith("Tinos") for one in letters)


def test_a_long_name_leaves_room_for_its_bar():
    picture = svg(replace(BARS, bars=(replace(LOW, label="Đăng ký " * 40, text="9" * 300),)), "vi")
    assert "…" in picture.decode()
    across = [x for x, _ in corners(picture, "bar-0")]
    assert max(across) - min(across) > 72  # an inch at least


def test_numbers_stand_as_each_language_writes_them():
    assert tick_labels("vi", [0.0, 2.5, 5.0], True) == ["0,0%", "2,5%", "5,0%"]
    assert tick_labels("en", [0.0, 1000.0], False) == ["0", "1,000"]
    assert ticks(0, 1, whole_numbers=True) == [0, 1] and ticks(0, 1, whole_numbers=False)[1] == pytest.approx(
        0.2
    )
    assert "<!-- chỉ tiêu 99,5% -->" in svg(replace(BARS, target=99.5), "vi").decode()
    assert "<!-- target 99.5% -->" in svg(replace(BARS, target=99.5), "en").decode()


@pytest.fixture
def subject(sample_home):
    with open_reader(current_snapshot(sample_home)) as connection:

        def of(language="vi", **asked):
            scope = scope_from_words(connection, **asked)
            return Context(
                answer_from(attach_memory(connection, {})),
                current_snapshot(sample_home),
                scope,
                "civil",
                language,
            )

        yield of


def wilson(numerator, n):
    """The textbook's formula, by hand."""
    z, rate = norm.ppf(0.975), numerator / n
    middle, half = rate + z * z / (2 * n), z * ((rate * (1 - rate) + z * z / (4 * n)) / n) ** 0.5
    return [100 * (middle - half) / (1 + z * z / n), 100 * (middle + half) / (1 + z * z / n)]


@pytest.mark.parametrize("kind", ["commune", "office"])
def test_bars_are_the_units_of_one_kind_with_their_figures(subject, kind):
    about = subject(period="2021-Q2")
    every = about.ask(units, about.scope)
    alike = every[every["kind"] == kind].set_index("id")["name"]
    if kind == "office":
        about = about.with_unit(alike.index[0])
    chart = bars_by_unit(about, CATALOGUE["on_time_06a"])
    assert sorted(bar.label for bar in chart.bars) == sorted(alike)
    asked = about.ask(split, CATALOGUE["on_time_06a"], about.scope.with_unit(None), "unit").set_index("group")
    by_name = {alike[id]: asked.loc[id] for id in alike.index}
    for bar in chart.bars:
        row = by_name[bar.label]
        if not row["denominator"]:
            assert bar.value is None
            continue
        assert bar.value == pytest.approx(100 * row["numerator"] / row["denominator"])
        assert [bar.low, bar.high] == pytest.approx(wilson(row["numerator"], row["denominator"]))
        assert f"({row['numerator']:.0f}/{row['denominator']:.0f})" in bar.text.replace(".", "")


def test_the_worst_come_first_and_those_without_a_figure_last(subject):
    marks = [bar.mark for bar in bars_by_unit(subject(period="2021-Q2"), CATALOGUE["on_time_06a"]).bars]
    assert marks[0] == "▼" and marks == sorted(marks, key=["▼", "", "▲"].index)
    counts = [bar.value for bar in bars_by_unit(subject(period="2021-Q2"), CATALOGUE["overdue_open"]).bars]
    assert counts == sorted(counts, reverse=True)
    rare = bars_by_unit(subject(period="2021-05"), CATALOGUE["apology_share"]).bars
    silent = [bar.value is None for bar in rare]
    assert set(silent) == {True, False} and silent == sorted(silent)
    assert {bar.text for bar in rare if bar.value is None} == {"–"}
    assert bars_by_unit(subject(period="2030"), CATALOGUE["on_time_06a"]).bars == ()


def test_rates_stand_beside_their_own_targets(subject):
    about = subject(period="2021-Q2", unit=GIA_LAC)
    chart = bars_of_rates(about, about.assess_unit())
    told = {bar.label: bar for bar in chart.bars}
    assert chart.target is None and told["Hồ sơ đúng hạn (06a)"].target == 95
    assert "chỉ tiêu 95%" in told["Hồ sơ đúng hạn (06a)"].text
    assert told["Hài lòng từng yếu tố"].low is None  # answers of one ballot are no trials of their own
    assert not [label for label in told if "766" in label]  # not in force then
    targets = [place for place, bar in enumerate(chart.bars) if bar.target is not None]
    assert ids(svg(chart, "vi"), "target") == [f"target-{place}" for place in targets]


def test_months_are_those_up_to_the_end_of_the_period(subject):
    chart = line_by_month(subject(period="2021-Q2", unit=GIA_LAC), CATALOGUE["on_time_06a"])
    assert chart.points[-1].day == date(2021, 6, 1) and len(chart.points) == 24
    asked = subject(period="2021-05", unit=GIA_LAC).assess_unit((CATALOGUE["on_time_06a"],))[0]
    assert chart.points[-2].value == asked.figure.value
    assert all(point.low <= point.high for point in chart.points if point.low is not None)
    assert chart.target == 95 and chart.percent


def test_a_picture_says_what_it_stands_on(subject):
    about = subject(period="2021-Q2", unit=GIA_LAC)
    picture = chart_type(CATALOGUE["on_time_06a"], "month").formats["svg"](about).content.decode()
    title = ElementTree.fromstring(picture)[0].text
    assert title == "DỮ LIỆU MẪU · Hồ sơ đúng hạn (06a): Xã Gia Lạc theo tháng"
    told = " ".join(re.findall(r"<!-- (.*?) -->", picture))
    for word in ("31/07/2021", "Thông tư 01/2020/TT-VPCP", about.snapshot.id, "quý II/2021"):
        assert word in told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("by", "ending", "begins"), [("unit", "png", b"\x89PNG"), ("month", "svg", b"<svg ")]
)
def test_the_command_writes_it(sample_home, tmp_path, by, ending, begins):
    path = tmp_path / f"bieu-do.{ending}"
    words = [
        "chart",
        "on_time_06a",
        "--by",
        by,
        "--format",
        ending,
        "--period",
        "2021-Q2",
        "--out",
        str(path),
    ]
    done = reports(sample_home, *words)
    assert done.returncode == 0 and done.stdout == f"Đã ghi {path}.\n", done.stderr
    assert path.read_bytes().startswith(begins)


def test_the_command_names_what_it_does_not_know(sample_home):
    done = reports(sample_home, "chart", "nope")
    assert done.returncode == 2 and "Không có chỉ số “nope”" in done.stderr


def test_a_figure_over_its_months_can_be_taken_as_a_picture(open_page, monkeypatch):  # noqa: F811
    """Nothing is drawn while the page runs; what is pressed later is the picture of that view."""
    offered = {}
    monkeypatch.setattr(
        "ui.components.charts._numbers",
        lambda key, build_table, open_row=None, draw_extra=None: draw_extra and draw_extra(),
    )

    def button(label, data, **given):
        offered[label] = (data, given["file_name"], given["mime"])

    monkeypatch.setattr("ui.downloads.buttons.st.download_button", button)
    drawn = []
    monkeypatch.setattr(
        "reports.picture.sheet.Figure", lambda **asked: drawn.append(asked) or Figure(**asked)
    )
    app = open_page("indicator", don_vi=GIA_LAC, chi_so="on_time_06a", ky="2021-Q2")
    assert not app.exception and not drawn and set(offered) == {"Tải PNG", "Tải SVG"}
    data, name, mime = offered["Tải PNG"]
    assert (name, mime) == ("bieu-do-on_time_06a-month-xa-gia-lac-2021-q2.png", "image/png")
    assert Image.open(BytesIO(data())).width == 1260 and len(drawn) == 1
