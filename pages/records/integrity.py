"""Show the page Cần kiểm tra: dates, times and ballots to compare with the original files."""

from ui.address import read_context
from ui.frame.header import draw_header
from ui.records import integrity
from ui.text import say

context = read_context("unit", extra_parameters=(integrity.PARAMETER,))
test = integrity.read_test()
draw_header(context, say("integrity.title"), offers_units=True, page="integrity")
if test:
    integrity.draw_marked_rows(context, test)
else:
    integrity.draw_findings(context)
    integrity.draw_tests(context)
