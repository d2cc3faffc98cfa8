"""The same figure on the screen, on the command line and in the downloaded file, for every indicator."""

import json
import math
from pathlib import Path

import fastexcel
import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from indicators.catalogue import CATALOGUE
from indicators.cli.commands import app
from indicators.definition import Count, Percentile, PerHundred
from languages import say
from tests.browser.dashboard import ready
from tests.support import example_counts

pytestmark = pytest.mark.same_figure
UNIT = "14515@start"


def evidence(file: Path):
    """The rows of a downloaded workbook, under the headings that stand below its notes."""
    sheet = fastexcel.read_excel(file).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    cells = sheet.to_pandas()
    head = next(place for place, row in enumerate(cells.to_numpy()) if "Tử số" in row)
    return cells.iloc[head + 1 :].set_axis(cells.iloc[head], axis=1)


def recomputed(indicator, found) -> float:
    """The kind's rule over the rows of the file, in plain Python."""
    top, bottom = (found[name].astype(float) for name in ("Tử số", "Mẫu số"))
    if isinstance(indicator, Count):
        return top.sum()
    if isinstance(indicator, Percentile):
        days = sorted(found["Số ngày làm việc"].astype(int))
        return float(days[math.ceil(indicator.share * len(days)) - 1])
    return 100 * top.sum() / bottom.sum()


def as_written(indicator, value: float) -> str:
    """1234.5 as an official writes it; whole numbers for counts and days."""
    digits = 0 if isinstance(indicator, Count | Percentile) else 1
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


# A page, a command and a file each; where there is time for all of them.
SOME = tuple(CATALOGUE.values())[:: example_counts.of(2, 1)]


@pytest.mark.parametrize("indicator", SOME, ids=lambda one: one.id)
def test_screen_command_line_and_file_agree(indicator, browser_page, server, sample_home):
    asked = ["measure", indicator.id, "--period", "2021-Q2", "--unit", UNIT, "--format", "json"]
    answer = CliRunner().invoke(app, [*asked, "--home", str(sample_home.path)])
    value = json.loads(answer.output)[0]["value"]
    page = browser_page
    page.goto(f"{server}/chi-so?chi_so={indicator.id}&don_vi={UNIT}&ky=2021-Q2&lich=civil")
    name = say("vi", f"indicator.{indicator.id}.name")
    ready(page, f"{name}, Xã Gia Lạc")
    shown = page.get_by_test_id("stMetricValue").first
    expect(shown).to_contain_text(as_written(indicator, value))
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải XLSX").first.click()
    found = evidence(Path(started.value.path()))
    assert recomputed(indicator, found) == pytest.approx(value)
    assert isinstance(indicator, PerHundred) or len(found) > 0
