"""Write one ZIP that holds all that a home's figures follow from, with the hash of each file in it."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.services.unused_name import unused_path
from etl.settings.confirmed_words import LEARNED, confirmed_files
from etl.storage import archive
from etl.storage.errors import FULL, OperationStopped
from etl.storage.lock import Step, hold_home_lock, ignore_step
from warehouse.current_user import current_user
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

MANIFEST, FORMAT = "manifest.json", "reform-backup-1"
KEPT = 14  # of a folder: two weeks of nights
_NAME = re.compile(r"reform-\d{8}-\d{6}(-\d+)?\.zip")
_PIECE = 1 << 20


def backup(
    home: Home,
    settings: Path,
    *,
    folder: Path | None = None,
    zip_path: Path | None = None,
    started_at: datetime,
    user_name: str | None = None,
    wait: float = 0,
    on_step: Step = ignore_step,
) -> Path:
    """Back up into a folder, where the last 14 stay, or to a new file; completely or not at all.

    No load runs meanwhile. `settings`: the folder of those in use.
    """
    with hold_home_lock(home, user_name or current_user(), wait, on_step):
        try:
            place = zip_path or _place(folder or home.path, started_at)
            if place.exists():
                raise OperationStopped("backup_taken", place=place)
            with _still(home) as ledger:
                _write(place, dict(_members(home, settings)) | ledger, started_at, on_step)
        except OSError as failed:
            raise _stopped(failed, folder or zip_path) from failed
    if folder:
        _forget_old(folder)
    return place


def _place(folder: Path, started_at: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(".reform-*.writing"):
        leftover.unlink(missing_ok=True)
    return unused_path(folder, f"reform-{started_at:%Y%m%d-%H%M%S}.zip")


def _members(home: Home, settings: Path) -> Iterator[tuple[str, Path]]:
    """Yield name in the ZIP and file; of snapshots only the current one: others are rebuilt from it."""
    yield from ((f"archive/{path.name}", path) for path in archive.list_files(home))
    for name in LEARNED:
        yield from ((f"learned/{name}", path) for path in confirmed_files(home.confirmations, name))
    for path in sorted(settings.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"settings/{path.relative_to(settings).as_posix()}", path
    serving = current_snapshot(home)
    if serving:
        yield f"snapshots/{serving.path.name}", serving.path
    if home.kept_list.exists():
        yield f"snapshots/{home.kept_list.name}", home.kept_list


@contextmanager
def _still(home: Home) -> Iterator[dict[str, Path]]:
    """Yield the ledger as of one moment: a copy by SQLite's own backup, while others may go on writing."""
    if not home.ledger.exists():
        yield {}
        return
    with TemporaryDirectory(prefix=".ledger-", dir=home.path) as folder:
        copy = Path(folder) / home.ledger.name
        with closing(sqlite3.connect(home.ledger)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield {f"records/{home.ledger.name}": copy}


def _write(place: Path, members: dict[str, Path], started_at: datetime, on_step: Step) -> None:
    fresh = place.with_name(f".{place.name}.writing")
    try:
        with fresh.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                hashes = {}
                for name, path in members.items():
                    on_step("packed", name)
                    hashes[name] = _packed(packed, name, path, started_at)
                manifest = {"format": FORMAT, "made_at": started_at.isoformat(), "files": hashes}
                packed.writestr(
                    _info(MANIFEST, started_at), json.dumps(manifest, indent=1, ensure_ascii=False)
                )
            file.flush()
            # After a power cut the name must not stand there without the content.
            os.fsync(file.fileno())
        os.replace(fresh, place)
    finally:
        fresh.unlink(missing_ok=True)


def _packed(zip_file: zipfile.ZipFile, name: str, path: Path, started_at: datetime) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content, zip_file.open(_info(name, started_at), "w", force_zip64=True) as written:
        while piece := content.read(_PIECE):
            digest.update(piece)
            written.write(piece)
    return digest.hexdigest()


def _info(name: str, started_at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, started_at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _forget_old(folder: Path) -> None:
    found = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    for path in found[:-KEPT]:
        path.unlink(missing_ok=True)


def _stopped(error: OSError, place: Path | None) -> OperationStopped:
    if error.errno in FULL and place:
        folder = next(one for one in (place, *place.absolute().parents) if one.is_dir())
        return OperationStopped(
            "backup_no_room", place=place, free=f"{shutil.disk_usage(folder).free >> 20} MB"
        )
    return OperationStopped("denied", place=error.filename or place, reason=error)
