"""Show the page Giải thích chỉ số: the meaning, formula, legal basis and target of each indicator."""

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
