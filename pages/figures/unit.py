"""Show the page Đơn vị: everything about one commune or office, worst first."""

from ui import days, dossier, handed, judged, large
from ui.all_figures import all_figures
from ui.header import header
from ui.state import view

now = view("unit", "indicator")
header(now, now.name_of(now.unit), unit=True, named=True, page="unit")
shown = judged.everything(now)
dossier.verdict(shown)
handed.dossier(now)
left, right = large.columns([7, 5], gap="medium")
with left:
    dossier.rates(now, shown)
with right:
    dossier.chosen_trend(now, shown)
    days.late_and_soon(now, rows_high=8)
all_figures(now, shown)
