"""Show the page Đơn vị: everything about one commune or office, worst first."""

from ui import large_type
from ui.cases import deadlines
from ui.components import view_assessments
from ui.downloads import buttons
from ui.frame.header import header
from ui.unit import summary
from ui.unit.figures_table import all_figures
from ui.view import view

now = view("unit", "indicator")
header(now, now.name_of(now.unit), unit=True, named=True, page="unit")
shown = view_assessments.everything(now)
summary.verdict(shown)
buttons.dossier(now)
left, right = large_type.columns([7, 5], gap="medium")
with left:
    summary.rates(now, shown)
with right:
    summary.chosen_trend(now, shown)
    deadlines.late_and_soon(now, rows_high=8)
all_figures(now, shown)
