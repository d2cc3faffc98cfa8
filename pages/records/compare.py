"""Show the page So sánh hai bản: figures that differ between two snapshots, and the rows that cause it."""

from ui import compare, pair
from ui.header import header
from ui.state import view
from ui.text import say

now = view(keeps=pair.PARAMETERS)
chosen = pair.named()
header(now, say("compare.title"), page="compare")
pair.choose(chosen)
compare.summary(now, chosen)
compare.behind(now, chosen)
compare.by_indicator(now, chosen)
compare.everything(now, chosen)
