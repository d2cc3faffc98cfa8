"""Compute rates beside the official ones, as if all units of a kind had the same mix of cases."""

import pandas as pd
from sqlalchemy import Connection

from indicators.definition import Indicator
from indicators.fairness import DRAWN, is_rate
from indicators.fairness.standardisation import standardise_rates
from indicators.queries import units
from indicators.queries.change_cells import TOTAL, change_cells, mix_of
from indicators.queries.settings import SHOWN
from indicators.scope import Scope


def has_same_mix(indicator: Indicator) -> bool:
    """Tell whether its rows are trials of their own that fall into groups which make up a mix."""
    return is_rate(indicator) and mix_of(indicator) is not None


def same_mix_rates(connection: Connection, indicator: Indicator, scope: Scope) -> pd.DataFrame:
    """Return by unit_id n, raw, expected, rate, low, high, in percent, against all units of its kind.

    Covers all units, whichever the scope has, without units that the map does not show or of which printed
    totals count: a total does not say which procedures it holds, so that nothing can be expected of it.
    """
    together = scope.with_unit(None)
    found = change_cells(connection, indicator, together, (scope.period,))
    known = units(connection, together).set_index("id")
    shown = set(known.index[known["place"] == SHOWN]) - set(found.loc[found["group"] == TOTAL, "unit_id"])
    rows = found[found["unit_id"].isin(shown)].rename(columns={"unit_id": "unit"})
    kinds = [
        standardise_rates(of_kind, DRAWN) for _, of_kind in rows.groupby(rows["unit"].map(known["kind"]))
    ]
    filled = [one for one in kinds if len(one)]
    return pd.concat(filled) if filled else standardise_rates(rows, DRAWN)
