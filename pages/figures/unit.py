"""Show the page Đơn vị: everything about one commune or office, worst first."""

from ui import large_type
from ui.cases import deadlines
from ui.components import view_assessments
from ui.downloads import buttons
from ui.frame.header import draw_header
from ui.unit import summary
from ui.unit.figures_table import draw_figures_table
from ui.view import read_view

now = read_view("unit", "indicator")
draw_header(now, now.name_of(now.unit), offers_units=True, title_names_unit=True, page="unit")
shown = view_assessments.assess_all_indicators(now)
summary.draw_verdict(shown)
buttons.draw_dossier_button(now)
left, right = large_type.layout_columns([7, 5], gap="medium")
with left:
    summary.draw_rates(now, shown)
with right:
    summary.draw_indicator_trend(now, shown)
    deadlines.draw_overdue_and_due_soon(now, visible_rows=8)
draw_figures_table(now, shown)
