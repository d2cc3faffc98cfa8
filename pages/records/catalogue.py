"""Giải thích chỉ số: what each figure means, how it is counted, on which basis, against which target."""

from ui import doubts, meanings
from ui.header import header
from ui.state import view
from ui.text import say

now = view()
header(now, say("catalogue.title"), page="catalogue")
doubts.of_targets()
meanings.search(now)
meanings.target_table(now)
meanings.terms()
