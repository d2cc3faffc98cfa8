"""Start the dashboard as a process, and the few moves that journeys share."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from warehouse.home import PROJECT, Home

HEAD, ROW = 35, 27  # heights of a table's heading and of its rows


def serve(home: Path, *command: str) -> Iterator[str]:
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


def visited(home: Path) -> Iterator[str]:
    """The dashboard of that home, its first visit over: only that one takes long."""
    for address in serve(home, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()
        yield address


def copied(home: Home, folder: Path) -> Home:
    """A home to write into: meetings and files that are handed out leave a line."""
    shutil.copytree(home.path, folder / "home")
    return Home(folder / "home")


def ready(page: Page, title: str | re.Pattern) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


# Nothing runs, and for some frames the address and the places of charts and tables did not change.
_SETTLED = """
(address) => {
  const app = document.querySelector("[data-testid=stApp]");
  const drawn = [...document.querySelectorAll(".js-plotly-plot, canvas, h1")];
  const now = JSON.stringify([location.href, drawn.map((one) => one.getBoundingClientRect())]);
  const waits = document.querySelector("[data-testid=stSkeleton]");
  const quiet = app?.dataset.testScriptState === "notRunning" && !waits;
  window.framesAlike = quiet && now === window.lastFrame ? (window.framesAlike || 0) + 1 : 0;
  window.lastFrame = now;
  return window.framesAlike >= 20 && location.href.includes(address);
}
"""


def settled(page: Page, address: str = "ngon_ngu=") -> None:
    """The page has completed its own address and painted: only then is a change that of a click."""
    page.evaluate("window.framesAlike = 0")
    page.wait_for_function(_SETTLED, arg=address)


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def click_cell(page: Page, row: int, x: int = 60, table: int = 0) -> None:
    """A table is painted on a canvas: a cell is a place in it."""
    canvas = page.get_by_test_id("stDataFrame").nth(table).locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + HEAD + ROW * row + ROW / 2)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()
