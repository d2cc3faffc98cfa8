"""A file read in blocks of a few rows gives what it gives read at once."""

import pytest

from tests.support.source_files import BALLOTS_3, CASES, row, table

SIGNED = [
    [None, "Người lập biểu", None, None, "Thủ trưởng đơn vị"],
    [None, "Nguyễn Văn Mẫu", None, None, "Đinh"],
]
CODELESS = [row("ballots_3", Mã_phiếu=None) for _ in range(5)]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["DANH SÁCH HỒ SƠ", None, "Ngày xuất dữ liệu: 10/08/2021"],
            *table("cases", [f"({n})" for n in range(1, 21)], ["I", "Hộ tịch"]),
            *(
                row(Mã_hồ_sơ=f"m{n % 5}", Ngày_tiếp_nhận=f"{n + 1:02}/08/2021", Ngày_hẹn_trả=None)
                for n in range(7)
            ),
            CASES,
            row(Mã_hồ_sơ="x", Đơn_vị_giải_quyết="Xã Không Có"),
            ["Tổng cộng", 2],
            *SIGNED,
            *[["Bản sao", None, "Phạm Văn Mẫu"]] * 4,
        ],
        [BALLOTS_3, *CODELESS, row("ballots_3"), *CODELESS],
        [["không có tiêu đề"], ["ở đây"], *table("box", row("box"), row("box"))],
    ],
)
@pytest.mark.parametrize("size", [4, 5, 9])
def test_blocks_change_nothing(take, monkeypatch, rows, size):
    whole = take(rows)
    monkeypatch.setattr("etl.formats.blocks._ROWS", size)
    parts = take(rows)
    for name in ("facts", "answers", "set_aside_rows", "rejects", "flags"):
        left, right = getattr(whole, name), getattr(parts, name)
        places = [column for column in ("sheet", "row_no") if column in left]
        assert left.sort_values(places, ignore_index=True).equals(
            right.sort_values(places, ignore_index=True)
        )
    assert (whole.rows_read, whole.as_of, whole.as_of_basis) == (
        parts.rows_read,
        parts.as_of,
        parts.as_of_basis,
    )
