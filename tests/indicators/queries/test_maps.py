"""Units through time: the map of the time, and figures rolled up to a later map (product.md, rule 10)."""

import math
import random
from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, create_engine

from etl.settings import Settings
from etl.settings.unit_map import build_unit_map, map_days
from etl.settings.units import Successor, Unit
from etl.storage import snapshot_settings
from indicators.assessment import assess_units, findings_of
from indicators.catalogue import CATALOGUE
from indicators.definition import Percentile
from indicators.periods import period_from_key, period_of_days
from indicators.queries import (
    all_units,
    box_days,
    figure,
    histories,
    history,
    open_cases,
    row_count,
    rows,
    split,
    units,
    unmapped_units,
)
from indicators.scope import Scope
from indicators.scope_from_words import NotFound, scope_from_words
from indicators.wording import map_note
from presentation.notes import Provenance, notes
from warehouse.connection import append_rows
from warehouse.home import PROJECT
from warehouse.tables import FACTS, metadata

pytestmark = pytest.mark.units
CLOSING = date(2025, 12, 31)
JANUARY, JULY = date(2025, 1, 1), date(2025, 7, 1)
Q2 = Scope(period_from_key("2021-Q2", None), CLOSING)
YEAR = Scope(period_from_key("2025", None), CLOSING)
AUTUMN = Scope(period_from_key("2025-Q3", None), CLOSING)

GIA_VIEN, GIA_HUNG, GIA_VAN, GIA_TRAN, DAI_HOANG, GIA_PHONG, TAY_HOA_LU = (
    f"{code}@2025-07-01" for code in (14464, 14482, 14488, 14494, 14500, 14524, 14533)
)
MADE_OF = {  # domain.md 4.2 and 4.3, by hand: what the five that add up were in 2021
    GIA_VIEN: {"14464", "14491", "14497", "14467"},
    GIA_HUNG: {"14473", "14482", "14470"},
    GIA_TRAN: {"14476", "14485", "14494"},
    DAI_HOANG: {"14506", "14518", "14500", "14509"},
    GIA_PHONG: {"14515", "14512", "14524"},
}
REFUSED = {GIA_VAN, TAY_HOA_LU}
UNALLOCATED = {"14503@start", "14521@start", "14488@start", "14479@start"}  # Tân, Sinh, Lập, Vân of 2021
ROLLED = {f"{code}@start": new for new, codes in MADE_OF.items() for code in codes}


@pytest.fixture(scope="module")
def organised(settings):
    """The settings of Gia Viễn and random facts: of every unit, in each quarter in which it lived."""
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    chance = random.Random(7)
    with engine.connect() as connection:
        snapshot_settings.write(connection, settings)
        snapshot_settings.write_state(connection, closing_date=CLOSING, basis="given", sample=True)
        for table in FACTS:
            drawn = [row for unit in settings.units for row in facts_of(unit, table, chance)]
            append_rows(connection, table, pd.DataFrame(drawn))
        yield connection
    engine.dispose()


def facts_of(unit, table, chance):
    """Forty rows a quarter and unit; every value that the table allows, every day inside the unit's life."""
    quarters = [date(2021, 4, 1), *(date(2025, month, 1) for month in (1, 4, 7))]
    for first in quarters:
        if not unit.is_valid(first):
            continue
        for number in range(40):
            yield {
                column.name: value(column, unit, first, number, chance)
                for column in table.columns
                if column.name != "file_id"
            }


def value(column, unit, first, number, chance):
    if column.name == "unit_id":
        return unit.id
    if column.name == "reported":
        return number == 0 or chance.random() < 0.8  # every unit reports
    if isinstance(column.type, Boolean):
        return chance.random() < 0.6
    if column.name.startswith("finished") and number % 4 == 0:
        return None  # still open: cases of units that have ended stay somewhere
    if column.name == "scale":
        return chance.choice([3, 5])
    if isinstance(column.type, Integer):
        return chance.randint(1, 5) + (number == 0)
    if isinstance(column.type, Date | DateTime):
        return first + timedelta(days=chance.randint(0, 85))
    if column.name == "channel":
        return chance.choice(["online", "counter"])
    if column.name in ("code", "key"):
        return f"{unit.id} {first} {number}"
    return chance.choice({"direction": ["in", "out"], "handled": ["on_time", "late"]}.get(column.name, ["a"]))


