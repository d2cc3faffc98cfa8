"""Show the page Cần kiểm tra: dates, times and ballots to compare with the original files."""

from ui.frame.header import header
from ui.records import integrity
from ui.text import say
from ui.view import view

now = view("unit", keeps=(integrity.PARAMETER,))
test = integrity.asked()
header(now, say("integrity.title"), unit=True, page="integrity")
if test:
    integrity.marked(now, test)
else:
    integrity.summary(now)
    integrity.all_tests(now)
