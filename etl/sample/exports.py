"""Plan which files the systems export and what stands in each: a later file repeats what was still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.sample import cases as case_files
from etl.sample import cells, documents, totals
from etl.sample.dirt import KEY, spoil_rows
from etl.sample.world import World, day64

_MONTHS_OF_TOTALS = 3
_DAYS_TO_EXPORT = np.array([3])  # working days from the end of a period to its file
_OFFSET_QUARTER, _CSV_QUARTER, _TWO_SHEET_QUARTER = "2020Q1", "2020Q4", "2021Q1"
_TITLES = {
    "cases": "DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH",
    "documents": "DANH SÁCH VĂN BẢN ĐI, VĂN BẢN ĐẾN",
    "ballots_5": "KẾT QUẢ KHẢO SÁT MỨC ĐỘ HÀI LÒNG CỦA TỔ CHỨC, CÔNG DÂN",
    "ballots_3": "KẾT QUẢ ĐÁNH GIÁ TẠI QUẦY",
    "box": "TỔNG HỢP HÒM THƯ GÓP Ý HẰNG NGÀY",
    "document_totals": "THỐNG KÊ VĂN BẢN ĐI, VĂN BẢN ĐẾN THEO ĐƠN VỊ",
}
_NAMES = {
    "cases": "ho-so",
    "documents": "van-ban",
    "ballots_5": "phieu-5-muc",
    "ballots_3": "phieu-3-muc",
    "box": "hom-thu",
}


@dataclass(frozen=True)
class ExportPeriod:
    """Describe the time that one file is about. `before`: when the file before it was made."""

    first: date
    last: date
    exported: date
    before: date | None
    label: str


@dataclass(frozen=True)
class Export:
    """Describe a file to write: `sheets` of cells, `dirt` as `spoil_rows` lists it, `corner` its start."""

    name: str
    source: str
    title: str
    part: ExportPeriod
    sheets: dict[str, pd.DataFrame]
    dirt: pd.DataFrame
    corner: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class SampleHistory:
    """Hold everything that happened, to its end."""

    cases: pd.DataFrame
    documents: pd.DataFrame
    ballots_5: pd.DataFrame
    ballots_3: pd.DataFrame
    box: pd.DataFrame


def build_exports(world: World, history: SampleHistory) -> Iterator[Export]:
    """Yield the files of the sample: cases, half-yearly lists, ballots with five levels, then totals."""
    yield from _case_exports(world, history.cases)
    readable = []
    for turn, part in enumerate(_halves(world)):
        chance = world.random_stream(200 + turn)
        form = cells.TIMES[1] if turn % 2 else "%d/%m/%Y"
        listed = _listed_documents(history.documents, part)
        rows = cells.document_cells(world, listed, form)
        export = _one("documents", part, rows, world, chance)
        readable.append(totals.select_readable(listed, rows[KEY], export.dirt))
        yield export
        three = _of(history.ballots_3, part)
        yield _one("ballots_3", part, cells.ballot_3_cells(world, three), world, chance)
        slips = _of(history.box, part)
        yield _one("box", part, cells.box_cells(world, slips), world, chance)
    for turn, part in enumerate(quarter_periods(world)):
        five = _of(history.ballots_5, part)
        form = "excel" if turn % 2 else "%d/%m/%Y"
        rows = cells.ballot_5_cells(world, five, form)
        yield _one("ballots_5", part, rows, world, world.random_stream(300 + turn))
    yield from _document_totals(world, history.documents, pd.concat(readable))


def _document_totals(
    world: World, drawn_documents: pd.DataFrame, readable_rows: pd.DataFrame
) -> Iterator[Export]:
    """Yield totals of the last whole months; they agree with the readable lists but for one slip."""
    known = drawn_documents.merge(readable_rows.drop_duplicates())
    months = [
        month
        for month in pd.period_range(world.first, world.last, freq="M")
        if month.start_time.date() >= world.first and month.end_time.date() <= world.last
    ]
    spans = [(month.start_time.date(), month.end_time.date(), str(month)) for month in months]
    parts = _parts(world, spans)[-_MONTHS_OF_TOTALS:]
    for part in parts:
        last = part is parts[-1]
        rows, dirt = totals.build_month_totals(world, known, part.first, part.last, part.exported, last)
        name = f"thong-ke-van-ban-{part.label[:4]}-thang-{part.label[5:]}.xlsx"
        title = _TITLES["document_totals"]
        yield Export(name, "document_totals", title, part, {"Thống kê": rows}, dirt)


def _case_exports(world: World, cases: pd.DataFrame) -> Iterator[Export]:
    for turn, part in enumerate(quarter_periods(world)):
        chance = world.random_stream(100 + turn)
        csv = part.label == _CSV_QUARTER
        form = cells.TIMES[0] if csv else cells.TIMES[turn % len(cells.TIMES)]
        listed = select_cases(world, cases, part)
        rows = cells.case_cells(world, listed, form, chance)
        office = listed["unit_id"].isin(world.units.loc[world.units["kind"] == "office", "unit_id"])
        corner = (2, 1) if part.label == _OFFSET_QUARTER else (0, 0)
        fresh = (listed["received_on"] >= day64(part.first)).to_numpy()
        rows, dirt = spoil_rows("cases", rows, world.first, chance, fresh)
        sheets = {"Danh sách hồ sơ": rows}
        if part.label == _TWO_SHEET_QUARTER:
            here = office.to_numpy()[rows.index]
            sheets = {"Cấp xã": rows[~here], "Cấp huyện": rows[here]}
        yield Export(_name("cases", part, csv), "cases", _TITLES["cases"], part, sheets, dirt, corner)


def select_cases(world: World, cases: pd.DataFrame, period: ExportPeriod) -> pd.DataFrame:
    """Select cases received in the period, or not over when the file before was made; by field and day."""
    known = case_files.cases_on_day(
        world, cases[cases["received_on"] <= day64(period.last)], day64(period.exported)
    )
    fresh = known["received_on"] >= day64(period.first)
    if period.before is not None:
        over = cases["returned_on"].where(cases["final"] == 10, cases["finished_on"])[known.index]
        fresh |= ~(over <= day64(period.before))
    return known[fresh].sort_values(["field", "received_at", "code"], kind="stable", ignore_index=True)


def _listed_documents(frame: pd.DataFrame, period: ExportPeriod) -> pd.DataFrame:
    known = documents.documents_on_day(frame[frame["day"] <= day64(period.last)], day64(period.exported))
    listed = known["day"] >= day64(period.first)
    if period.before is not None:
        listed |= (known["direction"] == "in") & ~(known["handled_on"] <= day64(period.before))
    return known[listed].reset_index(drop=True)


def _of(frame: pd.DataFrame, period: ExportPeriod) -> pd.DataFrame:
    inside = (frame["day"] >= day64(period.first)) & (frame["day"] <= day64(period.last))
    return frame[inside].reset_index(drop=True)


def _one(
    source: str, period: ExportPeriod, rows: pd.DataFrame, world: World, chance: np.random.Generator
) -> Export:
    dirty, dirt = spoil_rows(source, rows, world.first, chance)
    name = _name(source, period, source in ("ballots_3", "box"))
    return Export(name, source, _TITLES[source], period, {"Danh sách": dirty}, dirt)


def _name(source: str, period: ExportPeriod, csv: bool) -> str:
    kind = "quy" if "Q" in period.label else "ky"
    year, number = period.label[:4], period.label[5:]
    return f"{_NAMES[source]}-{year}-{kind}-{number}.{'csv' if csv else 'xlsx'}"


def quarter_periods(world: World) -> list[ExportPeriod]:
    quarters = pd.period_range(world.first, world.last, freq="Q")
    return _parts(world, [(q.start_time.date(), q.end_time.date(), str(q)) for q in quarters])


def _halves(world: World) -> list[ExportPeriod]:
    spans = []
    for year in range(world.first.year, world.last.year + 1):
        spans += [
            (date(year, 1, 1), date(year, 6, 30), f"{year}H1"),
            (date(year, 7, 1), date(year, 12, 31), f"{year}H2"),
        ]
    return _parts(world, spans)


def _parts(world: World, spans: list[tuple[date, date, str]]) -> list[ExportPeriod]:
    """Cut the spans to the time of the sample; nothing is known later than its last day."""
    parts: list[ExportPeriod] = []
    for begin, end, label in spans:
        first, last = max(begin, world.first), min(end, world.last)
        if first > last:
            continue
        made = world.calendar.add_working_days(np.array([day64(last)]), _DAYS_TO_EXPORT)[0]
        exported = min(made.astype(date), world.last)
        parts.append(ExportPeriod(first, last, exported, parts[-1].exported if parts else None, label))
    return parts
