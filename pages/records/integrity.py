"""Show the page Cần kiểm tra: dates, times and ballots to compare with the original files."""

from ui.frame.header import draw_header
from ui.records import integrity
from ui.text import say
from ui.view import read_view

now = read_view("unit", extra_parameters=(integrity.PARAMETER,))
test = integrity.read_test()
draw_header(now, say("integrity.title"), offers_units=True, page="integrity")
if test:
    integrity.draw_marked_rows(now, test)
else:
    integrity.draw_findings(now)
    integrity.draw_tests(now)
