"""Restore a home from a back-up: every hash is verified before anything is put in place."""

import hashlib
import json
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from etl.loading.rebuild import Upgrade, upgrade
from etl.services.backup import FORMAT, MANIFEST
from etl.settings import Settings, hash_settings
from etl.storage.errors import OperationStopped
from etl.storage.lock import Step, hold_home_lock, ignore_step
from warehouse import snapshots
from warehouse.current_user import current_user
from warehouse.home import PROJECT, Home

# What is put in place, in this order: a home is served once its snapshot is there.
_FOLDERS = ("archive", "learned", "records", "settings", "snapshots")
_PIECE = 1 << 20
_NOT_WHOLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)


def restore(
    file: Path,
    home: Home,
    *,
    started_at: datetime,
    user_name: str | None = None,
    wait: float = 0,
    on_step: Step = ignore_step,
) -> Upgrade:
    """Restore into an empty home only. A snapshot that another version of the program made is rebuilt."""
    user_name = user_name or current_user()
    with hold_home_lock(home, user_name, wait, on_step):
        _empty(home)
        # A restore that was killed could not remove its folder.
        for leftover in home.path.glob(".restoring-*"):
            shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=home.path) as folder:
            _unpack(file, Path(folder), on_step)
            _put_in_place(Path(folder), home)
        serving = snapshots.current_snapshot(home)
        if serving:
            snapshots.publish_copy(home, snapshots.prepare_copy(home, serving.path))
    return upgrade(
        home, Settings.read_home(home), on_step, started_at=started_at, user_name=user_name, wait=wait
    )


def _empty(home: Home) -> None:
    for name in _FOLDERS:
        if any((home.path / name).glob("*")):
            raise OperationStopped("home_not_empty", home=home.path, found=home.path / name)


def _unpack(file: Path, folder: Path, on_step: Step) -> None:
    with file.open("rb") as held, _opened(held, file) as packed:
        hashes = _manifest(packed, file)
        _fits(packed, folder)
        for name, sha256 in hashes.items():
            on_step("unpacked", name)
            if _unpacked(packed, name, folder / name) != sha256:
                raise OperationStopped("backup_damaged", file=file, member=name)


def _opened(stream: BinaryIO, file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _NOT_WHOLE as broken:
        raise OperationStopped("backup_foreign", file=file) from broken


def _manifest(zip_file: zipfile.ZipFile, file: Path) -> dict[str, str]:
    """Return hashes by file name; refuse a file that is not a complete back-up made by this program."""
    try:
        manifest = json.loads(zip_file.read(MANIFEST))
        hashes: dict[str, str] = dict(manifest["files"])
        ours = manifest["format"] == FORMAT and all(map(_is_ours, hashes))
    except (KeyError, TypeError, AttributeError, *_NOT_WHOLE):
        ours = False
    if not ours:
        raise OperationStopped("backup_foreign", file=file)
    names = [info.filename for info in zip_file.infolist()]
    different = {*hashes, MANIFEST}.symmetric_difference(names)
    if different or len(names) != len(set(names)):
        raise OperationStopped("backup_damaged", file=file, member=", ".join(sorted(different)) or "–")
    return hashes


def _is_ours(name: str) -> bool:
    """Tell whether the name lies below one of the folders of a home: no way up, no drive, no root."""
    parts = name.split("/")
    strange = any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)
    return len(parts) > 1 and parts[0] in _FOLDERS and not strange


def _fits(zip_file: zipfile.ZipFile, folder: Path) -> None:
    needed, free = sum(info.file_size for info in zip_file.infolist()), shutil.disk_usage(folder).free
    if needed > free:
        raise OperationStopped(
            "no_room", place=folder.parent, needed=f"{needed >> 20} MB", free=f"{free >> 20} MB"
        )


def _unpacked(zip_file: zipfile.ZipFile, name: str, place: Path) -> str | None:
    """Unpack one file and return the hash of what came out; None where it does not come out."""
    digest = hashlib.sha256()
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zip_file.open(name) as content, place.open("wb") as written:
            while piece := content.read(_PIECE):
                digest.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
    except _NOT_WHOLE:
        return None
    return digest.hexdigest()


def _put_in_place(source_folder: Path, home: Home) -> None:
    """Move the folders into the home, without the program's own settings, so that upgrades reach them."""
    if _same(source_folder / "settings", PROJECT / "settings"):
        shutil.rmtree(source_folder / "settings")
    for name in _FOLDERS:
        if (source_folder / name).is_dir():
            if (home.path / name).is_dir():
                shutil.rmtree(home.path / name)  # empty
            os.replace(source_folder / name, home.path / name)
    home.prepare()


def _same(first_folder: Path, second_folder: Path) -> bool:
    return first_folder.is_dir() and hash_settings(first_folder) == hash_settings(second_folder)
