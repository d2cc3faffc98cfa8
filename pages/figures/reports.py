"""Báo cáo: files to take away, of the period and the unit that are looked at."""

from ui import handed
from ui.header import header
from ui.state import view
from ui.text import say

now = view("unit")
header(now, say("reports.title"), unit=True, page="reports")
handed.kinds(now)
handed.own(now)
