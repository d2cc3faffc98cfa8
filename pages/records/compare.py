"""Show the page So sánh hai bản: figures that differ between two snapshots, and the rows that cause it."""

from ui.frame.header import draw_header
from ui.records import compare, snapshot_pair
from ui.text import say
from ui.view import read_view

now = read_view(extra_parameters=snapshot_pair.PARAMETERS)
chosen = snapshot_pair.read_pair()
draw_header(now, say("compare.title"), page="compare")
snapshot_pair.draw_pair_choice(chosen)
compare.draw_summary(now, chosen)
compare.draw_rows_behind(now, chosen)
compare.draw_differences_by_indicator(now, chosen)
compare.draw_difference_downloads(now, chosen)
