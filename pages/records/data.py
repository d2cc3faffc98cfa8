"""Show the page Dữ liệu: what was loaded, what became of each row, what was rejected and why."""

from ui import checks, doubts, empty, freshness, loads
from ui import load_list as load_list
from ui.header import header
from ui.state import view
from ui.taken import notes_of
from ui.text import say

now = view()
header(now, say("loads.title"), page="data")
empty.warn_of_damage()
doubts.of_targets()
loads.account(now)
load_list.loads(now)
loads.freshness(now)
freshness.silent(now)
freshness.calendar(now)
checks.quality(now, notes_of(now))
loads.rejects(now)
loads.files(now)
loads.aside(now)
