"""So sánh hai bản: which figures a newer snapshot tells otherwise than an older one, and by which rows."""

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
