"""The dossiers of all units are built beside the page, which tells how far they are and hands them out."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from etl.loading.load import load
from indicators.queries import units
from indicators.scope_from_words import scope_from_words
from tests.support.source_files import row, table, write_xlsx
from tests.ui.test_pages import opened
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

BUTTON = "Lập hồ sơ mọi đơn vị"


@pytest.fixture
def home(tmp_path, settings, monkeypatch):
    """On the map of 2025 there are few units, each with few cases."""
    cases = [row(Mã_hồ_sơ=f"H-{number}") for number in range(3)]
    path = write_xlsx(tmp_path / "a.xlsx", table("cases", *cases))
    load([path], Home(tmp_path / "home"), settings, loaded_at=datetime(2021, 8, 31))
    monkeypatch.setenv("REFORM_HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home")


def test_a_batch_goes_on_beside_the_page_and_is_handed_out_when_it_is_done(home):
    app = opened("reports", ky="2021-08", ban_do="2025-07-01", don_vi="toan-bo")
    next(one for one in app.button if one.label == BUTTON).click().run()
    assert not app.exception and not [one for one in app.button if one.label == BUTTON]
    batch = app.session_state["batch"]
    assert batch.job.wait().error is None
    app.run()
    assert not app.exception
    with open_reader(current_snapshot(home)) as connection:
        scope = scope_from_words(connection, period="2021-08", map=datetime(2025, 7, 1).date())
        known = units(connection, scope)
        shown = known[known["place"] == "shown"]
    with zipfile.ZipFile(BytesIO(batch.job.result)) as packed:
        assert len(packed.namelist()) == len(shown) > 1
    done, of, _ = batch.at
    assert done == of == len(shown)
