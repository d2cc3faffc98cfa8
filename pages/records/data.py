"""Show the page Dữ liệu: what was loaded, what became of each row, what was rejected and why."""

from ui import messages
from ui.components import quality
from ui.components.table_notes import notes_of
from ui.frame.header import header
from ui.records import freshness, loads
from ui.records import loads as load_list
from ui.text import say
from ui.view import view

now = view()
header(now, say("loads.title"), page="data")
messages.warn_of_damage()
quality.of_targets()
loads.account(now)
load_list.loads(now)
loads.freshness(now)
freshness.silent(now)
freshness.calendar(now)
quality.quality(now, notes_of(now))
loads.rejects(now)
loads.files(now)
loads.aside(now)
