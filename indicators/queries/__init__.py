"""Collect the questions one can ask; every SELECT of the product is in this folder.

Screen, command line, files and tests ask the same functions, each with a connection and a scope.
"""

from indicators.queries.cases import ageing, case, find_cases, lateness, open_cases
from indicators.queries.flags import flagged_rows, flags_behind, flags_of_case
from indicators.queries.loads import loads, rejects, set_aside_rows
from indicators.queries.maps import made_of, maps, shown_as, unmade
from indicators.queries.measure import (
    UnknownSplit,
    as_figure,
    figure,
    histories,
    history,
    periods_within,
    split,
    splits,
)
from indicators.queries.quality import compared, differences, rules_found
from indicators.queries.rows import row_count, rows
from indicators.queries.satisfaction import answers_by_level, box_days
from indicators.queries.search import procedure_cases, procedure_counts, procedures
from indicators.queries.settings import (
    Responsible,
    Target,
    all_units,
    dated_events,
    responsible,
    settings_of,
    target,
    targets,
    units,
)
from indicators.queries.slices import Within, slices
from indicators.queries.totals import counted_totals, total_days

__all__ = [
    "Responsible",
    "Target",
    "UnknownSplit",
    "Within",
    "ageing",
    "all_units",
    "answers_by_level",
    "as_figure",
    "box_days",
    "case",
    "compared",
    "counted_totals",
    "dated_events",
    "differences",
    "figure",
    "find_cases",
    "flagged_rows",
    "flags_behind",
    "flags_of_case",
    "histories",
    "history",
    "lateness",
    "loads",
    "made_of",
    "maps",
    "open_cases",
    "periods_within",
    "rejects",
    "procedure_cases",
    "procedure_counts",
    "procedures",
    "responsible",
    "row_count",
    "rows",
    "rules_found",
    "set_aside_rows",
    "settings_of",
    "shown_as",
    "slices",
    "split",
    "splits",
    "target",
    "targets",
    "total_days",
    "units",
    "unmade",
]
