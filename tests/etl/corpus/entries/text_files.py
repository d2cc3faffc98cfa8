"""Text files with a sign between the cells, and tables of web pages that are called .xls."""

from tests.etl.corpus.entry import Taken, cases, one, refused
from tests.etl.corpus.writers.case_rows import HEADINGS, TWO, TWO_SAY, case, table
from tests.etl.corpus.writers.text_bytes import csv, html_table, text

TITLED = [["UBND HUYỆN GIA VIỄN"], ["Danh sách hồ sơ, tháng 8"], *TWO]
BROKEN = table(case("H42-1", status="Đã trả\nkết quả"), case("H42-2"))
QUOTED = table(case('H42-"1"; bản sao'), case("H42-2"))
RAGGED = [HEADINGS, case("H42-1"), case("H42-2", finished=None, status=None)[:5]]
BLANKS = [TWO[0], [], TWO[1], [None] * 7, TWO[2]]
LINE = "H42-{};Xã Gia Hòa;02/08/2021;16/08/2021;13/08/2021;Đã trả kết quả\n"
HEAD = ";".join(str(heading) for heading in HEADINGS[1:]) + "\n"
SAID = ("delimited",)
LAYOUT = "<table><tr><td>Hệ thống một cửa</td></tr></table>"


def two(**more):
    return cases(2, facts=TWO_SAY, **more)


CSV = [
    one("csv", "semicolons", "semicolon.csv", csv(TWO), two(says=SAID)),
    one("csv", "commas", "comma.csv", csv(TWO, ","), two(says=SAID)),
    one("csv", "tabs", "tab.tsv", csv(TWO, "\t"), two(says=SAID)),
    one("csv", "bars", "bar.txt", csv(TWO, "|"), two(says=SAID)),
    one("csv", "a line by which Excel is told", "sep.csv", csv(TWO, above="sep=;\r\n"), two(aside=2)),
    one("csv", "and it is told bars", "sep_bar.csv", csv(TWO, "|", above="sep=|\r\n"), two(aside=2)),
    one("csv", "lines as Unix ends them", "unix.csv", csv(TWO, line_end="\n"), two()),
    one("csv", "lines as the old Macintosh ends them", "mac.csv", csv(TWO, line_end="\r"), two()),
    one("csv title", "titles with fewer cells", "titles.csv", csv(TITLED, ","), two(aside=3)),
    one(
        "csv",
        "a line break inside a cell begins no row",
        "line_break.csv",
        csv(BROKEN),
        cases(2, facts={"code": ["H42-1", "H42-2"], "status": [10, 10]}),
    ),
    one(
        "csv",
        "quotes and separators inside quotes",
        "quotes.csv",
        csv(QUOTED),
        cases(2, facts={"code": ['H42-"1"; bản sao', "H42-2"]}),
    ),
    one("csv corrupt", "a quote never closed", "unclosed.csv", text(HEAD + '"' + LINE), refused("quotes")),
    one(
        "csv",
        "a row that ends early: what it lacks is blank",
        "ragged.csv",
        csv(RAGGED),
        cases(2, facts={"status": [10, 4]}, remarks={3: "status_blank"}),
    ),
    one("csv blank_rows", "blank records between", "blanks.csv", csv(BLANKS), two()),
    one("csv", "no line end at the end", "no_end.csv", text(HEAD + LINE.format(1).strip()), cases(1)),
]
HTML = [
    one("html", "a table of a web page", "html.xls", html_table(TWO), two()),
    one("html title", "titles above it", "html_titles.xls", html_table(TITLED, 3), two(aside=3)),
    one(
        "html",
        "a layout in a table of its own",
        "html_layout.xls",
        html_table(TWO, before=LAYOUT),
        two(aside=2),
    ),
    one(
        "html",
        "cells full of marks, spaces that do not break, a column of links",
        "html_marks.xls",
        html_table(TWO, cell=lambda written: f'<a href="#"><b>{written}</b></a>&nbsp;'),
        two(),
    ),
    one("html utf16", "in UTF-16", "html_utf16.xls", html_table(TWO, encoding="utf-16"), two()),
    one(
        "html",
        "with a number that Excel shall not touch, and a line break",
        "html_break.xls",
        html_table(TWO, cell=lambda written: written.replace(" ", "<br>")),
        two(),
    ),
    one(
        "html no_table",
        "a web page without a table: the session had run out",
        "html_login.xls",
        text("<!DOCTYPE html><html><body><h1>Đăng nhập</h1><form></form></body></html>"),
        refused("not_a_table", "other_kind", "unrecognised", "empty_file"),
    ),
    one(
        "html truncated",
        "a table whose page breaks off in a row: the row cannot be trusted",
        "html_cut.xls",
        lambda: html_table(TWO)().split(b"20/08/2021")[0],
        refused("damaged"),
    ),
]
JOINED = text("\ufeff" + HEAD + LINE.format(1) + "\ufeff" + HEAD + LINE.format(2))
ENTRIES = [
    *CSV,
    *HTML,
    one(
        "utf8 page_break",
        "two files joined: the mark and the headings stand in the middle again",
        "mark_in_the_middle.csv",
        JOINED,
        Taken(loaded=2, aside=2, facts={"code": ["H42-1", "H42-2"]}, kinds={1: "heading", 3: "heading"}),
    ),
]
