"""Show the page Báo cáo: files to download for the chosen period and unit."""

from ui import navigation
from ui.downloads import buttons
from ui.frame.header import draw_header
from ui.text import say
from ui.view import read_view

now = read_view("unit")
draw_header(now, say("reports.title"), offers_units=True, page="reports")
navigation.draw_link(say("built.kept.to_builder"), "builder")
buttons.draw_report_types(now)
buttons.draw_own_templates(now)
