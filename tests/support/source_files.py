"""Tiny source files for tests: XLSX and CSV from lists of rows, with the headings that the systems write."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter
import xlwt

CASES = [
    "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Mã TTHC", "Tên lĩnh vực", "Đơn vị giải quyết",
    "Hình thức nộp", "Mức độ DVC", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
    "Ngày trả kết quả", "Trạng thái hồ sơ", "Số lần yêu cầu bổ sung", "Văn bản xin lỗi",
    "Thanh toán trực tuyến", "Cán bộ xử lý hiện tại", "Chủ hồ sơ", "Số điện thoại", "Địa chỉ",
]  # fmt: skip
DOCUMENTS = [
    "STT", "Số ký hiệu", "Ngày văn bản", "Đơn vị", "Loại văn bản", "Văn bản đi/đến", "Độ mật", "Gửi điện tử",
    "Lãnh đạo ký số", "Cơ quan ký số", "Người ký", "Người xử lý", "Tình trạng xử lý",
]  # fmt: skip
BALLOTS_5 = [
    "STT", "Mã phiếu", "Ngày", "Đơn vị", "Mã hồ sơ", "Lĩnh vực", "Kênh", "Tiếp cận dịch vụ",
    "Thủ tục hành chính", "Công chức", "Kết quả", "Góp ý, phản ánh", "Hài lòng chung", "Ý kiến khác",
]  # fmt: skip
BALLOTS_3 = ["STT", "Mã phiếu", "Ngày", "Đơn vị", "Quầy", "Lĩnh vực", "Mức độ hài lòng", "Ý kiến khác"]
BOX = [
    "STT", "Ngày", "Đơn vị", "Số lần mở hòm", "Người mở", "Số phiếu", "Rất hài lòng", "Hài lòng",
    "Không hài lòng", "Không hợp lệ", "Số ý kiến góp ý", "Nội dung",
]  # fmt: skip

_A_CASE = {
    "Mã hồ sơ": "000.00.18.H42-210802-0001",
    "Tên thủ tục hành chính": "Đăng ký khai sinh",
    "Mã TTHC": "1.001193",
    "Tên lĩnh vực": "Hộ tịch",
    "Đơn vị giải quyết": "Xã Gia Hòa",
    "Hình thức nộp": "Trực tuyến",
    "Mức độ DVC": "Mức độ 4",
    "Ngày tiếp nhận": "02/08/2021",
    "Ngày hẹn trả": "04/08/2021",
    "Ngày kết thúc xử lý": "03/08/2021",
    "Ngày trả kết quả": "03/08/2021",
    "Trạng thái hồ sơ": "Đã trả kết quả",
    "Số lần yêu cầu bổ sung": "0",
    "Văn bản xin lỗi": "Không",
    "Thanh toán trực tuyến": "Có",
    "Cán bộ xử lý hiện tại": "Công chức Mẫu",
    "Chủ hồ sơ": "Nguyễn Văn Mẫu",
    "Số điện thoại": "0900000001",
    "Địa chỉ": "Thôn 1",
}
_A_DOCUMENT = {
    "Số ký hiệu": "15/UBND-VP",
    "Ngày văn bản": "02/08/2021",
    "Đơn vị": "Xã Gia Hòa",
    "Loại văn bản": "Công văn",
    "Văn bản đi/đến": "Đi",
    "Độ mật": "Thường",
    "Gửi điện tử": "Có",
    "Lãnh đạo ký số": "Có",
    "Cơ quan ký số": "Không",
    "Người ký": "Đinh Văn Mẫu",
}
_A_BALLOT_5 = {
    "Mã phiếu": "P0001",
    "Ngày": "02/08/2021",
    "Đơn vị": "Xã Gia Hòa",
    "Lĩnh vực": "Hộ tịch",
    "Kênh": "Giấy",
    "Tiếp cận dịch vụ": "5",
    "Thủ tục hành chính": "4",
    "Công chức": "3",
    "Hài lòng chung": "4",
}
_A_BALLOT_3 = {
    "Mã phiếu": "Q0001",
    "Ngày": "02/08/2021",
    "Đơn vị": "Xã Gia Hòa",
    "Mức độ hài lòng": "Hài lòng",
}
_A_BOX = {
    "Ngày": "02/08/2021",
    "Đơn vị": "Xã Gia Hòa",
    "Số lần mở hòm": "1",
    "Số phiếu": "3",
    "Rất hài lòng": "1",
    "Hài lòng": "2",
}
USUAL = {
    "cases": (CASES, _A_CASE),
    "documents": (DOCUMENTS, _A_DOCUMENT),
    "ballots_5": (BALLOTS_5, _A_BALLOT_5),
    "ballots_3": (BALLOTS_3, _A_BALLOT_3),
    "box": (BOX, _A_BOX),
}


def row(source="cases", **changed):
    """A usual row of the source as a list of cells; `changed` by heading, blanks as _: Ngày_hẹn_trả="…"."""
    headings, usual = USUAL[source]
    cells = usual | {heading.replace("_", " "): cell for heading, cell in changed.items()}
    assert not cells.keys() - set(headings), cells.keys() - set(headings)
    return [cells.get(heading) for heading in headings]


def table(source, *rows):
    """The headings of the source and the rows."""
    return [USUAL[source][0], *rows]


def write_xlsx(path: Path, *sheets, names=None, date_format="dd/mm/yyyy hh:mm"):
    """A workbook with one sheet for each list of rows; dates and numbers are written as such."""
    with xlsxwriter.Workbook(path, {"default_date_format": date_format}) as book:
        book.set_properties({"created": datetime(2021, 8, 31)})  # the same rows make the same file
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[number] if names else None)
            for row_no, cells in enumerate(rows):
                sheet.write_row(row_no, 0, cells)
    return path


def write_csv(path: Path, rows, separator=";", encoding="utf-8", quote='"', line_end="\r\n"):
    def written(cell):
        text = "" if cell is None else str(cell)
        needs_quotes = any(sign in text for sign in (separator, quote, "\n"))
        return quote + text.replace(quote, quote * 2) + quote if needs_quotes else text

    lines = (separator.join(map(written, cells)) for cells in rows)
    path.write_bytes("".join(line + line_end for line in lines).encode(encoding))
    return path


def packed(*parts, size=10):
    """A ZIP with these members, each of so many zeros."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for part in parts:
            package.writestr(part, bytes(size))
    return held.getvalue()


def only(frame):
    """The one row that there has to be."""
    assert len(frame) == 1, frame
    return frame.iloc[0]


def write_xls(path: Path, *sheets, hidden=(), epoch_1904=False):
    """A workbook of Excel 97–2003; dates and numbers are written as such."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = epoch_1904
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm")
    for number, rows in enumerate(sheets, 1):
        sheet = book.add_sheet(f"Sheet{number}")
        sheet.visibility = int(number in hidden)
        for row_no, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                style = day if isinstance(cell, datetime) else xlwt.Style.default_style
                if cell is not None:
                    sheet.write(row_no, column, cell, style)
    book.save(str(path))
    return path


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Bảng">{rows}</table:table>
</office:spreadsheet></office:body>
</office:document-content>"""


def ods(rows: str, manifest="<manifest/>") -> bytes:
    """A workbook of LibreOffice; `rows` as it writes them."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", _ODS.format(rows=rows))
    return held.getvalue()


def ods_cell(text: str, **more: str) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<table:table-cell office:value-type="string"{said}><text:p>{text}</text:p></table:table-cell>'