def by_group(connection, indicator, scope):
    return split(connection, CATALOGUE[indicator], scope, "unit").set_index("group")


@pytest.mark.parametrize(
    ("day", "count"),
    [("2021-08-02", 21), ("2024-12-31", 21), ("2025-01-01", 18), ("2025-06-30", 18), ("2025-07-01", 7)],
)
def test_the_number_of_communes_on_a_day(organised, day, count):
    known = units(organised, Scope(period_of_days(date.fromisoformat(day), date.fromisoformat(day)), CLOSING))
    assert (known["kind"] == "commune").sum() == count


def test_a_map_is_a_day_on_which_the_units_changed(settings):
    assert map_days(settings.units) == [JANUARY, JULY]


def test_2021_on_the_map_of_january_2025_has_18_communes(organised):
    known = units(organised, Q2.with_map(JANUARY))
    communes = known[known["kind"] == "commune"]
    assert len(communes) == 18 and set(communes["place"]) == {"shown"}
    was, now = (
        by_group(organised, "received_cases", Q2),
        by_group(organised, "received_cases", Q2.with_map(JANUARY)),
    )
    parts = ["14464@start", "14491@start", "14497@start"]
    assert now.at["14464@2025-01-01", "value"] == was.loc[parts, "value"].sum()
    parts = ["14506@start", "14518@start"]
    assert now.at["14506@2025-01-01", "value"] == was.loc[parts, "value"].sum()
    assert not {"14464@start", "14491@start", "14506@start"} & set(now.index)


def test_2021_on_the_map_of_july_2025_says_what_it_cannot_do(organised):
    known = units(organised, Q2.with_map(JULY))
    places = known[known["kind"] == "commune"].groupby("place")["id"].agg(set).to_dict()
    assert places == {
        "shown": set(MADE_OF),
        "refused": REFUSED,
        "divided": {"14503@start"},
        "stranded": UNALLOCATED - {"14503@start"},
    }


def test_the_reasons_are_told_in_words(organised):
    told = map_note("vi", JULY, unmapped_units(organised, Q2.with_map(JULY)))
    assert "Xã Gia Vân (nhận một phần Xã Gia Tân bị chia)" in told
    assert (
        "4 đơn vị ngoài phạm vi số liệu: Phường Ninh Giang, Xã Trường Yên, Xã Ninh Hòa, Xã Phúc Sơn" in told
    )
    assert "Xã Gia Sinh (nhập vào Phường Tây Hoa Lư mới)" in told
    assert "Xã Gia Tân (bị chia về Xã Gia Vân, Phường Tây Hoa Lư)" in told
    for quiet in (Q2.with_map(JANUARY), AUTUMN.with_map(JULY)):
        assert unmapped_units(organised, quiet) == []


def test_offices_have_no_successor_and_stand_as_themselves(organised):
    known = units(organised, Q2.with_map(JULY))
    offices = known[known["kind"] == "office"]
    assert len(offices) == 12 and set(offices["place"]) == {"shown"}
    was, now = (
        by_group(organised, "finished_cases", Q2),
        by_group(organised, "finished_cases", Q2.with_map(JULY)),
    )
    assert now.loc[offices["id"], "value"].equals(was.loc[offices["id"], "value"])


ADDITIVE = [one for one, indicator in CATALOGUE.items() if not isinstance(indicator, Percentile)]


@pytest.mark.parametrize("scope", [Q2, YEAR, AUTUMN], ids=lambda scope: scope.period.key)
@pytest.mark.parametrize("map_on", [None, JANUARY, JULY])
@pytest.mark.parametrize("indicator", ADDITIVE)
def test_all_units_together_are_the_whole(organised, indicator, map_on, scope):
    """What is shown, refused and unallocated: no case is lost or counted twice."""
    scope = scope.with_map(map_on)
    whole = figure(organised, CATALOGUE[indicator], scope)
    parts = by_group(organised, indicator, scope)
    assert whole.numerator
    for part in ("numerator", "denominator"):
        assert parts[part].sum() == (getattr(whole, part) or 0)
    assert set(parts.index[parts["state"] == "refused"]) == (
        REFUSED if map_on == JULY and scope.period.first < JULY else set()
    )
    assert parts.loc[parts["state"] == "refused", "value"].isna().all()


