"""How often the tests of clock integrity raise a false alarm on districts in which nothing is wrong.

    python -m benchmarks.integrity [--districts 300] [--seed 1]

Each district has 21 communes and 12 offices of 12 to 1,500 cases a month, one quarter, 40 procedures; units
differ in size and in their mix of procedures and in nothing else. Printed: districts with any finding, and
findings by test.
"""

import argparse
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
from scipy.stats import beta
from sqlalchemy import Connection, create_engine, insert

from etl.settings import Settings
from indicators.periods import period_from_key
from indicators.queries.integrity import Finding, examine_integrity
from indicators.scope import Scope
from warehouse.connection import append_rows
from warehouse.home import PROJECT
from warehouse.tables import answer, ballot, calendar_day, case_file, metadata, unit

QUARTER = Scope(period_from_key("2021-Q2", None), date(2021, 6, 30))
COMMUNES, OFFICES, PROCEDURES, MONTHS = 21, 12, 40, 5
FIRST, DAYS = np.datetime64("2021-02-01"), 150
SMALLEST, LARGEST = 12, 1500
TERMS = (0, 0, 0, 1, 2, 3, 5, 7, 10, 15, 20, 30)
ASPECTS = 5


def draw_cases(chance: np.random.Generator, working_days: np.ndarray) -> pd.DataFrame:
    """Draw the cases of a clean district; `working_days`: the days on which offices work, from FIRST on."""
    units = COMMUNES + OFFICES
    size = np.exp(chance.uniform(np.log(SMALLEST), np.log(LARGEST), units)).astype(int) * MONTHS
    whose = np.repeat(np.arange(units), size)
    mixes = chance.dirichlet(np.full(PROCEDURES, 0.5), units)
    procedure = np.concatenate([chance.choice(PROCEDURES, n, p=mixes[u]) for u, n in enumerate(size)])
    term = chance.choice(TERMS, PROCEDURES)[procedure]
    rows = len(whose)
    begun = chance.integers(0, np.searchsorted(working_days, FIRST + DAYS), rows)
    took = np.floor(np.maximum(term, 1) * chance.beta(4, 1.6, rows)).astype(int)
    late = chance.random(rows) < 0.05
    took = np.where(late, term + chance.geometric(0.3, rows), np.minimum(took, term))
    waits = chance.random(rows) < 0.01
    minute = chance.integers(450, 900, rows)
    received, finished = working_days[begun], working_days[begun + took]
    ended = np.where(took == 0, minute + chance.integers(5, 90, rows), chance.integers(450, 1020, rows))
    odd = chance.random(rows) < 0.01  # entered in the evening, everywhere as rarely
    ended = np.where(odd & (took > 0), 1200, ended)
    running = waits | (finished > np.datetime64(QUARTER.closing))
    return pd.DataFrame(
        {
            "code": np.arange(rows).astype(str),
            "unit_id": whose.astype(str),
            "procedure": procedure.astype(str),
            "received_on": received,
            "received_at": received + minute.astype("timedelta64[m]"),
            "due_on": working_days[begun + term],
            "finished_on": np.where(running, np.datetime64("NaT"), finished),
            "finished_at": np.where(running, np.datetime64("NaT"), finished + ended.astype("timedelta64[m]")),
            "status": np.where(waits, 5, np.where(running, 4, 10)),
            "supplements": np.minimum(chance.geometric(0.93, rows) - 1, 4),
            "phone": chance.integers(0, rows // 2 + 1, rows).astype(str),
            "late": late,
            "clock_runs": running & ~waits,
            "counts_06a": True,
            "counts_766": True,
            "counts_par": True,
        }
    )


def draw_ballots(chance: np.random.Generator, unit_ids: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw ballots and answers, everywhere as content; a person who likes one aspect likes the others."""
    rows = len(unit_ids)
    content = beta.rvs(6, 2, size=rows, random_state=chance)
    scores = np.where(
        chance.random((ASPECTS + 1, rows)) < content, 5, chance.integers(1, 5, (ASPECTS + 1, rows))
    )
    key = np.char.add("b", np.arange(rows).astype(str))
    day = FIRST + 59 + chance.integers(0, 91, rows)
    about = {"unit_id": unit_ids, "day": day}
    five = {"key": key, "scale": 5, "overall": scores[0], "valid": True, "satisfied": scores[0] >= 4}
    each = [
        pd.DataFrame({"key": key, "aspect": str(n), "score": scores[n], "satisfied": scores[n] >= 4} | about)
        for n in range(1, ASPECTS + 1)
    ]
    return pd.DataFrame(five | about), pd.concat(each, ignore_index=True)


def fill_district(connection: Connection, chance: np.random.Generator, days: pd.DataFrame) -> None:
    """Fill an empty warehouse with a district in which nothing is wrong."""
    append_rows(connection, calendar_day, days)
    units = [
        {"id": str(n), "code": str(n), "name": str(n), "kind": kind, "parent": "p"}
        for n, kind in enumerate(["commune"] * COMMUNES + ["office"] * OFFICES)
    ]
    connection.execute(insert(unit), units)
    working = days.loc[days["works"], "day"].to_numpy(dtype="datetime64[D]")
    drawn = draw_cases(chance, working[working >= FIRST])
    append_rows(connection, case_file, drawn)
    heard = drawn["unit_id"].to_numpy()[chance.random(len(drawn)) < 0.06]
    for table, rows in zip((ballot, answer), draw_ballots(chance, heard), strict=True):
        append_rows(connection, table, rows)


def district_findings(chance: np.random.Generator, days: pd.DataFrame) -> list[Finding]:
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        fill_district(connection, chance, days)
        result = list(examine_integrity(connection, QUARTER).findings)
    engine.dispose()
    return result


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--districts", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    days = Settings.read(PROJECT / "settings").working_days.table()
    alarms, by_test = 0, Counter()
    for number in range(given.districts):
        found = district_findings(np.random.default_rng([given.seed, number]), days)
        alarms += bool(found)
        by_test.update(one.test for one in found)
    print(f"districts {given.districts}, with a false finding {alarms} ({alarms / given.districts:.1%})")
    for test, count in by_test.most_common():
        print(f"  {test}: {count}")


if __name__ == "__main__":
    main()
