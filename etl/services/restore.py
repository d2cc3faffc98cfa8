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
from etl.settings import Settings, digest_of
from etl.storage.errors import Stopped
from etl.storage.lock import Step, alone, quietly
from warehouse import snapshots
from warehouse.current_user import account
from warehouse.home import PROJECT, Home

# What is put in place, in this order: a home is served once its snapshot is there.
_FOLDERS = ("archive", "learned", "records", "settings", "snapshots")
_PIECE = 1 << 20
_NOT_WHOLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError)


def restore(
    file: Path, home: Home, *, at: datetime, by: str | None = None, wait: float = 0, on_step: Step = quietly
) -> Upgrade:
    """Restore into an empty home only. A snapshot that another version of the program made is rebuilt."""
    by = by or account()
    with alone(home, by, wait, on_step):
        _empty(home)
        # A restore that was killed could not remove its folder.
        for leftover in home.path.glob(".restoring-*"):
            shutil.rmtree(leftover)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=home.path) as folder:
            _unpack(file, Path(folder), on_step)
            _put_in_place(Path(folder), home)
        serving = snapshots.current(home)
        if serving:
            snapshots.copy_out(home, snapshots.prepare_copy(home, serving.path))
    return upgrade(home, Settings.of(home), on_step, at=at, by=by, wait=wait)


def _empty(home: Home) -> None:
    for name in _FOLDERS:
        if any((home.path / name).glob("*")):
            raise Stopped("home_not_empty", home=home.path, found=home.path / name)


def _unpack(file: Path, folder: Path, on_step: Step) -> None:
    with file.open("rb") as held, _opened(held, file) as packed:
        hashes = _manifest(packed, file)
        _fits(packed, folder)
        for name, sha256 in hashes.items():
            on_step("unpacked", name)
            if _unpacked(packed, name, folder / name) != sha256:
                raise Stopped("backup_damaged", file=file, member=name)


def _opened(held: BinaryIO, file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(held)
    except _NOT_WHOLE as broken:
        raise Stopped("backup_foreign", file=file) from broken


def _manifest(packed: zipfile.ZipFile, file: Path) -> dict[str, str]:
    """Return hashes by file name; refuse a file that is not a complete back-up made by this program."""
    try:
        manifest = json.loads(packed.read(MANIFEST))
        hashes: dict[str, str] = dict(manifest["files"])
        ours = manifest["format"] == FORMAT and all(map(_is_ours, hashes))
    except (KeyError, TypeError, AttributeError, *_NOT_WHOLE):
        ours = False
    if not ours:
        raise Stopped("backup_foreign", file=file)
    names = [info.filename for info in packed.infolist()]
    different = {*hashes, MANIFEST}.symmetric_difference(names)
    if different or len(names) != len(set(names)):
        raise Stopped("backup_damaged", file=file, member=", ".join(sorted(different)) or "–")
    return hashes


def _is_ours(name: str) -> bool:
    """Tell whether the name lies below one of the folders of a home: no way up, no drive, no root."""
    parts = name.split("/")
    strange = any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)
    return len(parts) > 1 and parts[0] in _FOLDERS and not strange


def _fits(packed: zipfile.ZipFile, folder: Path) -> None:
    needed, free = sum(info.file_size for info in packed.infolist()), shutil.disk_usage(folder).free
    if needed > free:
        raise Stopped("no_room", place=folder.parent, needed=f"{needed >> 20} MB", free=f"{free >> 20} MB")


def _unpacked(packed: zipfile.ZipFile, name: str, place: Path) -> str | None:
    """Unpack one file and return the hash of what came out; None where it does not come out."""
    digest = hashlib.sha256()
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with packed.open(name) as content, place.open("wb") as written:
            while piece := content.read(_PIECE):
                digest.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
    except _NOT_WHOLE:
        return None
    return digest.hexdigest()


def _put_in_place(unpacked: Path, home: Home) -> None:
    """Move the folders into the home, without the program's own settings, so that upgrades reach them."""
    if _same(unpacked / "settings", PROJECT / "settings"):
        shutil.rmtree(unpacked / "settings")
    for name in _FOLDERS:
        if (unpacked / name).is_dir():
            if (home.path / name).is_dir():
                shutil.rmtree(home.path / name)  # empty
            os.replace(unpacked / name, home.path / name)
    home.prepare()


def _same(one: Path, other: Path) -> bool:
    return one.is_dir() and digest_of(one) == digest_of(other)
