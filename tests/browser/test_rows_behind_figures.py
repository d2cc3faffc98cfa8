"""Every figure leads to its rows in two clicks or fewer, in a real browser: marks, cells, cards, links."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from indicators.catalogue import CATALOGUE
from indicators.queries import row_count
from tests.browser.dashboard import asked, click_cell, ready, settled
from tests.support import example_counts

pytestmark = pytest.mark.rows_behind
GIA_LAC = "14515@start"
# What each mark tells and where in the window it is drawn; `calcdata` has that in the units of the axes,
# whatever the kind of chart.
MARKS = """
(plot) => {
  const {xaxis, yaxis} = plot._fullLayout, edge = plot.getBoundingClientRect();
  const found = [];
  plot.calcdata.forEach((points) => {
    const trace = points[0].trace;
    if (!trace.customdata || !trace.customdata.length) return;
    points.forEach((point, number) => {
      const data = trace.customdata[number];
      let x = point.x, y = point.y;
      if (trace.type === 'bar') {
        const middle = (point.b || 0) + point.s / 2;
        [x, y] = trace.orientation === 'h' ? [middle, point.p] : [point.p, middle];
        if (!point.s) return;
      }
      if (data === undefined || x === undefined || y === undefined) return;
      found.push({
        told: String(data[1] ?? trace.text[number]),
        x: edge.left + xaxis._offset + xaxis.l2p(x),
        y: edge.top + yaxis._offset + yaxis.l2p(y),
      });
    });
  });
  return found;
}
"""
PAGES = [  # page, its heading, the places of its charts whose marks open something
    ("", "Cải cách hành chính huyện Gia Viễn", range(1)),
    (f"don-vi?don_vi={GIA_LAC}&", "Xã Gia Lạc", range(2)),
    ("chi-so?chi_so=on_time_06a&don_vi=toan-bo&", re.compile("Hồ sơ đúng hạn"), range(6)),
    (f"chi-so?chi_so=received_cases&don_vi={GIA_LAC}&", re.compile("Hồ sơ tiếp nhận"), range(3)),
    ("ho-so?don_vi=toan-bo&", "Hồ sơ thủ tục hành chính", (0, 1, 2, 8, 9, 10)),  # 2 to 7: days by procedure
    ("ky-so?don_vi=toan-bo&", "Ký số văn bản", range(4)),
    ("hai-long?don_vi=toan-bo&", "Sự hài lòng của người dân", range(3)),
    (f"hai-long?don_vi={GIA_LAC}&", "Sự hài lòng của người dân", range(3)),
]
# Every chart where there is time; else the last one of each page.
CHARTS = [
    (address, title, place)
    for address, title, places in PAGES
    for place in places
    if example_counts.THOROUGH or place == places[-1]
]


def opened(page, server, address, title):
    page.goto(f"{server}/{address}{'' if '?' in address else '?'}ky=2021-Q2&lich=civil")
    ready(page, title)
    settled(page)


def back(page, start, title):
    """By the browser's own way, however many pages it was."""
    while page.url != start:
        page.go_back()
        settled(page)
    ready(page, title)


def chart(page, place):
    plot = page.locator(".js-plotly-plot:visible").nth(place)
    expect(plot.locator(".main-svg").first).to_be_visible()
    plot.scroll_into_view_if_needed()
    settled(page)  # plots are drawn again when a scroll bar appears
    return plot


def in_sight(page, plot, number):
    """The mark, scrolled to the middle of the window: a chart of many units is higher than that."""
    mark = plot.evaluate(MARKS)[number]
    page.mouse.move(mark["x"], 400)
    page.mouse.wheel(0, mark["y"] - 400)
    settled(page)
    return plot.evaluate(MARKS)[number]


