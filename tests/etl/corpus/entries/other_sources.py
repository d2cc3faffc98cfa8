"""The other sources: documents, ballots on both scales, the suggestion box."""

from tests.etl.corpus.entry import Taken, cases, one
from tests.etl.corpus.writers.case_rows import HOA, ME, Cell
from tests.etl.corpus.writers.text_bytes import csv
from tests.etl.corpus.writers.xlsx import xlsx

Row = list[Cell]
DOCUMENTS: list[Row] = [
    [
        "Số ký hiệu",
        "Ngày văn bản",
        "Đơn vị",
        "Văn bản đi/đến",
        "Độ mật",
        "Gửi điện tử",
        "Lãnh đạo ký số",
        "Cơ quan ký số",
    ],
    ["15/UBND-VP", "02/08/2021", "UBND xã Gia Hòa", "Đi", "Thường", "Có", "Đã ký số", "Chưa ký số"],
    ["15/UBND-VP", "02/08/2021", "UBND thị trấn Me", "Đi", "Mật", "Giấy", None, "X"],
    ["16/UBND-VP", "03/08/2021", "UBND xã Gia Hòa", "Gửi", "Thường", "Có", "Có", "Có"],
]
ASPECTS = ["Mã phiếu", "Ngày", "Đơn vị", "Tiếp cận dịch vụ", "Công chức", "Hài lòng chung"]
BALLOTS_5: list[Row] = [
    ASPECTS,
    ["P1", "02/08/2021", "Xã Gia Hòa", 5, "4", "Hài lòng"],
    ["P2", "02/08/2021", "Xã Gia Hòa", "5.0", None, 3.0],
    ["P3", "02/08/2021", "Xã Gia Hòa", "7", "4", "5"],
    ["P4", "02/08/2021", "TT Me", None, None, "Không hợp lệ"],
]
BALLOTS_3: list[Row] = [
    ["Ngày", "Đơn vị", "Mức độ hài lòng"],
    ["02/08/2021", "Xã Gia Hòa", "RHL"],
    ["02/08/2021", "Xã Gia Hòa", "Không hài lòng"],
    ["02/08/2021", "Xã Gia Hòa", "Bình thường"],
    ["02/08/2021", "Xã Gia Hòa", "Phiếu hỏng"],
]
SIGNED: Row = [None, "Người tổng hợp", None, "Chủ tịch"]
BOX: list[Row] = [
    ["TỔNG HỢP HÒM THƯ GÓP Ý"],
    ["Ngày", "Đơn vị", "Số lần mở hòm", "Số phiếu", "RHL", "HL", "KHL", "Nội dung"],
    ["2/8/2021", "Xã Gia Hòa", "Có", "3", "1", "2", None, None],
    ["3/8/2021", "Xã Gia Hòa", "Không", None, None, None, None, None],
    ["3/8/2021", "TT Me", 2, 1, 0, 0, 1, "Chờ lâu"],
    ["Tổng cộng", None, 3, 4, 1, 2, 1],
    SIGNED,
]
ENTRIES = [
    one(
        "other_source",
        "two units number their documents apart; an unknown word for the direction",
        "documents.xlsx",
        xlsx(DOCUMENTS),
        cases(2, source="documents", rejects={4: "word"}, facts={
            "unit_id": [HOA, ME], "secret": [False, True], "sent_electronically": [True, False],
            "signed_leader": [True, None], "signed_agency": [False, True]}),
    ),
    one(
        "other_source phone",
        "five levels, as numbers and words; one is off the scale, one is not valid",
        "ballots_5.xlsx",
        xlsx(BALLOTS_5),
        cases(3, source="ballots_5", rejects={4: "score"}, facts={
            "overall": [4, 3, None], "satisfied": [True, False, False], "valid": [True, True, False]}),
    ),
    one(
        "other_source",
        "three levels: a word of the other scale is none of this one",
        "ballots_3.csv",
        csv(BALLOTS_3),
        cases(3, source="ballots_3", rejects={4: "score"}, facts={
            "overall": [3, 1, None], "satisfied": [True, False, False], "valid": [True, True, False]}),
    ),
    one(
        "other_source signature total title",
        "a tally of a week with everything around it",
        "box.xlsx",
        xlsx(BOX),
        Taken(source="box", loaded=3, aside=4, kinds={1: "title", 2: "heading", 6: "total", 7: "signature"},
              facts={"opened": [True, False, True], "slips": [3, None, 1],
                     "comment": [None, None, "Chờ lâu"]}),
    ),
]  # fmt: skip