@pytest.mark.parametrize("indicator", ADDITIVE)
def test_the_five_add_up_from_their_old_units(organised, indicator):
    was, now = by_group(organised, indicator, Q2), by_group(organised, indicator, Q2.with_map(JULY))
    for new, codes in MADE_OF.items():
        old = was.loc[[f"{code}@start" for code in codes], ["numerator", "denominator"]].sum()
        assert now.at[new, "numerator"] == old["numerator"]
        if old["denominator"]:
            assert now.at[new, "denominator"] == old["denominator"]
            assert now.at[new, "value"] == pytest.approx(100 * old["numerator"] / old["denominator"])
    for unit in UNALLOCATED:
        assert now.loc[unit].to_dict() == was.loc[unit].to_dict()


@pytest.mark.parametrize("indicator", [one for one in CATALOGUE if one not in ADDITIVE])
def test_a_percentile_is_taken_over_all_cases_of_the_old_units(organised, indicator):
    cases = rows(organised, CATALOGUE[indicator], Q2)
    now = by_group(organised, indicator, Q2.with_map(JULY))
    for new, taken in cases.groupby(cases["unit_id"].map(ROLLED)):
        in_order = sorted(taken["working_days"])
        reached = in_order[math.ceil(CATALOGUE[indicator].share * len(in_order)) - 1]
        assert (now.at[new, "value"], now.at[new, "n"]) == (reached, len(taken))


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_a_rolled_up_figure_opens_to_the_rows_of_its_old_units(organised, indicator):
    scope = Q2.with_map(JULY).with_unit(DAI_HOANG)
    behind = rows(organised, CATALOGUE[indicator], scope)
    shown, of_all = (
        figure(organised, CATALOGUE[indicator], scope),
        by_group(organised, indicator, Q2.with_map(JULY)),
    )
    assert set(behind["unit_id"]) == {f"{code}@start" for code in MADE_OF[DAI_HOANG]}
    assert len(behind) == row_count(organised, CATALOGUE[indicator], scope)
    assert shown.value == of_all.at[DAI_HOANG, "value"]
    if shown.denominator and CATALOGUE[indicator].kind == "ratio":
        assert behind["denominator"].sum() == shown.denominator


def test_a_trend_runs_over_the_change_of_the_map(organised):
    quarters = tuple(period_from_key(key, None) for key in ("2021-Q2", "2025-Q1", "2025-Q2", "2025-Q3"))
    indicator = CATALOGUE["received_cases"]
    whole = [history(organised, indicator, Q2.with_map(JULY).with_unit(unit), quarters) for unit in MADE_OF]
    for new, found in zip(MADE_OF, whole, strict=True):
        alone = history(organised, indicator, Q2.with_unit(new), quarters)
        assert set(found["state"]) == {"value"} and (found["value"] > 0).all()
        assert alone["value"].isna().tolist() == [True, True, True, False]
        assert found["value"].iloc[3] == alone["value"].iloc[3]
    refused = history(organised, indicator, Q2.with_map(JULY).with_unit(GIA_VAN), quarters)
    assert refused["state"].tolist() == ["refused", "refused", "refused", "value"]
    assert refused["value"].isna().tolist() == [True, True, True, False]


@pytest.mark.parametrize("map_on", [None, JANUARY, JULY])
def test_the_trends_of_all_units_are_each_ones_trend(organised, map_on):
    quarters = tuple(period_from_key(key, None) for key in ("2021-Q2", "2025-Q1", "2025-Q2", "2025-Q3"))
    scope = Q2.with_map(map_on)
    asked = tuple(units(organised, scope)["id"])
    for indicator in (CATALOGUE["on_time_06a"], CATALOGUE["received_cases"]):
        found = histories(organised, indicator, scope, quarters, asked)
        for unit in asked:
            alone = history(organised, indicator, scope.with_unit(unit), quarters)
            of_one = found[found["unit_id"] == unit].drop(columns="unit_id").reset_index(drop=True)
            pd.testing.assert_frame_equal(of_one, alone, check_dtype=False)


def test_a_period_after_the_map_is_as_it_is(organised):
    for indicator in ("on_time_06a", "satisfied_5", "p90_days"):
        assert by_group(organised, indicator, AUTUMN).equals(
            by_group(organised, indicator, AUTUMN.with_map(JULY))
        )
        assert by_group(organised, indicator, AUTUMN).equals(
            by_group(organised, indicator, AUTUMN.with_map(JANUARY))
        )