def told_count(told):
    """The denominator of "86,4% (203/235)"; else the number in brackets; else the only one there is."""
    for pattern in (
        r"/([\d.]+)\)",
        r"→ ([\d.]+)$",
        r"\(([\d.]+)\)",
        r"^([\d.]+)(?: hồ sơ)?$",
        r": ([\d.]+)$",
    ):
        found = re.search(pattern, told.split("<br>")[0])
        if found:
            return int(found[1].replace(".", ""))
    return None


def rows_shown(page):
    """The count that stands over the rows, once the page of the indicator is there."""
    expect(page.get_by_text("Các dòng tạo nên con số")).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    text = page.get_by_text(re.compile(r"^[\d.]+ (dòng|hồ sơ)[ .].*che\.$")).first.inner_text()
    return int(re.match(r"[\d.]+", text)[0].replace(".", ""))


def counted_as(count):
    """The words over so many rows."""
    return re.compile(rf"^{count:,} (dòng|hồ sơ)[ .].*che\.$".replace(",", r"\."))


def to_rows(page, before):
    rows_of_the_unit(page, before)
    return rows_shown(page)


def rows_of_the_unit(page, before):
    """The second click, where the first one led to a unit."""
    if "/chi-so" not in before:  # its address is completed on the way: only another page tells that one left
        expect(page).not_to_have_url(re.compile(re.escape(urlsplit(before).path) + r"(\?|$)"))
    expect(page).to_have_url(re.compile("/(chi-so|don-vi)"))
    settled(page)
    if "/don-vi" in page.url:
        page.get_by_role("link", name=re.compile("Xem từng dòng")).click()
    expect(page).to_have_url(re.compile("/chi-so"))


def of_the_address(page, connection, ask_scope):
    ids = asked(page)
    unit = None if ids["don_vi"] == "toan-bo" else ids["don_vi"]
    scope = ask_scope(period=ids["ky"], unit=unit)
    return row_count(connection, CATALOGUE[ids["chi_so"]], scope)


@pytest.mark.parametrize(("address", "title", "place"), CHARTS)
def test_the_marks_of_a_chart_open_as_many_rows_as_they_tell(browser_page, server, address, title, place):
    page = browser_page
    opened(page, server, address, title)
    start, marks = page.url, chart(page, place).evaluate(MARKS)
    assert marks
    # The last one, and of the page's first chart the second too: where a click leads does not depend on it.
    for number in sorted({len(marks) - 1} | ({min(1, len(marks) - 1)} if place == 0 else set())):
        if page.url != start:
            back(page, start, title)
        mark = in_sight(page, chart(page, place), number)
        before = page.url
        page.mouse.move(mark["x"], mark["y"])
        page.mouse.click(mark["x"], mark["y"])
        expect(page).not_to_have_url(before)
        told = told_count(mark["told"])
        rows_of_the_unit(page, before)
        if told:  # the address is there before the rows: wait for theirs
            expect(page.get_by_text(counted_as(told)).first).to_be_visible()
        counted = rows_shown(page)
        assert counted == (told or counted) and counted > 0, mark


@pytest.mark.parametrize(("row", "column"), [(1, 0), (1, 9), (2, 5), (12, 9)][:: example_counts.of(3, 1)])
def test_cells_of_the_matrix_and_of_its_total_open_their_rows(
    browser_page, server, sample_snapshot, ask_scope, row, column
):
    page = browser_page
    opened(page, server, "", "Cải cách hành chính huyện Gia Viễn")
    click_cell(page, row, x=150 + 34 + 82 * column + 30)
    expect(page).to_have_url(re.compile("/chi-so"))
    assert ("toan-bo" in page.url) == (row == 1)
    assert rows_shown(page) == of_the_address(page, sample_snapshot, ask_scope)


