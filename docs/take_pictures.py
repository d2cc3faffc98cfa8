"""Takes the pictures of the user guide from the sample: python -m docs.take_pictures (after `make sample`).

Files are put into a home of their own, so that the sample's stays as it was.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.serving import serve
from warehouse.home import PROJECT

PICTURES = PROJECT / "docs" / "hinh"
SOURCE, HOME = PROJECT / "sample" / "source", PROJECT / "sample" / "home"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
VIEWS = {"tong-quan": "", "du-lieu": "du-lieu", "quy-ve": "?ban_do=2025-07-01"}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        page = browser.new_page(locale="vi-VN", viewport={"width": 1280, "height": 800})
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        for address in serve(HOME, "ui"):
            for name, path in VIEWS.items():
                page.goto(f"{address}/{path}")
                expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
                _take(page, name)
        with tempfile.TemporaryDirectory() as empty:
            for address in serve(Path(empty), "ui"):
                _put_in(page, address)
        browser.close()


def _put_in(page: Page, address: str) -> None:
    """A file of the sample, and one that breaks off half-way."""
    whole = sorted(SOURCE.glob("van-ban-*.xlsx"))[-1]
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder) / "bi-cat-ngang.xlsx"
        cut.write_bytes(whole.read_bytes()[:9_000])
        page.goto(f"{address}/nap-tep")
        page.locator("input[type=file]").set_input_files([whole, cut])
        page.get_by_role("button", name="Xem trước").click()
        expect(page.get_by_text("bị hỏng hoặc bị cắt ngang").first).to_be_visible()
        _take(page, "nap-tep")


def _take(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.wait_for_function("document.querySelectorAll('[data-testid=stSkeleton]').length === 0")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
