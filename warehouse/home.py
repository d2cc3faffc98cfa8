"""Locate all data of an office in one place: archive, snapshots, inbox and the well-known copy."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Home:
    path: Path

    @classmethod
    def locate(cls, path: Path | None = None) -> "Home":
        """Return the home that the command line says, else REFORM_HOME, else the project folder."""
        return cls((path or Path(os.environ.get("REFORM_HOME") or PROJECT)).resolve())

    @property
    def archive(self) -> Path:
        return self.path / "archive"

    @property
    def snapshots(self) -> Path:
        return self.path / "snapshots"

    @property
    def inbox(self) -> Path:
        return self.path / "inbox"

    @property
    def confirmations(self) -> Path:
        """Return the folder of confirmed headings and unit names: data, so that an upgrade keeps them."""
        return self.path / "learned"

    @property
    def own_settings(self) -> Path:
        """Return the folder of the settings, all of them, of an office that decides otherwise."""
        return self.path / "settings"

    @property
    def settings(self) -> Path:
        """Return the home's own settings if it has any, else the program's, which an upgrade replaces."""
        return self.own_settings if self.own_settings.is_dir() else PROJECT / "settings"

    @property
    def loaded_files(self) -> Path:
        """Return where the watcher puts files that were loaded, each with its account beside it."""
        return self.path / "done"

    @property
    def refused_files(self) -> Path:
        return self.path / "refused"

    @property
    def service_log(self) -> Path:
        """Return the log of what the services did, in sentences, for an IT officer."""
        return self.path / "log" / "etl.log"

    @property
    def watch_lock(self) -> Path:
        """Return the lock of the watcher that looks at the inbox."""
        return self.path / ".watching.lock"

    @property
    def uploads(self) -> Path:
        """Return the folder of files put in through the browser, until they are loaded or left."""
        return self.path / "uploads"

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse.duckdb"

    @property
    def ledger(self) -> Path:
        """Return the database of what people write in the product and what it handed out."""
        return self.path / "records" / "ledger.sqlite"

    @property
    def kept_list(self) -> Path:
        """Return the plain table of the snapshots that somebody refers to."""
        return self.snapshots / "kept.csv"

    @property
    def log(self) -> Path:
        """Return the log of every load, undo, rebuild and roll-back, a line each."""
        return self.archive / "log.jsonl"

    @property
    def lock(self) -> Path:
        return self.path / ".loading.lock"

    @property
    def lock_holder(self) -> Path:
        """Return the file that says who holds the lock: process, account, since when."""
        return self.path / ".loading.holder"

    def prepare(self) -> None:
        for folder in (self.archive, self.snapshots, self.inbox):
            folder.mkdir(parents=True, exist_ok=True)
