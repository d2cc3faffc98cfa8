"""A page asks nothing twice in one run, and what it was told is not shared with whoever asks next."""

from collections import Counter

import pandas as pd
import pytest
import streamlit as st
from sqlalchemy import Engine, event

from indicators.catalogue import CATALOGUE
from indicators.queries import units
from indicators.queries.memo import argument_key, attach_memory, memoise
from tests.ui.test_pages import UNIT, open_page  # noqa: F401
from ui.menu import PAGES


@pytest.fixture
def sent():
    """Every statement that reaches a snapshot."""
    statements: Counter = Counter()

    def keep(connection, cursor, statement, parameters, context, many):
        statements[connection.engine.url, statement, str(parameters)] += 1

    event.listen(Engine, "before_cursor_execute", keep)
    yield statements
    event.remove(Engine, "before_cursor_execute", keep)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        *((place, {}) for place in PAGES),
        *((place, {"don_vi": UNIT}) for place in ("indicator", "cases", "satisfaction")),
        *((place, {"ban_do": "2025-07-01"}) for place in ("overview", "unit")),
    ],
)
def test_no_page_asks_anything_twice_in_one_run(open_page, sent, place, address):  # noqa: F811
    app = open_page(place, **address)
    st.cache_resource.clear()
    sent.clear()
    app.run()
    assert not app.exception and not app.error
    assert sent or place == "upload"
    assert [key[1] for key, times in sent.items() if times > 1] == []


def test_a_question_is_asked_once_of_a_connection_that_remembers(sample_snapshot, ask_scope):
    asked = []

    @memoise
    def question(connection, indicator, scope):
        asked.append(indicator.id)
        return pd.DataFrame({"unit": [scope.unit]})

    on_time, late = CATALOGUE["on_time_06a"], CATALOGUE["overdue_open"]
    for _ in range(2):
        question(sample_snapshot, on_time, ask_scope())
    assert asked == ["on_time_06a"] * 2  # nothing says how long this connection's answers hold

    remembers = attach_memory(sample_snapshot, {})
    asked.clear()
    first = question(remembers, on_time, ask_scope())
    first["unit"] = "spoilt"
    assert question(remembers, on_time, ask_scope())["unit"].tolist() == [None]
    assert question(remembers, on_time, ask_scope(unit=UNIT))["unit"].tolist() == [UNIT]
    question(remembers, late, ask_scope())
    assert asked == ["on_time_06a", "on_time_06a", "overdue_open"]


def test_conditions_are_told_apart_by_their_values():
    five, three = CATALOGUE["satisfied_5"].heard, CATALOGUE["satisfied_3"].heard
    assert argument_key(five) != argument_key(three)


def test_units_that_one_page_changes_are_whole_for_the_next(sample_snapshot, ask_scope):
    remembers = attach_memory(sample_snapshot, {})
    taken = units(remembers, ask_scope())
    taken["name"] = "–"
    assert "Xã Gia Lạc" in set(units(remembers, ask_scope())["name"])
