"""Show the page Hài lòng: each survey series apart, answers by aspect, the suggestion box by day."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.components import cards, splits, view_assessments
from ui.frame.header import draw_header
from ui.satisfaction import answers, suggestion_box
from ui.text import note, say, section
from ui.view import read_view

CARDS = ("satisfied_5", "satisfied_3", "ballots_per_100", "box_opened")

now = read_view("unit")
draw_header(now, say("satisfaction.title"), offers_units=True, page="satisfaction")
note(say("satisfaction.apart"))
cards.draw_cards(now, [view_assessments.assess_in_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large_type.layout_columns(2, gap="medium")
with left:
    answers.draw_answers_by_aspect(now)
    splits.draw_split(now, CATALOGUE["satisfied_5"], "field")
with right:
    suggestion_box.draw_box_calendar(now)
if now.unit is None:
    section(say("satisfaction.by_unit"), say("split.unit_note"))
    chosen = splits.draw_units(now, CATALOGUE["satisfied_5"])
    if chosen:
        navigation.open_page("unit", don_vi=chosen, chi_so="satisfied_5")
