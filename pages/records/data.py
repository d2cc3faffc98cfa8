"""Show the page Dữ liệu: what was loaded, what became of each row, what was rejected and why."""

from ui import messages
from ui.components import quality
from ui.components.table_notes import build_table_notes
from ui.frame.header import draw_header
from ui.records import freshness, loads
from ui.records import loads as load_list
from ui.text import say
from ui.view import read_view

now = read_view()
draw_header(now, say("loads.title"), page="data")
messages.warn_of_damage()
quality.draw_target_warnings()
loads.draw_row_account(now)
load_list.draw_load_list(now)
loads.draw_source_freshness(now)
freshness.draw_silent_units(now)
freshness.draw_row_calendar(now)
quality.draw_quality_checks(now, build_table_notes(now))
loads.draw_rejects(now)
loads.draw_files(now)
loads.draw_rows_set_aside(now)
