"""Remember in the home of the data which headings and names of units a user has confirmed."""

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from io import StringIO
from pathlib import Path

from filelock import FileLock

from etl.parsing.unit_names import UnitNames
from etl.settings import Settings
from etl.settings.confirmed_words import HEADING_COLUMNS, HEADINGS, UNIT_NAMES, add_headings, confirmed_files
from etl.settings.csv_table import Reader, SettingsRow, read_table
from etl.settings.units import ALIAS_COLUMNS, check_aliases
from warehouse.home import Home

_Values = Mapping[str, str | date | None]


def remember_heading(home: Home, settings: Settings, source: str, column: str, heading: str) -> None:
    """Store that `heading` is `column` of the source; SettingsWrong where it means another column already."""
    fresh = {"source": source, "column": column, "heading": " ".join(heading.split())}
    with _alone(home):
        rows = _with(home, HEADINGS, HEADING_COLUMNS, fresh)
        add_headings(settings.sources, rows)
        _write(home.confirmations / HEADINGS, HEADING_COLUMNS, rows)


def remember_unit_name(
    home: Home,
    settings: Settings,
    alias: str,
    unit_id: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> None:
    """Store `alias` as another name of the unit; SettingsWrong where it is another unit's in that time."""
    fresh = {
        "alias": " ".join(alias.split()),
        "unit_id": unit_id,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    with _alone(home):
        rows = _with(home, UNIT_NAMES, ALIAS_COLUMNS, fresh)
        decided = [
            SettingsRow("unit_aliases.csv", n, asdict(entry)) for n, entry in enumerate(settings.aliases, 2)
        ]
        # What was learned before stands among the aliases of the settings already.
        others = [row for row in decided if row.values not in [learned.values for learned in rows]]
        check_aliases([*others, *rows], settings.units)
        taken = UnitNames(settings).find_other_units(alias, unit_id, valid_from, valid_to)
        if taken:
            raise rows[-1].make_error("name_taken", "alias", "; ".join(taken))
        _write(home.confirmations / UNIT_NAMES, ALIAS_COLUMNS, rows)


def _alone(home: Home) -> FileLock:
    """Lock the learned files: two users may confirm at the same time, and the second waits for the first."""
    home.confirmations.mkdir(parents=True, exist_ok=True)
    return FileLock(home.confirmations / ".lock")


def _with(home: Home, name: str, columns: Mapping[str, Reader], entry: _Values) -> list[SettingsRow]:
    """Return the stored rows and the new one, once; it comes last, so that a fault is reported as its own."""
    there = [
        row.values for path in confirmed_files(home.confirmations, name) for row in read_table(path, columns)
    ]
    # Rows are numbered from 2, as the lines of the file below its headings.
    values = [*there, entry] if entry not in there else there
    return [SettingsRow(name, number, value) for number, value in enumerate(values, 2)]


def _write(path: Path, columns: Mapping[str, Reader], rows: Sequence[SettingsRow]) -> None:
    text = StringIO(newline="")
    lines = csv.DictWriter(text, list(columns), lineterminator="\n")
    lines.writeheader()
    lines.writerows(sorted((dict(row.values) for row in rows), key=lambda row: [*map(str, row.values())]))
    fresh = path.with_suffix(".writing")
    fresh.write_text(text.getvalue(), "utf-8", newline="")
    os.replace(fresh, path)
