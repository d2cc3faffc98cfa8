"""Show the page Hài lòng: each survey series apart, answers by aspect, the suggestion box by day."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.components import cards, splits, view_assessments
from ui.frame.header import header
from ui.satisfaction import answers, suggestion_box
from ui.text import note, say, section
from ui.view import view

CARDS = ("satisfied_5", "satisfied_3", "ballots_per_100", "box_opened")

now = view("unit")
header(now, say("satisfaction.title"), unit=True, page="satisfaction")
note(say("satisfaction.apart"))
cards.grid(now, [view_assessments.of_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large_type.columns(2, gap="medium")
with left:
    answers.by_aspect(now)
    splits.by(now, CATALOGUE["satisfied_5"], "field")
with right:
    suggestion_box.calendar(now)
if now.unit is None:
    section(say("satisfaction.by_unit"), say("split.unit_note"))
    chosen = splits.by_unit(now, CATALOGUE["satisfied_5"])
    if chosen:
        navigation.go("unit", don_vi=chosen, chi_so="satisfied_5")
