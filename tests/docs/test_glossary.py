"""The glossary tells each term once, and every name of code in it exists."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from indicators.catalogue import CATALOGUE
from warehouse.home import PROJECT
from warehouse.tables import metadata

ROW = re.compile(r"^\| (.+) \| (.+) \| `([\w.]+)` \|$", re.MULTILINE)
TERMS = ROW.findall((PROJECT / "docs" / "glossary.md").read_text("utf-8"))


def test_each_term_stands_once():
    for column in zip(*TERMS, strict=True):
        assert sorted(column) == sorted(set(column))


def test_no_row_escapes_the_tests():
    lines = (PROJECT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    heads = [line for line in lines if line.startswith(("| Vietnamese", "|---"))]
    assert len([line for line in lines if line.startswith("|")]) == len(TERMS) + len(heads)


@pytest.mark.parametrize("name", [name for _, _, name in TERMS])
def test_the_name_in_code_exists(name):
    table, _, column = name.partition(".")
    if table in metadata.tables:
        assert not column or column in metadata.tables[table].c
    else:
        assert name in CATALOGUE or exists(name)


def exists(name):
    """Whether this is a module, what it defines, or a member of a class in it."""
    path, rest = name, []
    while path and not is_module(path):
        path, _, last = path.rpartition(".")
        rest.insert(0, last)
    found = import_module(path) if path else None
    for part in rest:
        if part in getattr(found, "__annotations__", {}):
            return part == rest[-1]  # a field has no value before there is an object
        found = getattr(found, part, None)
    return found is not None


def is_module(path):
    try:
        return find_spec(path) is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("name", ["etl.nothing.Here", "indicators.scope.Scope.nothing", "etl.sample.nothing"])
def test_a_name_that_is_gone_is_noticed(name):
    assert not exists(name)
