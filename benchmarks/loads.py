"""Measure how long a load takes against reading the same file bare, each in a process of its own.

    python -m benchmarks.loads [--workbook 200000] [--text 2000000] [--keep FOLDER]

Bare: fastexcel reads the workbook into strings; DuckDB's read_csv reads the text file, all as text, into
a table of a database file. A load is all of `etl load` into an empty home: checked, accounted for, published.
What counts is the ratio (at most 4 and 8), which does not depend on the machine, and the peak (1.5 GB).
The files are written here, the same every time: one row in a thousand is dirty.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from benchmarks.apart import PROJECT, format_line, measure_step, run_step

LOADED_AT = datetime(2021, 8, 2, 6, 15)
BLOCK = 100_000
HEADINGS = [
    "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Mã TTHC", "Tên lĩnh vực", "Đơn vị giải quyết",
    "Hình thức nộp", "Mức độ DVC", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
    "Ngày trả kết quả", "Trạng thái hồ sơ", "Số lần yêu cầu bổ sung", "Văn bản xin lỗi",
    "Thanh toán trực tuyến", "Cán bộ xử lý hiện tại", "Chủ hồ sơ", "Số điện thoại", "Địa chỉ",
]  # fmt: skip
_FAMILY, _MIDDLE = ["Nguyễn", "Trần", "Đinh", "Phạm", "Lê", "Vũ"], ["Văn", "Thị", "Hữu", "Ngọc", "Đức"]
_GIVEN = ["Hòa", "Thúy", "Mai", "Sơn", "Lan", "Đạt", "Hạnh", "Bình"]


def case_blocks(cases: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of the file as texts, a block at a time."""
    data = PROJECT / "etl" / "sample" / "data"
    procedures = pd.read_csv(data / "procedures.csv", dtype="str")
    units = pd.read_csv(PROJECT / "settings" / "units.csv", dtype="str").query("valid_from.isna()")[:21]
    chance = np.random.default_rng(2021)
    for first in range(0, cases, BLOCK):
        yield _block(np.arange(first, min(first + BLOCK, cases)), procedures, units["name"], chance)


def _block(
    numbers: np.ndarray, procedures: pd.DataFrame, units: "pd.Series", chance: np.random.Generator
) -> pd.DataFrame:
    size = len(numbers)
    kind = procedures.iloc[chance.integers(0, len(procedures), size)].reset_index(drop=True)
    day = np.datetime64("2019-07-01") + chance.integers(0, 730, size)
    received = day.astype("datetime64[m]") + chance.integers(450, 1020, size)
    days = chance.integers(0, 20, size)
    finished = received + (days * 1440 + chance.integers(0, 300, size)).astype("timedelta64[m]")
    open_still = chance.random(size) < 0.03
    returned = finished + np.timedelta64(1, "D")
    status = np.where(open_still, "Đang xử lý", "Đã trả kết quả")
    columns = [
        numbers + 1,
        [
            f"000.{n % 90:02}.18.H42-{d:%y%m%d}-{n:07}"
            for n, d in zip(numbers, pd.to_datetime(day), strict=True)
        ],
        kind["name"],
        kind["code"],
        kind["field"],
        _one_of(units.to_numpy(), size, chance),
        _one_of(["Trực tuyến", "Trực tiếp", "Bưu chính công ích"], size, chance),
        _one_of(["Mức độ 2", "Mức độ 3", "Mức độ 4"], size, chance),
        _written(received, "%d/%m/%Y %H:%M"),
        _written(received + np.timedelta64(10 * 1440, "m"), "%d/%m/%Y"),
        np.where(open_still, "", _written(finished, "%d/%m/%Y %H:%M")),
        np.where(open_still, "", _written(returned, "%d/%m/%Y")),
        status,
        chance.integers(0, 2, size).astype(str),
        _one_of(["Không", "Có"], size, chance),
        _one_of(["Có", "Không"], size, chance),
        [f"Công chức Mẫu {n}" for n in chance.integers(1, 60, size)],
        [
            " ".join(name)
            for name in zip(*(_one_of(w, size, chance) for w in (_FAMILY, _MIDDLE, _GIVEN)), strict=True)
        ],
        [f"09{n:08}" for n in chance.integers(0, 10**8, size)],
        [f"Số {n}, thôn {m}, xã mẫu" for n, m in chance.integers(1, 400, (size, 2))],
    ]
    frame = pd.DataFrame(dict(zip(HEADINGS, columns, strict=True)))
    dirty = frame.index[(numbers % 1000) == 999]
    frame.loc[dirty[::2], "Ngày tiếp nhận"] = "31/02/2021"
    frame.loc[dirty[1::2], "Đơn vị giải quyết"] = "Xã Không Có"
    return frame


def _one_of(words: object, size: int, chance: np.random.Generator) -> np.ndarray:
    listed = np.array(words, dtype=object)
    return listed[chance.integers(0, len(listed), size)]


def _written(moments: np.ndarray, form: str) -> np.ndarray:
    return pd.DatetimeIndex(moments).strftime(form).to_numpy()


def write_text(path: Path, cases: int) -> None:
    for number, block in enumerate(case_blocks(cases)):
        block.to_csv(path, mode="a", header=not number, index=False, encoding="utf-8")


def write_workbook(path: Path, cases: int) -> None:
    """Write the workbook as one-stop systems do: every cell a text, but the number of the row."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Hồ sơ")
        sheet.write_row(0, 0, HEADINGS)
        row = 0
        for block in case_blocks(cases):
            for cells in block.itertuples(index=False):
                row += 1
                sheet.write_row(row, 0, [cell if cell != "" else None for cell in cells])


def read_workbook(path: Path, _: Path) -> None:
    import fastexcel

    fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_arrow()


def read_text(path: Path, folder: Path) -> None:
    import duckdb

    with duckdb.connect(folder / "bare.duckdb") as connection:
        source = connection.read_csv(str(path), all_varchar=True, header=True)
        source.create("cases")


def load_file(path: Path, folder: Path) -> None:
    from etl.loading.load import load
    from etl.settings import Settings
    from warehouse.home import Home

    settings = Settings.read(PROJECT / "settings")
    outcome = load([path], Home(folder / "home"), settings, loaded_at=LOADED_AT)
    [file] = outcome.files
    assert outcome.snapshot and file.account and file.account.is_balanced, outcome
    print(file.account, file=sys.stderr)


STEPS = {"fastexcel": read_workbook, "read_csv": read_text, "load": load_file}


def compare_with_bare(path: Path, bare_step: str, max_ratio: int) -> None:
    print(f"{path.name}: {path.stat().st_size >> 20} MB", flush=True)
    clock: list[float] = []
    for step in (bare_step, "load"):
        seconds, worked, peak = measure_step(__file__, step, path)
        clock.append(seconds)
        print(format_line(step, seconds, worked, peak), flush=True)
    print(f"  {clock[1] / clock[0]:.1f} times (at most {max_ratio})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--workbook", type=int, default=200_000)
    parser.add_argument("--text", type=int, default=2_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", nargs=3)
    asked = parser.parse_args()
    if asked.step:
        return run_step(STEPS, *asked.step)
    with TemporaryDirectory() as passing:
        folder = asked.keep or Path(passing)
        for name, cases, write, bare, most in (
            ("cases.xlsx", asked.workbook, write_workbook, "fastexcel", 4),
            ("cases.csv", asked.text, write_text, "read_csv", 8),
        ):
            path = folder / f"{cases}-{name}"
            if cases and not path.exists():
                write(path, cases)
            if cases:
                compare_with_bare(path, bare, most)


if __name__ == "__main__":
    main()
