"""Show the page Chỉ số: one figure of one unit and period, opened down to its rows."""

from ui import large_type
from ui.components import rows, selection, view_assessments
from ui.frame.header import header
from ui.indicator import change, summary
from ui.text import name
from ui.view import view

now = view("unit", "indicator", keeps=(*selection.PARAMETERS, change.COMPARED))
shown = view_assessments.of_view(now, now.indicator)
title = f"{name(now.indicator)}, {now.name_of(now.unit)}"
header(now, title, unit=True, named=True, more=lambda: summary.choice(now), page="indicator")
selection.told(now, lambda within: change.same_part_before(now, within))
left, right = large_type.columns([5, 7], gap="medium")
with left:
    summary.figure_block(now, shown)
with right:
    summary.history(now, shown)
change.section_of(now, now.indicator)
rows.behind(now, now.indicator)
summary.divided(now, now.indicator)
