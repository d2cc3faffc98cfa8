"""What every indicator must have."""

import ast
from pathlib import Path

import pytest

from indicators.catalogue import CATALOGUE
from indicators.handbook import PATH, handbook_text
from languages import LANGUAGES, load_phrases


def drawn_examples() -> set[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in Path(__file__).parents[1].rglob("test_*.py"))
    return {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_every_indicator_has_a_drawn_example(indicator):
    assert any(name.startswith(f"test_{indicator}") for name in drawn_examples())


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_every_indicator_can_be_read_about_in_every_language(indicator):
    assert indicator.basis
    for language in LANGUAGES:
        words = load_phrases(language)["indicator"][indicator.id]
        assert {"name", "short", "about"} <= set(words)
        assert indicator.theme in load_phrases(language)["theme"]


def test_the_handbook_is_current():
    assert PATH.read_text("utf-8") == handbook_text(), "run: python -m indicators.handbook"
