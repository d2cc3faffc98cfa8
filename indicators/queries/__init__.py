"""Collect the questions one can ask; every SELECT of the product is in this folder.

Screen, command line, files and tests ask the same functions, each with a connection and a scope.
"""

from indicators.queries.cases import ageing, find_case, find_cases, lateness, open_cases
from indicators.queries.flags import flagged_row_count, flags_behind, flags_of_case
from indicators.queries.loads import loads, rejects, set_aside_rows
from indicators.queries.maps import maps, merged_unit_names, unit_on_map, unmapped_units
from indicators.queries.measure import (
    UnknownSplit,
    figure,
    histories,
    history,
    split,
    split_dimensions,
    subperiods,
)
from indicators.queries.quality import check_differences, rule_counts, total_comparisons
from indicators.queries.rows import row_count, rows
from indicators.queries.satisfaction import answers_by_level, box_days
from indicators.queries.search import procedure_cases, procedure_counts, procedures
from indicators.queries.settings import (
    Responsible,
    Target,
    all_units,
    dated_events,
    find_responsible,
    find_target,
    settings_of,
    targets,
    units,
)
from indicators.queries.slices import Slice, slice_names
from indicators.queries.totals import total_days, total_row_count

__all__ = [
    "Responsible",
    "Target",
    "UnknownSplit",
    "Slice",
    "ageing",
    "all_units",
    "answers_by_level",
    "box_days",
    "find_case",
    "total_comparisons",
    "total_row_count",
    "dated_events",
    "check_differences",
    "figure",
    "find_cases",
    "flagged_row_count",
    "flags_behind",
    "flags_of_case",
    "histories",
    "history",
    "lateness",
    "loads",
    "merged_unit_names",
    "maps",
    "open_cases",
    "subperiods",
    "rejects",
    "procedure_cases",
    "procedure_counts",
    "procedures",
    "find_responsible",
    "row_count",
    "rows",
    "rule_counts",
    "set_aside_rows",
    "settings_of",
    "unit_on_map",
    "slice_names",
    "split",
    "split_dimensions",
    "find_target",
    "targets",
    "total_days",
    "units",
    "unmapped_units",
]
