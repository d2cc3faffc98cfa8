"""Read and check a folder of settings: all that an organisation decides without touching code."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.problem import Problem, SettingsInvalid
from etl.settings.confirmed_words import LEARNED, UNIT_NAMES, add_headings, confirmed_files, read_headings
from etl.settings.organisation import Organisation, read_organisation
from etl.settings.reading import ReadingWords, read_reading
from etl.settings.rules import RuleSetting, read_rules
from etl.settings.sources import EventRule, SourceWords, read_sources
from etl.settings.targets import (
    DatedEvent,
    ResponsibleSetting,
    Status,
    TargetSetting,
    read_dated_events,
    read_responsible,
    read_special_days,
    read_statuses,
    read_targets,
)
from etl.settings.tiles import TILES
from etl.settings.units import Alias, Successor, Unit, read_aliases, read_successors, read_units
from etl.settings.working_days import SpecialDay, WorkingDays
from warehouse.home import Home

__all__ = [
    "Alias",
    "DatedEvent",
    "EventRule",
    "Organisation",
    "ReadingWords",
    "ResponsibleSetting",
    "RuleSetting",
    "Settings",
    "SettingsInvalid",
    "SourceWords",
    "SpecialDay",
    "Status",
    "Successor",
    "TargetSetting",
    "Unit",
]


@dataclass(frozen=True)
class Settings:
    """Hold all settings. `digest`: of the folder and of what users have confirmed."""

    organisation: Organisation
    units: tuple[Unit, ...]
    successors: tuple[Successor, ...]
    aliases: tuple[Alias, ...]
    calendar: tuple[SpecialDay, ...]
    statuses: dict[int, Status]
    targets: tuple[TargetSetting, ...]
    responsible: tuple[ResponsibleSetting, ...]
    sources: dict[str, SourceWords]
    reading: ReadingWords
    rules: dict[str, RuleSetting]
    dated_events: tuple[DatedEvent, ...]
    digest: str

    @classmethod
    def read(cls, folder: Path, confirmed_folder: Path | None = None) -> "Settings":
        """Read the settings of a folder, with what the users of a home have confirmed (folder `learned`).

        SettingsInvalid names the file, the row and the fault.
        """
        if not folder.is_dir():
            raise SettingsInvalid(Problem("folder_missing", None, str(folder)), file=folder.name)
        organisation = read_organisation(folder / "organisation.toml")
        units = read_units(folder / "units.csv")
        return cls(
            organisation=organisation,
            units=units,
            successors=read_successors(folder / "unit_successors.csv", units),
            aliases=read_aliases(
                [folder / "unit_aliases.csv", *confirmed_files(confirmed_folder, UNIT_NAMES)], units
            ),
            calendar=read_special_days(
                folder / "calendar.csv", organisation.first_year, organisation.last_year
            ),
            statuses=read_statuses(folder / "statuses.csv"),
            targets=read_targets(folder / "targets.csv"),
            responsible=read_responsible(folder / "responsible.csv", units),
            sources=add_headings(read_sources(folder / "sources"), read_headings(confirmed_folder)),
            reading=read_reading(folder / "reading.toml"),
            rules=read_rules(folder / "rules.csv"),
            dated_events=read_dated_events(folder / "events.csv", units),
            digest=hash_settings(folder, confirmed_folder),
        )

    @classmethod
    def read_home(cls, home: Home) -> "Settings":
        """Read the settings that are in force for the data of this home."""
        return cls.read(home.settings, home.confirmations)

    @cached_property
    def working_days(self) -> WorkingDays:
        return WorkingDays(self.organisation.first_year, self.organisation.last_year, self.calendar)


_OF_DOCUMENTS = ("letterheads.toml", "forms", "templates")


def hash_settings(folder: Path, confirmed_folder: Path | None = None) -> str:
    """Hash a folder of settings, to tell two states of it apart; it need not be valid.

    What moves no figure needs no rebuild: where units stand on a map, and how documents look.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".toml"))
    files = [path for path in files if path.relative_to(folder).parts[0] not in (TILES, *_OF_DOCUMENTS)]
    digest = hashlib.sha256()
    named = [(path, path.relative_to(folder).as_posix()) for path in files]
    named += [
        (path, f"learned/{name}") for name in LEARNED for path in confirmed_files(confirmed_folder, name)
    ]
    for path, name in named:
        # A version-control program may change how lines end, which changes no setting.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
