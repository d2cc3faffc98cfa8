"""Show the page Ký số: three rates, by unit and by signer, and the documents that lack a signature."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.components import cards, rows, splits, view_assessments
from ui.frame.header import draw_header
from ui.text import say, section
from ui.view import read_view

CARDS = ("signed_full", "signed_leader", "signed_agency", "sent_electronically")

now = read_view("unit")
full = CATALOGUE["signed_full"]
draw_header(now, say("signing.title"), offers_units=True, page="signing")
cards.draw_cards(now, [view_assessments.assess_in_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large_type.layout_columns(2, gap="medium")
with left:
    if now.unit is None:
        section(say("signing.by_unit"), say("split.unit_note"))
        chosen = splits.draw_units(now, full)
        if chosen:
            navigation.open_page("unit", don_vi=chosen, chi_so=full.id)
    splits.draw_split(now, full, "kind")
with right:
    splits.draw_split(now, CATALOGUE["signed_leader"], "signer")
rows.draw_unmet_rows(now, CATALOGUE["signed_full"], say("signing.unsigned"))
