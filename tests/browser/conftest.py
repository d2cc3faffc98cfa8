"""A server and a browser: Chromium from $CHROMIUM, else Debian's, else Playwright's own."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dashboard import visited

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    return {"args": options} | ({"executable_path": chromium} if chromium else {})


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "vi-VN", "viewport": {"width": 1366, "height": 768}, "accept_downloads": True}


@pytest.fixture(scope="module")
def server(sample_home):
    yield from visited(sample_home.path)


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
