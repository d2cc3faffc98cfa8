"""Show the page Đơn vị: everything about one commune or office, worst first."""

from ui import large_type
from ui.address import read_context
from ui.cases import deadlines
from ui.downloads import buttons
from ui.frame.header import draw_header
from ui.unit import summary
from ui.unit.figures_table import draw_figures_table

context = read_context("unit", "indicator")
draw_header(context, context.unit_name, offers_units=True, title_names_unit=True, page="unit")
shown = context.assess_unit()
summary.draw_verdict(shown)
buttons.draw_dossier_button(context)
left, right = large_type.layout_columns([7, 5], gap="medium")
with left:
    summary.draw_rates(context, shown)
with right:
    summary.draw_indicator_trend(context, shown)
    deadlines.draw_overdue_and_due_soon(context, visible_rows=8)
draw_figures_table(context, shown)
