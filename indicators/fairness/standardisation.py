"""Compute rates at the whole's mix of cases, so that a unit with hard procedures is not blamed for them."""

import numpy as np
import pandas as pd

from indicators.fairness.limits import exact_limits


def standardise_rates(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return by unit n, raw, expected, rate, low and high; in percent.

    `rows`: unit, group (procedure, field…), numerator, denominator, of all units of the whole. Indirect
    standardisation (Breslow and Day, Statistical Methods in Cancer Research II, 1987, 2.3): `expected` is the
    rate that the unit would have if in each group it did as the whole does; rate = observed / expected × the
    whole's rate. Of the rarer of the two outcomes, as for deaths: on time 95% is stated through the late
    cases, else a unit could come out beyond 100%. Limits are the exact ones of the unit's own rate, carried
    over likewise; they hold at least their level, since the binomial spreads wider than chances that differ
    by group (Hoeffding, Annals of Mathematical Statistics 27, 1956). Not a number where nothing was expected.
    """
    known = rows[rows["denominator"] > 0]
    groups = known.groupby("group", observed=True)[["numerator", "denominator"]].sum()
    usual = groups["numerator"] / groups["denominator"]
    due = known.assign(due=known["denominator"] * known["group"].map(usual).astype(float))
    units = due.groupby("unit", observed=True)[["numerator", "denominator", "due"]].sum()
    total = units["numerator"].sum() / max(units["denominator"].sum(), 1)
    raw, expected = (100 * units[part] / units["denominator"] for part in ("numerator", "due"))
    limits = [exact_limits(row.numerator, row.denominator, level) for row in units.itertuples(index=False)]
    low, high = (pd.Series([limit[end] for limit in limits], units.index, dtype=float) for end in (0, 1))
    rate, low, high = (_carried(part, expected, 100 * total) for part in (raw, low, high))
    return pd.DataFrame(
        {"n": units["denominator"], "raw": raw, "expected": expected, "rate": rate, "low": low, "high": high}
    )


def _carried(rates: pd.Series, expected_rates: pd.Series, overall_rate: float) -> pd.Series:
    """Return rate / expected × whole, through the rarer outcome; no rate lies below 0 or above 100."""
    if overall_rate > 50:
        return 100 - _carried(100 - rates, 100 - expected_rates, 100 - overall_rate)
    return (rates / expected_rates.replace(0, np.nan) * overall_rate).clip(0, 100)