def test_a_refused_unit_is_never_judged_and_the_unallocated_neither(organised):
    scope = Q2.with_map(JULY)
    measured = [
        one for found in assess_units(organised, tuple(CATALOGUE), scope, 1).values() for one in found
    ]
    apart = [one for one in measured if one.unit_id in REFUSED | UNALLOCATED]
    assert {one.unit_id for one in apart} == REFUSED | UNALLOCATED
    assert all(one.target is None and one.signal in ("none", "missing") for one in apart)
    findings = findings_of(measured)
    assert findings and not {one.unit_id for one in findings} & (REFUSED | UNALLOCATED)


def test_a_rolled_up_unit_has_the_target_of_its_own_level(organised):
    (found,) = [
        one
        for one in assess_units(organised, ("on_time_06a",), Q2.with_map(JULY), 1)["on_time_06a"]
        if one.unit_id == GIA_VIEN
    ]
    assert found.target.value == 95


@pytest.mark.parametrize(
    ("code", "period", "map_on", "unit"),
    [
        ("14464", "2021-Q2", None, "14464@start"),
        ("14464", "2025-Q1", None, "14464@2025-01-01"),
        ("14464", "2025-Q3", None, GIA_VIEN),
        ("14482", "2021-Q2", None, "14482@start"),  # Gia Phú
        ("14482", "2025-Q3", None, GIA_HUNG),
        ("14488", "2021-Q2", None, "14488@start"),  # Gia Lập
        ("14488", "2025-Q3", None, GIA_VAN),
        ("14500", "2021-Q2", None, "14500@start"),  # Gia Phương
        ("14500", "2025-Q3", None, DAI_HOANG),
        ("14464", "2021-Q2", JANUARY, "14464@2025-01-01"),
        ("14464", "2021-Q2", JULY, GIA_VIEN),
        ("14488", "2021-Q2", JULY, GIA_VAN),
        ("14503", "2021-Q2", JULY, "14503@start"),
        ("14479@start", "2021-Q2", JULY, "14479@start"),
    ],
)
def test_a_code_means_the_unit_of_the_period_and_map(organised, code, period, map_on, unit):
    assert scope_from_words(organised, period=period, unit=code, map=map_on).unit == unit


@pytest.mark.parametrize(
    ("unit", "period", "map_on"),
    [
        (GIA_VIEN, "2021-Q2", None),
        ("14464@start", "2025-Q3", None),
        ("14464@start", "2021-Q2", JANUARY),
        ("14491", "2021-Q2", JULY),
        ("99999", "2021-Q2", None),
    ],
)
def test_a_unit_that_is_not_there_is_refused(organised, unit, period, map_on):
    with pytest.raises(NotFound, match="unit"):
        scope_from_words(organised, period=period, unit=unit, map=map_on)


def test_a_map_that_does_not_exist_is_refused(organised):
    with pytest.raises(NotFound, match="map: 2025-07-02"):
        scope_from_words(organised, map=date(2025, 7, 2))


HOMONYMS = {  # old and new unit of the same name
    "Xã Gia Hưng": ("14470@start", GIA_HUNG),
    "Xã Gia Vân": ("14479@start", GIA_VAN),
    "Xã Gia Trấn": ("14494@start", GIA_TRAN),
    "Xã Gia Phong": ("14524@start", GIA_PHONG),
}


@pytest.mark.parametrize("name", HOMONYMS)
def test_a_name_that_two_units_had_means_the_one_of_the_period(organised, name):
    for scope, unit in zip((Q2, AUTUMN), HOMONYMS[name], strict=True):
        known = units(organised, scope)
        assert known.loc[known["name"] == name, "id"].tolist() == [unit]
    assert (all_units(organised)["name"] == name).sum() == 2


def test_who_may_see_a_unit_sees_what_it_has_taken_over_and_nothing_else(organised):
    scope = Scope(Q2.period, CLOSING, allowed=frozenset({GIA_PHONG}), map=JULY)
    assert units(organised, scope)["id"].tolist() == [GIA_PHONG]
    seen = rows(organised, CATALOGUE["received_cases"], scope)
    assert set(seen["unit_id"]) == {"14515@start", "14512@start", "14524@start"}
    assert open_cases(organised, scope, 500)["unit_id"].isin(seen["unit_id"]).all()
    old = Scope(Q2.period, CLOSING, allowed=frozenset({"14515@start"}), map=JULY)
    assert units(organised, old).empty and rows(organised, CATALOGUE["received_cases"], old).empty


