"""Tiny files of totals for tests, with the headings of form II.06a and of the document system."""

CASES = [
    "STT", "Đơn vị", "Số hồ sơ nhận giải quyết – Tổng số", "Số hồ sơ nhận giải quyết – Trong kỳ – Trực tuyến",
    "Số hồ sơ nhận giải quyết – Trong kỳ – Trực tiếp, dịch vụ bưu chính",
    "Số hồ sơ nhận giải quyết – Từ kỳ trước", "Số hồ sơ đã giải quyết – Tổng số",
    "Số hồ sơ đã giải quyết – Trước hạn", "Số hồ sơ đã giải quyết – Đúng hạn",
    "Số hồ sơ đã giải quyết – Quá hạn",
    "Số hồ sơ đang giải quyết – Tổng số", "Số hồ sơ đang giải quyết – Trong hạn",
    "Số hồ sơ đang giải quyết – Quá hạn",
]  # fmt: skip
NUMBERS = [f"({number})" for number in range(1, 14)]
DOCUMENTS = [
    "STT", "Đơn vị", "Tổng văn bản đến", "Đã xử lý đúng hạn", "Đã xử lý quá hạn", "Chưa xử lý trong hạn",
    "Chưa xử lý quá hạn", "Tổng văn bản đi", "Đi điện tử qua trục", "Ký số cá nhân lãnh đạo", "Ký số cơ quan",
    "Ký số đầy đủ", "Văn bản mật/giấy",
]  # fmt: skip
AUGUST = "Từ ngày 01/08/2021 đến ngày 31/08/2021"


def of_cases(*rows, title=AUGUST, total=None):
    """A sheet of form II.06a: rows are a unit and columns (3) to (13); `total` those of the printed sum."""
    lines = [[number, *row] for number, row in enumerate(rows, 1)]
    last = [["Tổng cộng", None, *total]] if total else []
    return [["TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC"], [title], CASES, NUMBERS, *lines, *last]


def of_documents(*rows, title=AUGUST):
    lines = [[number, *row] for number, row in enumerate(rows, 1)]
    return [["THỐNG KÊ VĂN BẢN"], [title], DOCUMENTS, *lines]