@pytest.mark.parametrize(
    ("address", "title", "cards"),
    [
        ("", "Cải cách hành chính huyện Gia Viễn", 8),
        ("ky-so?don_vi=toan-bo&", "Ký số văn bản", 4),
        (f"hai-long?don_vi={GIA_LAC}&", "Sự hài lòng của người dân", 4),
    ],
)
def test_cards_open_their_rows(browser_page, server, sample_snapshot, ask_scope, address, title, cards):
    page = browser_page
    opened(page, server, address, title)
    expect(page.get_by_test_id("stMetric")).to_have_count(cards)
    start = page.url
    for place in range(cards) if example_counts.THOROUGH else (0, cards - 1):
        back(page, start, title)
        shown = page.get_by_test_id("stMetricValue").nth(place).inner_text().partition(" ")[0]
        page.locator("a[href*=chi-so]").filter(has_text="Xem").nth(place).click()
        expect(page).to_have_url(re.compile("/chi-so"))
        assert rows_shown(page) == of_the_address(page, sample_snapshot, ask_scope)
        expect(page.get_by_test_id("stMetricValue").first).to_contain_text(shown)


def test_every_sentence_opens_its_rows(browser_page, server, sample_snapshot, ask_scope):
    page = browser_page
    opened(page, server, "", "Cải cách hành chính huyện Gia Viễn")
    links = page.locator(".st-key-attention").get_by_role("link", name=re.compile("^Xem"))
    start = page.url
    last = links.count() - 1
    for place in range(last + 1) if example_counts.THOROUGH else sorted({0, last}):
        back(page, start, "Cải cách hành chính huyện Gia Viễn")
        links.nth(place).click()
        assert to_rows(page, start) == of_the_address(page, sample_snapshot, ask_scope) > 0


@pytest.mark.parametrize(
    ("address", "title", "head"),
    [
        (f"don-vi?don_vi={GIA_LAC}&", "Xã Gia Lạc", "Tất cả chỉ số"),
        ("hai-long?don_vi=toan-bo&", "Sự hài lòng của người dân", "Hòm thư góp ý"),
    ],
)
def test_rows_of_a_table_of_figures_open_theirs(
    browser_page, server, sample_snapshot, ask_scope, address, title, head
):
    page = browser_page
    opened(page, server, address, title)
    expect(page.get_by_text(re.compile(head)).first).to_be_visible()
    click_cell(page, 1, table=page.get_by_test_id("stDataFrame").count() - 1)
    expect(page).to_have_url(re.compile("/chi-so"))
    assert rows_shown(page) == of_the_address(page, sample_snapshot, ask_scope) > 0


def test_a_part_says_so_and_leads_back_to_all(browser_page, server, sample_snapshot, ask_scope):
    page = browser_page
    scope = "chi_so=on_time_06a&don_vi=toan-bo&ky=2021-Q2&lich=civil"
    page.goto(f"{server}/chi-so?{scope}&theo=channel&nhom=online")
    ready(page, re.compile("Hồ sơ đúng hạn"))
    expect(page.get_by_text("Chỉ liệt kê các dòng của phần")).to_be_visible()
    some = rows_shown(page)
    page.get_by_role("link", name="Xem tất cả các dòng").click()
    expect(page.get_by_text("Chỉ liệt kê các dòng của phần")).to_have_count(0)
    assert rows_shown(page) == of_the_address(page, sample_snapshot, ask_scope) > some > 0


def test_a_part_that_does_not_exist_says_so(browser_page, server):
    page = browser_page
    page.goto(f"{server}/chi-so?chi_so=on_time_06a&theo=nothing")
    expect(page.get_by_text(re.compile("Không có cách chia “nothing”"))).to_be_visible()


def test_the_table_behind_a_chart_opens_and_can_be_taken_away(browser_page, server):
    page = browser_page
    opened(page, server, "ho-so?don_vi=toan-bo&", "Hồ sơ thủ tục hành chính")
    before = page.get_by_role("button", name=re.compile("Tải CSV")).count()
    page.get_by_text("Số liệu của biểu đồ").first.click()
    expect(page.get_by_role("button", name=re.compile("Tải CSV"))).to_have_count(before + 1)
