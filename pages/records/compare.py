"""Show the page So sánh hai bản: figures that differ between two snapshots, and the rows that cause it."""

from ui.address import read_context
from ui.frame.header import draw_header
from ui.records import compare, snapshot_pair
from ui.text import say

context = read_context(extra_parameters=snapshot_pair.PARAMETERS)
chosen = snapshot_pair.read_pair()
draw_header(context, say("compare.title"), page="compare")
snapshot_pair.draw_pair_choice(chosen)
compare.draw_summary(context, chosen)
compare.draw_rows_behind(context, chosen)
compare.draw_differences_by_indicator(context, chosen)
compare.draw_difference_downloads(context, chosen)
