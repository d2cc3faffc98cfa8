"""Show the page Chỉ số: one figure of one unit and period, opened down to its rows."""

from ui import large_type
from ui.address import read_context, read_indicator
from ui.components import rows, selection
from ui.frame.header import draw_header
from ui.indicator import change, summary
from ui.text import indicator_name

context = read_context("unit", "indicator", extra_parameters=(*selection.PARAMETERS, change.COMPARED))
indicator = read_indicator()
shown = context.assess_indicator(indicator)
title = f"{indicator_name(indicator)}, {context.unit_name}"
draw_header(
    context,
    title,
    offers_units=True,
    title_names_unit=True,
    draw_extra=lambda: summary.draw_indicator_choice(context),
    page="indicator",
)
selection.draw_slice_note(context, lambda within: change.draw_earlier_link(context, within))
left, right = large_type.layout_columns([5, 7], gap="medium")
with left:
    summary.draw_figure(context, shown)
with right:
    summary.draw_history(context, shown)
change.draw_change_section(context, indicator)
rows.draw_rows(context, indicator)
summary.draw_splits(context, indicator)
