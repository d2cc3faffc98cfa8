"""Show the page Hồ sơ: case search, days early or late, open cases, rates by field, procedure, channel."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from ui import large_type
from ui.address import read_context
from ui.cases import case, deadlines, durations, procedure, radar
from ui.components import splits
from ui.frame.header import draw_header
from ui.text import say

context = read_context("unit", "case", extra_parameters=(procedure.PARAMETER,))
opened = case.read_case(context)
asked = procedure.read_procedure(context)
draw_header(context, say("cases.title"), offers_units=opened is None, page="cases")
if opened:
    case.draw_page(context, opened)
    st.stop()
if asked:
    procedure.draw_page(context, asked)
    st.stop()
case.draw_case_search(context)
st.markdown(deadlines.lateness_summary(context))
left, right = large_type.layout_columns([7, 5], gap="medium")
with left:
    deadlines.draw_lateness_chart(context)
with right:
    deadlines.draw_open_cases_by_age(context)
deadlines.draw_overdue_and_due_soon(context)
durations.draw_days_by_procedure(context)
radar.draw_radar(context)
on_time = CATALOGUE["on_time_06a"]
left, right = large_type.layout_columns(2, gap="medium")
with left:
    splits.draw_split(context, on_time, "field")
    splits.draw_split(context, on_time, "channel")
with right:
    splits.draw_split(context, on_time, "procedure")
