"""Show the page Báo cáo: files to download for the chosen period and unit."""

from ui import navigation
from ui.address import read_context
from ui.downloads import buttons
from ui.frame.header import draw_header
from ui.text import say

context = read_context("unit")
draw_header(context, say("reports.title"), offers_units=True, page="reports")
navigation.draw_link(say("built.kept.to_builder"), "builder")
buttons.draw_report_types(context)
buttons.draw_own_templates(context)
