"""ZIP and gzip around other files, and what is wrong with some: bombs, passwords, broken parts."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.etl.corpus.entry import Content

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MEGABYTE = bytes(1 << 20)


def zipped(files: Mapping[str, Content]) -> Content:
    return lambda: _zip({name: content() for name, content in files.items()})


def gzipped(content: Content) -> Content:
    return lambda: gzip.compress(content(), mtime=0)


def repacked(
    package: Content,
    changed: Mapping[str, Callable[[bytes], bytes]],
    added: Mapping[str, bytes],
    rename: Mapping[str, str] | None = None,
) -> Content:
    """The same ZIP with parts changed, added or called otherwise."""

    def made() -> bytes:
        with zipfile.ZipFile(io.BytesIO(package())) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        for name, change in changed.items():
            assert change(parts[name]) != parts[name], f"{name} stays as it is"
            parts[name] = change(parts[name])
        return _zip({(rename or {}).get(name, name): part for name, part in (parts | added).items()})

    return made


def truncated(content: Content, share: float = 0.6) -> Content:
    """The first part of a file whose copying broke off."""
    return lambda: content()[: int(len(content()) * share)]


def overwritten(content: Content, at: float = 0.4, length: int = 64) -> Content:
    """A file of which a stretch in the middle was written over."""

    def made() -> bytes:
        whole = content()
        begin = int(len(whole) * at)
        return whole[:begin] + b"\xa5" * length + whole[begin + length :]

    return made


def locked(name: str) -> Content:
    """A ZIP whose only part is marked as encrypted."""

    def made() -> bytes:
        package = bytearray(_zip({name: b"twelve bytes of a header, then noise"}))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            package[package.index(mark) + place] |= 1
        return bytes(package)

    return made


def gzip_bomb(megabytes: int = 1100) -> Content:
    def made() -> bytes:
        packed, crc = _packed(megabytes)
        head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
        return head + packed + struct.pack("<II", crc, megabytes << 20)

    return made


def zip_bomb(name: str, megabytes: int = 1100, told: int | None = None) -> Content:
    """A ZIP with one part of nothing; `told`: how many bytes its directory says that it has."""

    def made() -> bytes:
        packed, crc = _packed(megabytes)
        size = megabytes << 20 if told is None else told
        said = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
        entry = struct.pack("<H", 20) + said + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
        begin = b"PK\x03\x04" + said + name.encode() + packed
        end = struct.pack("<HHHHIIH", 0, 0, 1, 1, 4 + len(entry), len(begin), 0)
        return begin + b"PK\x01\x02" + entry + b"PK\x05\x06" + end

    return made


@cache
def _packed(megabytes: int) -> tuple[bytes, int]:
    """So much of nothing, packed: one megabyte, over and over, each begun afresh; and its checksum."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packing.compress(_MEGABYTE) + packing.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(_MEGABYTE, crc)
    return once * megabytes + packing.flush(zlib.Z_FINISH), crc


def _zip(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), part, stored)
    return stream.getvalue()
