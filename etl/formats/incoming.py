"""Unpack archives (ZIP, GZ) into a temporary folder; all other files pass through."""

import gzip
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from etl.formats.legacy_fonts import is_syllable
from etl.formats.limits import MOST_BYTES, check_size
from etl.formats.xlsx_safety import BROKEN, is_office_document
from etl.problem import FileRefused, Problem, name_refusals


def list_source_files(path: Path) -> list[Path]:
    """Return the file itself, or all files in a folder and its subfolders, by name."""
    return sorted(_walked(path)) if path.is_dir() else [path]


def _walked(folder: Path) -> Iterator[Path]:
    """Yield files, but not what systems leave beside them: .DS_Store, ~$name.xlsx while Excel has it open."""
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir() and not path.is_symlink():  # a link may lead round in a circle
            yield from _walked(path)
        elif path.is_file():
            yield path


_GZIP, _ZIP = b"\x1f\x8b", b"PK"
_MOST_MEMBERS = 2_000
_MOST_RATIO, _SMALL = 200, 16 << 20  # bytes out for one in; small members may be as even as they like
_DEEPEST = 2  # an archive, and one inside it
_PIECE = 1 << 20
_LEFTOVERS = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


@dataclass(frozen=True)
class IncomingFile:
    """Describe a file to load; `name` is how people know it: "goi-thang-8.zip/ho-so.xlsx"."""

    path: Path
    name: str


Unpacked = list[IncomingFile | FileRefused]


@contextmanager
def unpack_files(paths: Iterable[Path], root_folder: Path | None = None) -> Iterator[Unpacked]:
    """Give the files themselves and the members of archives among them, until the context ends.

    `root_folder`: the folder below which their names begin, so that files of two folders are told apart.
    """
    with tempfile.TemporaryDirectory(prefix="unpacked-", ignore_cleanup_errors=True) as folder:
        budget = _Budget(Path(folder))
        yield [
            member
            for path in paths
            for member in _members(IncomingFile(path, display_name(path, root_folder)), budget, 1)
        ]


def display_name(path: Path, root_folder: Path | None = None) -> str:
    """Return the name by which people know a file: its path below `root_folder`, else its own name."""
    return path.relative_to(root_folder).as_posix() if root_folder else path.name


@dataclass
class _Budget:
    """Give out places for members, under names of our own, and hold how much may still be unpacked."""

    folder: Path
    count: int = 0
    left: int = MOST_BYTES

    def next_path(self) -> Path:
        self.count += 1
        return self.folder / str(self.count)


def _members(file: IncomingFile, budget: _Budget, depth: int) -> Unpacked:
    """Return the members of an archive, or the file itself, even if it is unreadable: its reader says so."""
    if depth == 1:
        budget.left = MOST_BYTES
    try:
        with name_refusals(file.name):
            return _unpacked(file, budget, depth)
    except FileRefused as refusal:
        return [refusal]


def _unpacked(file: IncomingFile, budget: _Budget, depth: int) -> Unpacked:
    try:
        with file.path.open("rb") as held:
            begin = held.read(2)
        if begin == _GZIP and depth <= _DEEPEST:
            return _members(_gunzipped(file, budget), budget, depth + 1)
        if begin == _ZIP and depth <= _DEEPEST and zipfile.is_zipfile(file.path):
            return _unzipped(file, budget, depth)
    except BROKEN as broken:
        if file.path.is_file():
            raise FileRefused(Problem("damaged")) from broken
    return [file]


def _gunzipped(file: IncomingFile, budget: _Budget) -> IncomingFile:
    with gzip.open(file.path) as content:
        written = _copied(content, budget, file.path.stat().st_size)
    return IncomingFile(written, f"{file.name}/{PurePosixPath(file.name).name.removesuffix('.gz')}")


def _unzipped(file: IncomingFile, budget: _Budget, depth: int) -> Unpacked:
    with zipfile.ZipFile(file.path) as archive:
        if is_office_document(archive):
            return [file]
        # Not is_dir(): in a damaged archive a member may have no name at all.
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(infos) > _MOST_MEMBERS:
            raise FileRefused(Problem("too_many", None, str(len(infos)), str(_MOST_MEMBERS)))
        check_size(sum(info.file_size for info in infos), budget.left)
        kept = [(info, _name(info)) for info in infos]
        members = [
            one
            for info, name in kept
            if not _is_leftover(name)
            for one in _member(archive, info, f"{file.name}/{name}", budget, depth)
        ]
        if not members:
            raise FileRefused(Problem("empty_file"))
        return members


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget, depth: int
) -> Unpacked:
    """Unpack one member; a broken one does not hold up the others."""
    try:
        with name_refusals(name):
            written = _extracted(archive, info, budget)
    except FileRefused as refusal:
        return [refusal]
    return _members(IncomingFile(written, name), budget, depth + 1)


def _extracted(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Path:
    if info.flag_bits & _ENCRYPTED:
        raise FileRefused(Problem("password"))
    try:
        with archive.open(info) as content:
            return _copied(content, budget, info.compress_size)
    except BROKEN as broken:
        raise FileRefused(Problem("damaged")) from broken


def _copied(content: IO[bytes] | gzip.GzipFile, budget: _Budget, packed_size: int) -> Path:
    """Copy a member and count its bytes meanwhile: what an archive says of its sizes need not be so."""
    path, size = budget.next_path(), 0
    with path.open("wb") as written:
        while piece := content.read(_PIECE):
            size += len(piece)
            check_size(size, budget.left)
            if size > _SMALL and size > packed_size * _MOST_RATIO:
                allowed = f"{packed_size * _MOST_RATIO >> 20} MB"
                raise FileRefused(Problem("too_large", None, f"{size >> 20} MB", allowed))
            written.write(piece)
    budget.left -= size
    return path


def _is_leftover(name: str) -> bool:
    """Tell whether an operating system or a spreadsheet program left the file, not a person."""
    parts = PurePosixPath(name).parts
    return bool(_LEFTOVERS & set(parts)) or parts[-1].startswith(("~$", "._"))


def _name(info: zipfile.ZipInfo) -> str:
    """Recover the name as it was given: ZIP knows two encodings, and Vietnamese Windows writes a third."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        name = _readable(name.encode("cp437", "replace"))
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return unicodedata.normalize("NFC", "/".join(parts)) or "?"


def _readable(raw: bytes) -> str:
    """Decode as UTF-8, else as CP1258 where that makes Vietnamese words, else as ZIP itself does."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
        words = [
            word for word in vietnamese.replace(".", " ").replace("-", " ").split() if not word.isascii()
        ]
        return vietnamese if all(map(is_syllable, words)) else raw.decode("cp437")
