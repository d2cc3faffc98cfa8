"""Show the page Chỉ số: one figure of one unit and period, opened down to its rows."""

from ui import large_type
from ui.components import rows, selection, view_assessments
from ui.frame.header import draw_header
from ui.indicator import change, summary
from ui.text import indicator_name
from ui.view import read_view

now = read_view("unit", "indicator", extra_parameters=(*selection.PARAMETERS, change.COMPARED))
shown = view_assessments.assess_in_view(now, now.indicator)
title = f"{indicator_name(now.indicator)}, {now.name_of(now.unit)}"
draw_header(
    now,
    title,
    offers_units=True,
    title_names_unit=True,
    draw_extra=lambda: summary.draw_indicator_choice(now),
    page="indicator",
)
selection.draw_slice_note(now, lambda within: change.draw_earlier_link(now, within))
left, right = large_type.layout_columns([5, 7], gap="medium")
with left:
    summary.draw_figure(now, shown)
with right:
    summary.draw_history(now, shown)
change.draw_change_section(now, now.indicator)
rows.draw_rows(now, now.indicator)
summary.draw_splits(now, now.indicator)
