"""What people do with the dashboard, in a real browser in Vietnamese. No request leaves the machine."""

import csv
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from indicators.catalogue import CATALOGUE
from indicators.queries import figure, rows
from warehouse.home import PROJECT

pytestmark = pytest.mark.journey
GIA_LAC = "14515@start"
HEAD, ROW = 35, 27  # heights of a table's heading and of its rows
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    return {"args": options} | ({"executable_path": chromium} if chromium else {})


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "vi-VN", "viewport": {"width": 1366, "height": 768}, "accept_downloads": True}


def serve(home: Path, *command: str):
    """A server of its own; yields its address once it listens, and stops it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, f"--server.port={port}"],
        cwd=PROJECT,
        env=os.environ | {"REFORM_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in process.stdout:
        if "URL" in line:
            break
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def server(sample_home):
    for address in serve(sample_home.path, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()  # the first visit is over
        yield address


@pytest.fixture
def browser_page(page: Page, server):
    """A page that refuses whatever is not on this machine, and tells about it at the end."""
    outside: list[str] = []

    def watch(request):
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            outside.append(request.url)

    page.on("request", watch)
    page.set_default_timeout(20_000)
    yield page
    assert not outside


def ready(page: Page, title: str | re.Pattern) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def click_cell(page: Page, row: int, x: int = 60, table: int = 0) -> None:
    canvas = page.get_by_test_id("stDataFrame").nth(table).locator("canvas").first
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": x, "y": HEAD + ROW * row + ROW // 2})


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_from_the_overview_to_a_commune_an_indicator_its_rows_and_a_file(
    browser_page, server, sample_snapshot, ask_scope
):
    page = browser_page
    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    expect(page.get_by_text("Cần chú ý:")).to_be_visible()
    expect(page.get_by_text("DỮ LIỆU MẪU")).to_be_visible()
    line = page.get_by_test_id("stHorizontalBlock").filter(has_text="Xã Gia Lạc").filter(has_text="đúng hạn")
    line.get_by_role("link", name=re.compile("Xem")).last.click()
    ready(page, "Xã Gia Lạc")
    page.get_by_role("link", name=re.compile("Xem từng dòng")).click()
    ready(page, re.compile("Hồ sơ đúng hạn .06a., Xã Gia Lạc"))
    assert asked(page) | {"don_vi": GIA_LAC, "chi_so": "on_time_06a"} == asked(page)
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile("Tải CSV")).first.click()
    text = Path(started.value.path()).read_text("utf-8-sig")
    assert "DỮ LIỆU MẪU" in text
    scope = ask_scope(period="2021-Q2", unit=GIA_LAC)
    shown = figure(sample_snapshot, CATALOGUE["on_time_06a"], scope)
    codes = {row[0] for row in csv.reader(text.splitlines(), delimiter=";") if row}
    assert set(rows(sample_snapshot, CATALOGUE["on_time_06a"], scope)["code"]) <= codes
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{shown.value:.1f}%".replace(".", ","))


def test_a_cell_of_the_matrix_opens_its_unit(browser_page, server):
    page = browser_page
    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    expect(page.get_by_test_id("stDataFrame").nth(1)).to_be_visible()
    click_cell(page, row=2)
    expect(page).to_have_url(re.compile(r"don_vi=\d{5}%40start"))


def test_a_case_is_found_by_a_part_of_its_code(browser_page, server, sample_snapshot, ask_scope):
    some = rows(sample_snapshot, CATALOGUE["finished_cases"], ask_scope(period="2021-06"), 1)["code"].iloc[0]
    page = browser_page
    page.goto(f"{server}/ho-so")
    ready(page, "Hồ sơ thủ tục hành chính")
    search = page.get_by_role("textbox").first
    search.fill(some)
    search.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(some)
    assert asked(page)["ma"] == some


def test_the_first_choice_after_a_server_start_is_kept(page: Page, sample_home):
    """Even where the server was started plainly: no visit was paid before this one."""
    page.set_default_timeout(20_000)
    for address in serve(sample_home.path, "streamlit", "run", "dashboard.py"):
        page.goto(address)
        ready(page, "Cải cách hành chính huyện Gia Viễn")
        page.get_by_role("button", name=re.compile("Kỳ:")).click()
        choose(page, "Ngôn ngữ", "English")
        ready(page, re.compile("Gia Viễn district"))
        page.get_by_role("link", name="Cases").click()
        ready(page, re.compile("Cases"))
        assert asked(page)["ngon_ngu"] == "en"


def test_an_address_of_a_page_works_as_the_very_first_visit(page: Page, sample_home):
    page.set_default_timeout(20_000)
    for address in serve(sample_home.path, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()
        page.goto(f"{address}/don-vi?don_vi={GIA_LAC}")
        ready(page, "Xã Gia Lạc")
        expect(page.get_by_text("Page not found")).to_have_count(0)


def test_period_and_language_go_along_and_an_address_can_be_shared(browser_page, server, browser):
    page = browser_page
    page.goto(f"{server}/don-vi?don_vi={GIA_LAC}")
    ready(page, "Xã Gia Lạc")
    page.get_by_role("button", name=re.compile("Kỳ:")).click()
    choose(page, "Loại kỳ", "Tháng")
    expect(page).to_have_url(re.compile("ky=2021-0"))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Chỉ số", exact=True).click()
    ready(page, re.compile("Xã Gia Lạc"))
    assert asked(page)["ky"].startswith("2021-0")
    value = page.get_by_test_id("stMetricValue").first.inner_text()
    with browser.new_context(locale="vi-VN") as other:
        fresh = other.new_page()
        fresh.goto(page.url)
        expect(fresh.get_by_test_id("stMetricValue").first).to_have_text(value, timeout=30_000)
        assert asked(fresh) == asked(page)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [("don-vi?don_vi=99999", "99999"), ("chi-so?chi_so=nothing", "nothing"), ("?ky=2021-Q9", "2021-Q9")],
)
def test_a_wrong_id_says_so_and_shows_no_figure(browser_page, server, path, wrong):
    page = browser_page
    page.goto(f"{server}/{path}")
    expect(page.get_by_text(re.compile(f"Không (tìm thấy|có).*{wrong}"))).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(0)


@pytest.mark.parametrize(
    "place", ["", "don-vi", "chi-so", "ho-so", "ky-so", "hai-long", "du-lieu", "giai-thich"]
)
@pytest.mark.parametrize("width", [1366, 1024, 390])
def test_no_page_is_wider_than_its_screen_or_shows_an_error(browser_page, server, place, width):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{server}/{place}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
