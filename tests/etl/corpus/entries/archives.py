"""Files inside ZIP and gzip, and those that unpack to a thousand times their size."""

from tests.etl.corpus.entry import archive, cases, refused
from tests.etl.corpus.writers.archives import (
    gzip_bomb,
    gzipped,
    locked,
    overwritten,
    truncated,
    zip_bomb,
    zipped,
)
from tests.etl.corpus.writers.case_rows import TWO, TWO_SAY, case, table
from tests.etl.corpus.writers.text_bytes import csv, text
from tests.etl.corpus.writers.xlsx import xlsx

CSV, XLSX = csv(TWO), xlsx(TWO)
MORE = csv(table(case("H42-3"), case("H42-4")))
LITTER = {"__MACOSX/._hoso.csv": csv([["x"]]), "Thumbs.db": csv([["x"]]), "hoso.csv": CSV}
BOX = csv([["Ngày", "Đơn vị", "Số lần mở hòm"], ["02/08/2021", "Xã Gia Hòa", "1"]])


def two(**more):
    return cases(2, facts=TWO_SAY, **more)


ARCHIVES = [
    archive("zip csv", "a CSV in a ZIP", "csv.zip", zipped({"hoso.csv": CSV}), two()),
    archive("zip xlsx", "a workbook in a ZIP", "xlsx.zip", zipped({"Hồ sơ.xlsx": XLSX}), two()),
    archive(
        "zip", "in a folder of the ZIP", "folder.zip", zipped({"8/": csv([]), "8/hoso.xlsx": XLSX}), two()
    ),
    archive("zip", "a ZIP in a ZIP", "nested.zip", zipped({"trong.zip": zipped({"hoso.csv": CSV})}), two()),
    archive("zip", "a ZIP called .xlsx", "zip_called.xlsx", zipped({"hoso.csv": CSV}), two()),
    archive("zip", "gzip", "csv.gz", gzipped(CSV), two()),
    archive("zip", "a workbook in gzip", "xlsx.gz", gzipped(XLSX), two()),
    archive("zip", "beside what a Macintosh leaves behind", "litter.zip", zipped(LITTER), two()),
    archive(
        "zip several_sheets",
        "two files of one source in a ZIP: each has its account",
        "two.zip",
        zipped({"thang7.csv": CSV, "thang8.csv": MORE}),
        two(),
        cases(2, facts={"code": ["H42-3", "H42-4"]}),
    ),
    archive(
        "zip two_sources",
        "files of two sources in a ZIP, and one of none",
        "two_sources.zip",
        zipped({"hoso.csv": CSV, "thu.txt": text("Kính gửi: UBND xã Gia Hòa\n"), "homthu.csv": BOX}),
        two(),
        refused("unrecognised"),
        cases(1, source="box"),
    ),
    archive(
        "zip not_a_table", "a ZIP of nothing", "nothing.zip", zipped({}), refused("empty_file", "not_a_table")
    ),
    archive(
        "zip not_a_table",
        "a ZIP of pictures",
        "pictures.zip",
        zipped({"anh.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(40)}),
        refused("not_a_table", "other_kind"),
    ),
    archive("zip password", "a ZIP with a password", "locked.zip", locked("hoso.csv"), refused("password")),
    archive(
        "zip truncated",
        "a ZIP that breaks off",
        "cut.zip",
        truncated(zipped({"hoso.csv": CSV})),
        refused("damaged"),
    ),
    archive("zip truncated", "gzip that breaks off", "cut.gz", truncated(gzipped(CSV)), refused("damaged")),
    archive(
        "zip corrupt", "gzip written over", "over.gz", overwritten(gzipped(CSV), 0.5, 20), refused("damaged")
    ),
    archive("bomb zip", "a ZIP of 1.1 GB of nothing", "bomb.zip", zip_bomb("hoso.csv"), refused("too_large")),
    archive(
        "bomb zip",
        "one whose directory says that it is small",
        "bomb_told_small.zip",
        zip_bomb("hoso.csv", told=1000),
        refused("too_large", "damaged"),
    ),
    archive(
        "bomb zip",
        "a bomb inside a ZIP: a few kilobytes",
        "bomb_nested.zip",
        zipped({"trong.zip": zip_bomb("hoso.csv")}),
        refused("too_large"),
    ),
    archive("bomb zip", "gzip of 1.1 GB of nothing", "bomb.gz", gzip_bomb(), refused("too_large")),
    archive(
        "bomb xlsx",
        "a workbook whose sheet is 1.1 GB of nothing",
        "bomb.xlsx",
        zip_bomb("xl/workbook.xml"),
        refused("too_large"),
    ),
]
