"""Headings that stand over the wrong cells: put right where it is plain, left alone everywhere else."""

import random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.assumptions import assumption_sentence
from etl.problem import FileRefused
from etl.reading.read_file import read_file
from etl.settings import Settings
from tests.etl.recognition.test_row_kinds import closes
from tests.support import example_counts
from tests.support.source_files import CASES, USUAL, row, write_xlsx
from warehouse.home import PROJECT

SETTINGS = Settings.read(PROJECT / "settings")
UNITS = ["Xã Gia Hòa", "UBND xã Gia Phú", "Thị trấn Me", "Phòng Nội vụ"]
SHORT = ["STT", "Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Hẹn trả", "Ngày kết thúc xử lý", "Trạng thái"]


def cases(count=12):
    """Usual rows of the source, numbered, of several units, with one day after the other."""
    return [
        row(
            STT=str(n),
            Mã_hồ_sơ=f"H42-{n:04}",
            Đơn_vị_giải_quyết=UNITS[n % 4],
            Ngày_tiếp_nhận=f"{n % 9 + 1:02}/06/2021",
            Ngày_hẹn_trả=f"{n % 9 + 11:02}/06/2021",
            Ngày_kết_thúc_xử_lý=f"{n % 9 + 10:02}/06/2021",
            Chủ_hồ_sơ=f"Người Mẫu {n}",
        )
        for n in range(1, count + 1)
    ]


def short(count=12):
    return [
        [str(n), f"H42-{n:04}", UNITS[n % 4], f"{n % 9 + 1:02}/06/2021", f"{n % 9 + 11:02}/06/2021",
         f"{n % 9 + 10:02}/06/2021", "Đã xử lý xong"]
        for n in range(1, count + 1)
    ]  # fmt: skip


def without_place(frame):
    return frame.drop(columns=["sheet", "row_no"]).reset_index(drop=True)


@pytest.mark.parametrize("far", [1, 2, 3])
def test_cells_that_begin_further_on_are_read_as_the_straight_file(take, far):
    straight = take([CASES, *cases()])
    file = take([CASES, *([None] * far + cells for cells in cases())])
    assert without_place(file.facts).equals(without_place(straight.facts))
    assert len(file.rejects) == 0
    assert closes(file)


def test_cells_that_begin_before_their_headings(take):
    """An empty first column over which only the headings were moved."""
    file = take([["DANH SÁCH"], [None, *CASES], *cases()])
    assert without_place(file.facts).equals(without_place(take([CASES, *cases()]).facts))
    [assumed] = file.assumed
    assert "“Mã hồ sơ” C → B" in assumption_sentence("vi", assumed)
    assert assumption_sentence("vi", assumed).startswith(
        "trang tính “Sheet1”: tiêu đề không đứng đúng trên các ô"
    )


def test_twelve_headings_over_nine_cells(take):
    headings = [
        "STT",
        "Mã hồ sơ",
        "Mức độ DVC",
        "Đơn vị",
        "Hình thức nộp",
        "Ngày nhận",
        "Hẹn trả",
        "Thư xin lỗi",
        "Ngày xử lý xong",
        "Trạng thái",
        "Nộp phí trực tuyến",
        "Số lần bổ sung",
    ]
    cells = [[*line[:3], "Trực tiếp", *line[3:6], line[6], "2"] for line in short()]
    file = take([headings, *cells])
    assert len(file.facts) == 12
    first = file.facts.iloc[0]
    assert (first["code"], first["unit_id"], first["channel"]) == ("H42-0001", "14482@start", "counter")
    assert [f"{first[day]:%d/%m}" for day in ("received_on", "due_on", "finished_on")] == [
        "02/06",
        "12/06",
        "11/06",
    ]
    assert (first["status"], first["supplements"]) == (9, 2)
    # Their headings have no cells.
    assert file.facts[["level", "apology", "paid_online"]].isna().all(axis=None)
    assert closes(file)


def test_a_column_that_could_stand_in_two_places_is_not_read_and_said_so(take):
    """One of 'Cán bộ' and 'Chủ hồ sơ' has no cells: nobody can tell which one."""
    headings = [*SHORT[:2], "Mức độ DVC", *SHORT[2:], "Cán bộ xử lý", "Chủ hồ sơ"]
    cells = [[*line, "Nguyễn Văn Mẫu"] for line in short()]
    file = take([headings, *cells, ["Tổng cộng", None, None, None, None, None, None, "Nguyễn Văn Mẫu"]])
    assert len(file.facts) == 12
    assert file.facts[["officer", "applicant", "level"]].isna().all(axis=None)
    assert "Cán bộ xử lý, Chủ hồ sơ" in assumption_sentence("vi", file.assumed[1])
    assert "Mẫu" not in file.set_aside_rows["text"].str.cat(sep="|")


def test_where_a_required_column_could_stand_in_two_places_nothing_is_moved(take):
    """Either date may be the due date: there are three headings for two columns of days."""
    headings = [*SHORT[:5], "Ngày kết thúc xử lý", "Chủ hồ sơ", "Trạng thái"]
    cells = [[*line[:2], "X", *line[2:4], line[5], line[6]] for line in short()]
    file = take([headings, *cells])
    assert (len(file.facts), file.assumed) == (0, ())
    assert len(file.rejects) == 12


def test_few_rows_prove_nothing(take):
    file = take([CASES, *([None, *cells] for cells in cases(9))])
    assert (len(file.facts), file.assumed) == (0, ())


def test_one_badly_filled_column_moves_nothing(take):
    rows = [[*line[:5], "chưa xong", line[6]] for line in short()]
    file = take([SHORT, *rows])
    assert (file.assumed, len(file.rejects)) == ((), 12)


def test_units_that_nobody_knows_move_nothing(take):
    rows = [[*line[:2], f"Xã Lạ {n}", *line[3:]] for n, line in enumerate(short())]
    assert take([SHORT, *rows]).assumed == ()


_SOURCES = st.sampled_from(sorted(USUAL))
_DIRT = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["", "x", "Xã Lạ", "31/02/2021", "?"])), max_size=40
)


@hypothesis_settings(
    max_examples=example_counts.of(15, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_SOURCES, st.integers(0, 1 << 30), st.integers(1, 40), _DIRT, st.booleans())
def test_a_proper_file_is_never_touched(tmp_path, source, seed, count, dirt, dropped):
    """Columns in any order, strange ones between, optional ones left out or blank, dirty cells."""
    order = random.Random(seed)
    headings, usual = USUAL[source]
    columns = [heading for heading in headings if heading in usual or order.random() < 0.5]
    if dropped:
        columns = [c for c in columns if c in list(usual)[:6] or order.random() < 0.6]
    columns += [f"Cột thêm {n}" for n in range(order.randint(0, 3))]
    order.shuffle(columns)
    rows = [[usual.get(column, order.choice([None, "1", "02/08/2021", "Xã Gia Hòa"])) for column in columns]
            for _ in range(count)]  # fmt: skip
    for place, cell in dirt:
        rows[place % count][(place * 7) % len(columns)] = cell
    content = write_xlsx(tmp_path / "proper.xlsx", [columns, *rows])
    try:
        file = read_file(content, "proper.xlsx", SETTINGS)
    except FileRefused as refused:  # a required heading was left out
        assert refused.problem.key in ("heading_missing", "unrecognised")
        return
    assert {one.key for one in file.assumed} <= {"dates_either"}
