"""Show the page Tổng quan: what needs attention, the main figures, the matrix of units by indicators."""

from indicators.catalogue import MAIN
from ui import cards, judged
from ui.header import header
from ui.matrix import matrix
from ui.sentences import attention
from ui.state import view
from ui.text import say
from ui.tile_map import tile_map

now = view()
header(now, say("overview.title", organisation=now.own("name")), page="overview")
attention(now)
cards.grid(now, [judged.of_view(now, one) for one in MAIN])
matrix(now)
tile_map(now)
