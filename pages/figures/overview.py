"""Show the page Tổng quan: what needs attention, the main figures, the matrix of units by indicators."""

from indicators.catalogue import MAIN
from ui.components import cards, view_assessments
from ui.frame.header import header
from ui.overview.attention import attention
from ui.overview.matrix import matrix
from ui.overview.tile_map import tile_map
from ui.text import say
from ui.view import view

now = view()
header(now, say("overview.title", organisation=now.own("name")), page="overview")
attention(now)
cards.grid(now, [view_assessments.of_view(now, one) for one in MAIN])
matrix(now)
tile_map(now)
