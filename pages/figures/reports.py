"""Show the page Báo cáo: files to download for the chosen period and unit."""

from ui import navigation
from ui.downloads import buttons
from ui.frame.header import header
from ui.text import say
from ui.view import view

now = view("unit")
header(now, say("reports.title"), unit=True, page="reports")
navigation.link(say("built.kept.to_builder"), "builder")
buttons.kinds(now)
buttons.own(now)
