"""Show the page Chỉ số: one figure of one unit and period, opened down to its rows."""

from ui import change, judged, large, one, part, rows
from ui.header import header
from ui.state import view
from ui.text import name

now = view("unit", "indicator", keeps=(*part.PARAMETERS, change.COMPARED))
shown = judged.of_view(now, now.indicator)
title = f"{name(now.indicator)}, {now.name_of(now.unit)}"
header(now, title, unit=True, named=True, more=lambda: one.choice(now), page="indicator")
part.told(now, lambda within: change.same_part_before(now, within))
left, right = large.columns([5, 7], gap="medium")
with left:
    one.figure_block(now, shown)
with right:
    one.history(now, shown)
change.section_of(now, now.indicator)
rows.behind(now, now.indicator)
one.divided(now, now.indicator)
