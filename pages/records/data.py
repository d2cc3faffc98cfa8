"""Show the page Dữ liệu: what was loaded, what became of each row, what was rejected and why."""

from ui import messages
from ui.address import read_context
from ui.components import quality
from ui.components.table_notes import build_table_notes
from ui.frame.header import draw_header
from ui.records import freshness, loads
from ui.records import loads as load_list
from ui.text import say

context = read_context()
draw_header(context, say("loads.title"), page="data")
messages.warn_of_damage()
quality.draw_target_warnings()
loads.draw_row_account(context)
load_list.draw_load_list(context)
loads.draw_source_freshness(context)
freshness.draw_silent_units(context)
freshness.draw_row_calendar(context)
quality.draw_quality_checks(context, build_table_notes(context))
loads.draw_rejects(context)
loads.draw_files(context)
loads.draw_rows_set_aside(context)
