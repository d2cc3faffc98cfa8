"""Read by anybody: an audit of every page by axe-core, the keyboard alone, and what the browser prints."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.dashboard import settled
from warehouse.home import PROJECT

pytestmark = pytest.mark.a11y
GIA_LAC = "14515@start"
PLACES = [
    *("", f"don-vi?don_vi={GIA_LAC}", "chi-so", "ho-so", "ky-so", "hai-long?don_vi=toan-bo"),
    *(f"hai-long?don_vi={GIA_LAC}", "du-lieu", "nap-tep", "so-sanh", "giai-thich"),
    *("chi-so?theo=channel&nhom=online", "don-vi?don_vi=nowhere"),
]
GRAVE = ("serious", "critical")
# Streamlit's own, each with its reason in docs/accessibility.md: rule -> what the element's HTML holds.
STREAMLITS = {"color-contrast": '<kbd aria-label="Shortcut'}
SHEET = 1920 - 2 * 30  # pixels of the sheet's width between its margins
FOCUSED = """() => {
  const one = document.activeElement;
  return one === document.body ? "" :
    `${one.tagName} ${one.getAttribute("aria-label") || one.innerText || one.dataset.testid || ""}`.trim();
}"""


def opened(page, server, place):
    page.goto(f"{server}/{place}")
    if "nowhere" in place:
        expect(page.get_by_test_id("stAlert").first).to_be_visible()
        return
    expect(page.locator("h1").first).to_be_visible()
    settled(page, "" if place == "nap-tep" else "ngon_ngu=")  # putting in depends on no view


# In the dark only colours differ: the pages that have most of them.
@pytest.mark.parametrize(
    ("place", "scheme"),
    [*((one, "light") for one in PLACES), *((one, "dark") for one in ("", PLACES[1], "ho-so", "du-lieu"))],
)
def test_the_audit_finds_nothing_serious(browser_page, server, place, scheme):
    page = browser_page
    page.emulate_media(color_scheme=scheme)
    opened(page, server, place)
    found = [
        (rule["id"], node["target"], node["html"][:200])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
        if STREAMLITS.get(rule["id"], "\0") not in node["html"]
    ]
    assert not found


def test_the_audit_sees_what_is_wrong(browser_page, server):
    page = browser_page
    opened(page, server, "giai-thich")
    page.evaluate("document.querySelector('h1').innerHTML += '<img src=\"data:,\"><button></button>'")
    found = {rule["id"] for rule in Axe().run(page).response["violations"]}
    assert {"image-alt", "button-name"} <= found


def test_what_is_streamlits_own_is_told():
    told = (PROJECT / "docs" / "accessibility.md").read_text("utf-8")
    assert [rule for rule in STREAMLITS if f"`{rule}`" not in told] == []


def test_every_chart_and_picture_has_its_words(browser_page, server):
    page = browser_page
    for place in ("", "ho-so"):
        opened(page, server, place)
        for picture in page.get_by_test_id("stImage").locator("img").all():
            assert "theo tháng" in picture.get_attribute("alt")
        for chart in page.get_by_test_id("stPlotlyChart").all():
            named = chart.locator("xpath=descendant-or-self::*[@aria-label]").first
            assert len(named.get_attribute("aria-label")) > 10


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("ho-so", ["Kỳ: quý", "Toàn huyện", "Tìm theo mã", "Số liệu của biểu đồ", "Tải XLSX", "Tải CSV"]),
        ("", ["Kỳ: quý", "Xem", "Sắp xếp", "Tải XLSX", "Chỉ số trên bản đồ", "Số liệu của biểu đồ"]),
    ],
)
def test_the_tab_key_reaches_every_control_in_the_order_of_the_page(browser_page, server, place, wanted):
    page = browser_page
    opened(page, server, place)
    reached = []
    for _ in range(150):
        page.keyboard.press("Tab")
        name = page.evaluate(FOCUSED)
        if not name and reached:
            break
        reached.append(name)
    places = []
    for words in wanted:
        after = places[-1] if places else -1
        places.append(next((n for n, name in enumerate(reached) if n > after and words in name), None))
        assert places[-1] is not None, (words, reached)


def test_the_keyboard_alone_opens_a_unit_and_its_rows(browser_page, server):
    page = browser_page
    opened(page, server, "")
    for name in ("Xem", "Xem từng dòng"):
        link = page.get_by_role("link", name=re.compile(f"^{name}")).first
        link.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("don_vi="))
    expect(page.get_by_text("Các dòng tạo nên con số")).to_be_visible()


@pytest.mark.parametrize(
    ("place", "width"),
    [("", 1366), ("ho-so", 1366), ("ho-so", 1920), (f"don-vi?don_vi={GIA_LAC}", 1366), ("chi-so", 1920)],
)
def test_print_keeps_everything(browser_page, server, place, width):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 768})
    opened(page, server, place)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    first = re.search(rb"/MediaBox ?\[ ?0 0 ([\d.]+)", sheet)
    assert float(first[1]) == pytest.approx(1440, abs=1)  # points: 508 mm
    page.emulate_media(media="print")
    for words in ("DỮ LIỆU MẪU", "Kỳ: quý II/2021, đã chốt", "Ngày chốt 31/07/2021 · Bản số liệu 0001"):
        expect(page.get_by_text(words).first).to_be_visible()
    painted = page.locator(".js-plotly-plot, [data-testid=stDataFrame] canvas").all()
    edges = [box["x"] + box["width"] for box in (one.bounding_box() for one in painted) if box]
    assert edges and max(edges) <= SHEET
    hidden = page.evaluate(
        """() => { let one = document.querySelector("h1"), found = [];
        for (; one; one = one.parentElement)
            if (getComputedStyle(one).overflowY !== "visible") found.push(one.outerHTML.slice(0, 99));
        return found; }"""
    )
    assert not hidden  # what scrolls on the screen is laid out whole
