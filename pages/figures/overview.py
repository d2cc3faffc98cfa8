"""Tổng quan: what needs attention, the main figures, units by indicators."""

from indicators.catalogue import CATALOGUE
from ui import cards, judged
from ui.header import header
from ui.matrix import matrix
from ui.sentences import attention
from ui.state import view
from ui.text import say
from ui.tile_map import tile_map

CARDS = (
    "on_time_06a",
    "overdue_open",
    "online_share",
    "p90_days",
    "signed_full",
    "handled_on_time",
    "satisfied_5",
    "box_opened",
)

now = view()
header(now, say("overview.title", organisation=now.own("name")), page="overview")
attention(now)
cards.grid(now, [judged.of_view(now, CATALOGUE[one]) for one in CARDS])
matrix(now)
tile_map(now)
