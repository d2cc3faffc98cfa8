"""Show the page So sánh hai bản: figures that differ between two snapshots, and the rows that cause it."""

from ui.frame.header import header
from ui.records import compare, snapshot_pair
from ui.text import say
from ui.view import view

now = view(keeps=snapshot_pair.PARAMETERS)
chosen = snapshot_pair.named()
header(now, say("compare.title"), page="compare")
snapshot_pair.choose(chosen)
compare.summary(now, chosen)
compare.behind(now, chosen)
compare.by_indicator(now, chosen)
compare.everything(now, chosen)
