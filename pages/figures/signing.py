"""Show the page Ký số: three rates, by unit and by signer, and the documents that lack a signature."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.components import cards, rows, splits, view_assessments
from ui.frame.header import header
from ui.text import say, section
from ui.view import view

CARDS = ("signed_full", "signed_leader", "signed_agency", "sent_electronically")

now = view("unit")
full = CATALOGUE["signed_full"]
header(now, say("signing.title"), unit=True, page="signing")
cards.grid(now, [view_assessments.of_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large_type.columns(2, gap="medium")
with left:
    if now.unit is None:
        section(say("signing.by_unit"), say("split.unit_note"))
        chosen = splits.by_unit(now, full)
        if chosen:
            navigation.go("unit", don_vi=chosen, chi_so=full.id)
    splits.by(now, full, "kind")
with right:
    splits.by(now, CATALOGUE["signed_leader"], "signer")
rows.lacking(now, CATALOGUE["signed_full"], say("signing.unsigned"))