def test_a_box_keeps_its_old_unit_beside_the_one_it_counts_for(organised):
    found = box_days(organised, Q2.with_map(JULY).with_unit(GIA_TRAN))
    assert set(found["unit_id"]) == {f"{code}@start" for code in MADE_OF[GIA_TRAN]}
    assert set(found["shown_as"]) == {GIA_TRAN}


def drawn_unit(letter, begins=None, ends=None):
    return Unit(letter, letter, f"Xã {letter}", "commune", "p", begins, ends, None)


def test_a_unit_is_refused_only_before_what_cannot_be_undone():
    """A was divided into B and C in 2023; B became D with E in 2025: D adds up from 2023 on, not before."""
    eve, change = date(2022, 12, 31), date(2023, 1, 1)
    last, later = date(2024, 12, 31), date(2025, 1, 1)
    drawn = [
        drawn_unit("A", None, eve),
        drawn_unit("B", change, last),
        drawn_unit("C", change),
        drawn_unit("D", later),
        drawn_unit("E", None, last),
    ]
    went = [
        Successor("A", "B", change, "part", "NQ"),
        Successor("A", "C", change, "part", "NQ"),
        Successor("B", "D", later, "full", "NQ"),
        Successor("E", "D", later, "full", "NQ"),
    ]

    def shown(unit, first):
        (found,) = [
            one
            for one in build_unit_map(drawn, went)
            if (one.map_on, one.unit_id) == (later, unit) and one.begins_from <= first <= one.begins_to
        ]
        return found.shown_as, found.state

    assert shown("A", date(2021, 1, 1)) == ("A", "divided")
    assert shown("E", date(2021, 1, 1)) == ("E", "stranded")
    assert shown("D", date(2021, 1, 1)) == ("D", "refused")
    assert shown("E", change) == shown("B", change) == shown("D", change) == ("D", "shown")
    assert shown("C", date(2021, 1, 1)) == ("C", "refused") and shown("C", change) == ("C", "shown")


def test_every_unit_has_one_place_on_every_map_in_every_period(settings):
    for first in (date.min, date(2021, 4, 1), JANUARY, date(2025, 6, 30), JULY, date.max):
        holding = [
            (one.map_on, one.unit_id)
            for one in build_unit_map(settings.units, settings.successors)
            if one.begins_from <= first <= one.begins_to
        ]
        assert sorted(holding) == sorted((day, unit.id) for day in (JANUARY, JULY) for unit in settings.units)


SHARED = PROJECT.parent / "shared" / "data" / "units"


@pytest.mark.real
@pytest.mark.parametrize(
    ("stage", "day"),
    [
        ("63tinh_truoc_2025-01-01", date(2021, 8, 2)),
        ("2025-01-01_den_2025-06-30", date(2025, 6, 30)),
        ("tu_2025-07-01", JULY),
    ],
)
def test_the_settings_agree_with_the_lists_of_the_statistics_office(stage, day):
    if not SHARED.exists():
        pytest.skip("the lists of units are not beside the project")
    theirs = pd.read_csv(SHARED / "units.csv", dtype=str)
    theirs = theirs[theirs["giai_doan"] == stage]
    ours = [unit for unit in Settings.read(PROJECT / "settings").units if unit.kind == "commune"]
    assert {(unit.code, unit.name) for unit in ours if unit.is_valid(day)} == set(
        zip(theirs["ma_xa"], theirs["ten"], strict=True)
    )


def test_every_file_says_on_which_map_its_figures_stand(organised):
    def printed(scope):
        left = tuple(unmapped_units(organised, scope)) if scope.map else ()
        taken = Provenance(
            "vi", "huyện", Q2.period, "civil", CLOSING, "Toàn huyện", "0001", True, (), scope.map, left
        )
        return dict(notes(taken).entries)

    assert printed(Q2)["Danh mục đơn vị"] == "theo thời điểm"
    assert printed(Q2.with_map(JULY))["Danh mục đơn vị"] == "quy về 01/07/2025"
    assert "chưa phân bổ Xã Gia Lập" in printed(Q2.with_map(JULY))["Quy đổi đơn vị"]
    assert "Quy đổi đơn vị" not in printed(Q2.with_map(JANUARY))
