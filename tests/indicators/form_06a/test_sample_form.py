"""Form II.06a of the sample: it adds up, says what figures say, and is what plain Python counts."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from indicators.catalogue import CATALOGUE
from indicators.form_06a import build_form_06a, preceding_period
from indicators.form_06a.lines import form_lines
from indicators.queries import figure, units
from indicators.queries.memo import attach_memory
from warehouse.connection import open_reader
from warehouse.snapshots import current_snapshot
from warehouse.tables import case_file

pytestmark = pytest.mark.forms
GIA_LAC = "14515@start"
PERIODS = (
    {"period": "2021-Q2"},
    {"period": "2021-06"},
    {"period": "2021-06", "calendar": "admin"},
    {"period": "2021-07", "as_of": date(2021, 7, 12)},
)


@pytest.fixture(scope="module")
def cases(sample_home):
    with open_reader(current_snapshot(sample_home)) as connection:
        return connection.execute(select(case_file)).all()


def counted(cases, first, last, name):
    """name(case) -> columns (3) to (13), by the form's own words."""
    columns = {}

    def add(case, *numbers):
        columns.setdefault(name(case), Counter()).update(numbers)

    for case in cases:
        if not case.counts_06a or case.received_on > last:
            continue
        done = case.finished_on if case.finished_on and case.finished_on <= last else None
        if done and done < first:
            continue
        new = case.received_on >= first
        add(case, 3, (4 if case.channel == "online" else 5) if new else 6)
        if done:
            early = case.due_on and done < case.due_on
            add(case, 7, 10 if case.late else 8 if early else 9)
        else:
            waits = case.finished_on is None and not case.clock_runs
            overdue = case.due_on and case.due_on < last and not waits
            add(case, 11, 13 if overdue else 12)
    return {one: [found[number] for number in range(3, 14)] for one, found in columns.items()}


@pytest.mark.parametrize("asked", PERIODS, ids=str)
def test_fields_and_units_are_what_plain_python_counts(asked, cases, sample_snapshot, ask_scope):
    scope = ask_scope(**asked)
    for by, column in (("field", "field"), ("unit", "unit_id")):
        expected = counted(cases, scope.period.first, scope.last_day, lambda case, c=column: getattr(case, c))
        form = build_form_06a(sample_snapshot, scope, by).lines
        found = {one.name: list(one.cells.values()) for one in form if one.kind in ("field", "unit")}
        assert {name: cells for name, cells in found.items() if any(cells)} == expected
        assert list(form[-1].cells.values()) == [
            sum(column) for column in zip(*expected.values(), strict=True)
        ]


def adds_up(now, then):
    """The five identities, written out."""
    assert now[3] == now[4] + now[5] + now[6]
    assert now[7] == now[8] + now[9] + now[10]
    assert now[11] == now[12] + now[13]
    assert now[3] == now[7] + now[11]
    assert now[6] == then.get(11, 0)


@pytest.mark.parametrize("asked", PERIODS[:3], ids=str)
def test_every_identity_holds_in_every_line_of_every_unit(asked, sample_snapshot, ask_scope):
    connection = attach_memory(sample_snapshot, {})
    scope, seen = ask_scope(**asked), 0
    for unit in (None, *(units(connection, scope)["id"] if asked == PERIODS[0] else ())):
        for by in ("field", "unit") if unit is None else ("field",):
            form = build_form_06a(connection, scope.with_unit(unit), by)
            earlier = form_lines(
                connection,
                scope.with_unit(unit).with_period(preceding_period(scope)),
                by,
                {11: CATALOGUE["open_cases"]},
            )
            then = {line.key: line.cells for line in earlier}
            for line in form.lines:
                if line.state == "value":
                    adds_up(line.cells, then.get(line.key, {}))
                    seen += 1
            assert form.findings == ()
    assert seen > 50


@pytest.mark.parametrize("unit", [None, GIA_LAC, "pb-noi-vu"])
@pytest.mark.parametrize("asked", PERIODS, ids=str)
def test_the_columns_that_are_figures_say_what_the_figures_say(asked, unit, sample_snapshot, ask_scope):
    scope = ask_scope(unit=unit, **asked)
    value = {id: figure(sample_snapshot, one, scope).value for id, one in CATALOGUE.items()}
    for by in ("field", "unit"):
        total = build_form_06a(sample_snapshot, scope, by).lines[-1].cells
        assert total[4] + total[5] == value["received_cases"]
        assert total[7] == value["finished_cases"]
        assert total[11] == value["open_cases"]
        assert total[13] == value["overdue_open"]
        assert 100 * (total[8] + total[9]) / total[7] == pytest.approx(value["on_time_06a"])
