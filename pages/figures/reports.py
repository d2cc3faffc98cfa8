"""Show the page Báo cáo: files to download for the chosen period and unit."""

from ui import handed, navigation
from ui.header import header
from ui.state import view
from ui.text import say

now = view("unit")
header(now, say("reports.title"), unit=True, page="reports")
navigation.link(say("built.kept.to_builder"), "builder")
handed.kinds(now)
handed.own(now)
