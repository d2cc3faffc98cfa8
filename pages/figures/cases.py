"""Show the page Hồ sơ: case search, days early or late, open cases, rates by field, procedure, channel."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from ui import case, days, large, multiples, procedure, radar, splits
from ui.header import header
from ui.state import view
from ui.text import say

now = view("unit", "case", keeps=(procedure.PARAMETER,))
opened = case.named(now)
asked = procedure.named(now)
header(now, say("cases.title"), unit=opened is None, page="cases")
if opened:
    case.page(now, opened)
    st.stop()
if asked:
    procedure.page(now, asked)
    st.stop()
case.search(now)
st.markdown(days.summary(now))
left, right = large.columns([7, 5], gap="medium")
with left:
    days.early_or_late(now)
with right:
    days.open_by_age(now)
days.late_and_soon(now)
multiples.days_by_procedure(now)
radar.radar(now)
on_time = CATALOGUE["on_time_06a"]
left, right = large.columns(2, gap="medium")
with left:
    splits.by(now, on_time, "field")
    splits.by(now, on_time, "channel")
with right:
    splits.by(now, on_time, "procedure")
