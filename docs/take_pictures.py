"""Takes the pictures of the user guide from the sample: python -m docs.take_pictures (after `make sample`).

Files are put into a home of their own, so that the sample's stays as it was.
"""

import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect, sync_playwright

from tests.browser.dashboard import serve, settled
from warehouse.home import PROJECT

PICTURES = PROJECT / "docs" / "hinh"
SOURCE, HOME = PROJECT / "sample" / "source", PROJECT / "sample" / "home"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
WINDOW: ViewportSize = {"width": 1280, "height": 800}
VIEWS = {
    "tong-quan": "",
    "du-lieu": "du-lieu",
    "quy-ve": "?ban_do=2025-07-01",
    "can-kiem-tra": "can-kiem-tra",
    "bao-cao": "bao-cao?ky=2021-Q2",
    "lap-bang": "lap-bang?ky=2021-Q2",
}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        page = browser.new_page(locale="vi-VN", viewport=WINDOW)
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        with tempfile.TemporaryDirectory() as folder:
            # A meeting writes down that its snapshot is to stay.
            for address in serve(shutil.copytree(HOME, Path(folder) / "home"), "ui"):
                for name, path in VIEWS.items():
                    page.goto(f"{address}/{path}")
                    _take(page, name)
                _monday(page, address)
            for address in serve(Path(folder) / "empty", "ui"):
                _put_in(page, address)
        browser.close()


def _monday(page: Page, address: str) -> None:
    """Whom to visit and why, what will be late there, why May changed, and all that before a room."""
    page.goto(f"{address}/")
    page.locator(".st-key-attention").get_by_role("link", name=re.compile("Xem")).first.click()
    expect(page).to_have_url(re.compile("/don-vi"))
    _take(page, "don-vi")
    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    expect(page).to_have_url(re.compile("/ho-so"))
    page.get_by_text("Đến hạn trong 7 ngày").click()
    _take(page, "ho-so-nguy-co", page.get_by_role("heading", name="Hồ sơ có nguy cơ quá hạn"))
    page.goto(f"{address}/chi-so?don_vi=toan-bo&chi_so=on_time_06a&ky=2021-05")
    _take(page, "vi-sao", page.get_by_role("heading", name="Vì sao thay đổi"))
    page.set_viewport_size({"width": 1024, "height": 768})
    page.get_by_role("button", name=re.compile("Kỳ:")).click()
    page.get_by_role("button", name="Chế độ họp").click()
    expect(page.get_by_text("Cuộc họp đang dùng bản số liệu")).to_be_visible()
    page.keyboard.press("Escape")
    _take(page, "che-do-hop")
    page.set_viewport_size(WINDOW)


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


def _take(page: Page, name: str, top: Locator | None = None) -> None:
    """The window, from `top` on where it is given."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page, "")
    if top:
        top.evaluate("heading => heading.scrollIntoView()")
        settled(page, "")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
