"""A home with the whole sample, loaded once a run through the same door as a user's files."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from filelock import FileLock

from etl import sample
from etl.loading.load import load
from etl.reading.read_file import read_file
from etl.settings import Settings
from indicators.scope_from_words import scope_from_words
from tests.support.source_files import write_xlsx
from ui.components import charts
from ui.downloads.writers import install_report_writers
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot

LOADED_AT = datetime(2021, 8, 2, 6, 15)


def pytest_make_parametrize_id(val, argname):
    # The bytes of a packed file hold the time of day: two workers would know one case by two names.
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def _charts_are_checked():
    """A name that Plotly does not know fails here; on screen nobody waits for that."""
    charts.CHECKED = True


@pytest.fixture(scope="session", autouse=True)
def _files_can_be_written():
    """Components are tested without the frame, which installs the writers."""
    install_report_writers()


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.read(PROJECT / "settings")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory, settings, worker_id) -> Home:
    """25 months of the sample with fewer cases; nobody may write to it. Workers of one run share it."""
    shared = (
        tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    )
    place = shared / "sample"
    with FileLock(shared / "sample.lock"):
        if not place.exists():
            _load_sample(place, settings)
    return Home(place / "home")


def _load_sample(place: Path, settings: Settings) -> None:
    making = place.with_name("sample.making")
    shutil.rmtree(making, ignore_errors=True)
    files = sample.write(making / "source", settings=settings)
    load(files, Home(making / "home"), settings, loaded_at=LOADED_AT)
    making.rename(place)


@pytest.fixture
def sample_snapshot(sample_home):
    with open_reader(current_snapshot(sample_home)) as connection:
        yield connection


@pytest.fixture
def ask_scope(sample_snapshot):
    return lambda **asked: scope_from_words(sample_snapshot, **asked)


@pytest.fixture
def take(tmp_path, settings):
    """Writes the sheets to a workbook and understands it."""

    def taken(*sheets, names=None):
        return read_file(write_xlsx(tmp_path / "tệp.xlsx", *sheets, names=names), "tệp.xlsx", settings)

    return taken
