"""Archives into their files: names as people gave them, nothing outside the folder, nothing without bound."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from etl.formats.incoming import IncomingFile, unpack_files
from etl.problem import FileRefused
from tests.support.source_files import packed, write_xlsx


def zipped(members, **how):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.fixture
def inside(tmp_path):
    """Name -> content, or the key of its refusal, of a file with this content."""

    def found(content, name="gói.zip"):
        path = tmp_path / name
        path.write_bytes(content)
        with unpack_files([path]) as members:
            return {
                one.file if isinstance(one, FileRefused) else one.name: one.problem.key
                if isinstance(one, FileRefused)
                else one.path.read_bytes()
                for one in members
            }

    return found


def test_a_file_that_is_no_archive_passes_through(tmp_path):
    book = write_xlsx(tmp_path / "a.xlsx", [["x"]])
    lost = tmp_path / "không có.xlsx"
    with unpack_files([book, lost]) as members:
        assert members == [IncomingFile(book, "a.xlsx"), IncomingFile(lost, "không có.xlsx")]


def test_members_of_folders_come_by_their_names_and_leftovers_do_not(inside):
    members = {
        "Tháng 8/Gia Hòa.csv": b"a",
        "đọc.txt": b"b",
        "__MACOSX/x": b"",
        "a/.DS_Store": b"",
        "~$a.xlsx": b"",
    }
    assert inside(zipped(members)) == {"gói.zip/Tháng 8/Gia Hòa.csv": b"a", "gói.zip/đọc.txt": b"b"}


def renamed(content, old: bytes, new: bytes):
    """The archive with a name in other bytes, and no word that it is UTF-8."""
    assert len(old) == len(new) and old in content
    return content.replace(old, new)


def test_a_member_whose_name_was_damaged_away_is_still_read(inside):
    content = renamed(zipped({"abc.csv": b"a", "b.csv": b"b"}), b"abc.csv", b"\x00bc.csv")
    assert inside(content) == {"gói.zip/?": b"a", "gói.zip/b.csv": b"b"}


def test_names_in_cp1258_and_in_unflagged_utf8(inside):
    cp1258 = "Xa\u0303 Gia Ho\u0300a.csv".encode("cp1258")
    assert list(inside(renamed(zipped({"?" * len(cp1258): b"a"}), b"?" * len(cp1258), cp1258))) == [
        "gói.zip/Xã Gia Hòa.csv"
    ]
    utf8 = "Xã Gia Hòa.csv".encode()
    assert list(inside(renamed(zipped({"?" * len(utf8): b"a"}), b"?" * len(utf8), utf8))) == [
        "gói.zip/Xã Gia Hòa.csv"
    ]


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not(inside):
    deepest = zipped({"c.csv": b"c"})
    middle = zipped({"b.csv": b"b", "sâu.zip": deepest})
    assert inside(zipped({"trong.zip": middle})) == {
        "gói.zip/trong.zip/b.csv": b"b",
        "gói.zip/trong.zip/sâu.zip": deepest,
    }


def test_gz_of_one_file(inside):
    assert inside(gzip.compress(b"a;b"), "hồ sơ.csv.gz") == {"hồ sơ.csv.gz/hồ sơ.csv": b"a;b"}


def test_names_that_lead_outside_are_harmless(inside, tmp_path):
    evil = zipped({"../../ngoài.csv": b"a", "/etc/x.csv": b"b", "C:\\y.csv": b"c"})
    assert list(inside(evil)) == ["gói.zip/ngoài.csv", "gói.zip/etc/x.csv", "gói.zip/C:/y.csv"]
    assert [path.name for path in tmp_path.parent.rglob("ngoài.csv")] == []


def test_nothing_is_left_behind(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"a.csv": b"a"}))
    with unpack_files([tmp_path / "a.zip"]) as [member]:
        assert member.path.exists()
    assert not Path(member.path).exists()


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (packed("bomb.csv", size=100 << 20), "gói.zip", "too_large"),
        (gzip.compress(bytes(100 << 20)), "a.csv.gz", "too_large"),
        (gzip.compress(b"abc" * 99)[:-9], "a.csv.gz", "damaged"),
        (zipped({}), "gói.zip", "empty_file"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(inside, content, name, key):
    assert list(inside(content, name).values()) == [key]


def test_a_broken_member_does_not_hold_up_the_others(inside):
    content = renamed(zipped({"a.csv": b"a", "b.csv": bytes(range(200))}), bytes(range(100, 150)), bytes(50))
    assert inside(content) == {"gói.zip/a.csv": b"a", "gói.zip/b.csv": "damaged"}


def test_a_member_behind_a_password_is_refused_by_name(inside):
    content = bytearray(zipped({"a.csv": b"a"}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert inside(bytes(content)) == {"gói.zip/a.csv": "password"}
