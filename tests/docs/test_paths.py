"""Every file, folder and command of the project that the guides name is there."""

import re
from importlib.util import find_spec

import pytest

from deploy.rooms import read_imports
from warehouse.home import PROJECT

FOLDERS = (*read_imports(), "settings", "tests", "benchmarks", "docs", "deploy")
PATH = re.compile(rf"(?<![\w./-])(?:{'|'.join(FOLDERS)})/[\w./-]*[\w/]")
GUIDES = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "Makefile",
    PROJECT / ".pre-commit-config.yaml",
    *sorted((PROJECT / "docs").glob("*.md")),
    *sorted(path for path in (PROJECT / "deploy").rglob("*.*") if "__pycache__" not in path.parts),
]
MODULE = re.compile(r"python -m ([\w.]+)")
OF_A_HOME = {"settings/boundaries/"}  # not there before somebody has such files
LAST_OF_THE_OLD_HOUSE = "## 29."  # these records name the files of their day


def text_of(guide):
    text = guide.read_text("utf-8")
    if guide.name == "decisions.md":
        _, _, text = text.partition(LAST_OF_THE_OLD_HOUSE)
        _, _, text = text.partition("\n## ")
    return text.replace("\\", "/")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_path_of_a_guide_exists(guide):
    paths = set(PATH.findall(text_of(guide))) - OF_A_HOME
    assert [path for path in sorted(paths) if not (PROJECT / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_module_that_a_guide_runs_exists(guide):
    assert [name for name in MODULE.findall(text_of(guide)) if not find_spec(name)] == []


def test_the_guides_name_paths():
    assert len({path for guide in GUIDES for path in PATH.findall(text_of(guide))}) > 100
