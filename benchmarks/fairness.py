"""How often equal districts are falsely marked, and how often a commune that is truly worse is found.

    python -m benchmarks.fairness [--districts 500] [--seed 2021]

Each district has 21 communes, 16 rates and 26 months; a commune has 12 to 1,500 cases a month of each rate.
The last three months are a quarter, judged at the end of each month by the product's own functions: colour on
the cumulative quarter (fairness.level), what enters "Cần chú ý" (view.below_target, worsening, attention),
ranks, icons. `equal`: every true rate is its target; where that is 100%, the communes share a rate below it.
`around`: the communes share a true rate up to 2 points beside the target. `varying`: as equal, but the true
rate of each month wanders by a third of a logit (1.5 points at 95%), so that only trends can be false.
`worse`: one commune with 200 cases a month is 5 points below the target, always (its history does not help),
or since the quarter began.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.special import expit, logit

from indicators.assessment import Assessment, find_below_target
from indicators.attention import AttentionEntry, WorseningResult, select_beyond_chance
from indicators.definition import Ratio
from indicators.fairness import JUDGED, chance_if_on_target, is_compared, target_signal
from indicators.fairness.entries import trend_chance
from indicators.fairness.limits import CHANCE
from indicators.fairness.ranks import rank_intervals
from indicators.fairness.rate_chart import rate_chart
from indicators.fairness.run_rules import run_signals, zones_of_scores
from indicators.fairness.xmr import xmr_mean_and_sigma
from indicators.figure import Figure
from indicators.monthly import MONTHS
from indicators.queries import Target
from indicators.worsening import worsenings_from_counts
from warehouse.tables import case_file

COMMUNES, QUARTER, MIN_N = 21, 3, 30
WATCHED, WATCHED_N, GAP = "0", 200, 5  # the commune that is worse
# Target and, where the target cannot be told from 100%, the true rate; in percent.
AIMS = [95, 90, 80, 50, 60, 80, 90, 90, 95, 95, 98, 99, 5, (100, 85), (100, 97), (100, 99)]
TARGETS = np.array([aim[0] if isinstance(aim, tuple) else aim for aim in AIMS], dtype=float)
RATES = np.array([aim[1] if isinstance(aim, tuple) else aim for aim in AIMS], dtype=float)
IDS = [str(number) for number in range(COMMUNES)]
KEYS = [[str(month) for month in range(MONTHS)]] * COMMUNES


def _indicator(number: int) -> Ratio:
    return Ratio(
        id=f"rate_{number}",
        theme="simulated",
        table=case_file,
        belongs=case_file.c.counts_06a,
        numerator=case_file.c.late,
        basis="",
        higher_is_better=bool(TARGETS[number] > 10),
    )


INDICATORS = [_indicator(number) for number in range(len(AIMS))]


@dataclass(frozen=True, eq=False)
class District:
    """Hold one simulated district; arrays are indicator × commune × month.

    `rates`: the true ones of the communes that are equal.
    """

    numerators: np.ndarray
    ns: np.ndarray
    rates: np.ndarray


@dataclass
class Tally:
    """Sum up over districts and months; `found`: by target, districts in which the worse commune was told."""

    moments: int = 0
    counts: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)


def draw_district(chance: np.random.Generator, kind: str) -> District:
    shape = (len(AIMS), COMMUNES, 1)
    usual = np.exp(chance.uniform(np.log(12), np.log(1500), shape))
    ns = np.clip(chance.poisson(usual, (*shape[:2], MONTHS + QUARTER - 1)), 12, 1500)
    shift = chance.uniform(-2, 2, len(AIMS)) if kind == "around" else 0.0
    rates = np.clip(RATES + shift, 1, 99.5)
    true = np.broadcast_to(rates[:, None, None], ns.shape).copy()
    if kind == "varying":
        true = 100 * expit(chance.normal(logit(true / 100), 0.3))
    if kind.startswith("worse"):
        ns[:, 0, :] = chance.poisson(WATCHED_N, ns[:, 0, :].shape)
        worse = np.where([one.higher_is_better for one in INDICATORS], -GAP, GAP)[:, None]
        begins = -QUARTER if kind == "worse, new" else 0
        true[:, 0, begins:] = (rates[:, None] + worse).clip(1, 99.5)
    return District(chance.binomial(ns, true / 100), ns, rates)


def rate_figures(numerators: np.ndarray, ns: np.ndarray) -> list[Figure]:
    return [
        Figure(float(x), float(n), 100 * float(x) / float(n), int(n), "ratio", "value")
        for x, n in zip(numerators, ns, strict=True)
    ]


def assess_district(district: District, month: int) -> Iterator[list[Assessment]]:
    """Yield by indicator the assessments of its communes over the first `month` months of the quarter."""
    past = slice(MONTHS - 1, MONTHS - 1 + month)
    for number, indicator in enumerate(INDICATORS):
        parts = (part[number, :, past].sum(axis=-1) for part in (district.numerators, district.ns))
        communes, target = rate_figures(*parts), float(TARGETS[number])
        x, n = (sum(part) for part in zip(*((one.numerator, one.n) for one in communes), strict=True))
        (whole,) = rate_figures(np.array([x]), np.array([n]))
        yield [_judged(indicator, unit, one, target, whole) for unit, one in zip(IDS, communes, strict=True)]


def _judged(indicator: Ratio, unit: str, figure: Figure, target: float, overall_figure: Figure) -> Assessment:
    colour = target_signal(indicator, figure, target, overall_figure, MIN_N)
    chance = chance_if_on_target(indicator, figure, target, overall_figure) if colour == "low" else 1.0
    return Assessment(indicator, unit, figure, Target(target, ""), colour, chance=chance)


def district_worsenings(district: District, month: int) -> WorseningResult:
    """Find the worsened rates at the end of that month of the quarter."""
    past = slice(month - 1, month - 1 + MONTHS)
    by_rate = [
        worsenings_from_counts(
            indicator, IDS, KEYS, district.numerators[number, :, past], district.ns[number, :, past], MIN_N
        )
        for number, indicator in enumerate(INDICATORS)
    ]
    return WorseningResult(
        [one for rate in by_rate for one in rate.found], sum(rate.cells for rate in by_rate)
    )


def attention_entries(
    district: District, month: int, assessments: list[list[Assessment]]
) -> list[AttentionEntry]:
    """Return all entries of "Cần chú ý", before the list is cut to the most important."""
    trends = district_worsenings(district, month)
    return [
        *find_below_target(one for communes in assessments for one in communes),
        *select_beyond_chance(trends.found, trends.cells),
    ]


def simulate_districts(kind: str, districts: int, seed: int) -> Tally:
    chance, tally = np.random.default_rng(seed), Tally()
    for district, months in ((draw_district(chance, kind), range(1, QUARTER + 1)) for _ in range(districts)):
        told: list[AttentionEntry] = []
        for month in months:
            figured = list(assess_district(district, month))
            now = attention_entries(district, month, figured)
            _count(tally, district, figured, now)
            told += now
        if not kind.startswith("worse"):
            _count_ranks(tally, figured)
            _count_charts(tally, district)
        by_reason = {(one.unit_id, one.indicator.id, one.reason) for one in told}
        tally.found.update((what, reason) for unit, what, reason in by_reason if unit == WATCHED)
        tally.found.update(what for unit, what in {one[:2] for one in by_reason} if unit == WATCHED)
    return tally


def _count(
    tally: Tally, district: District, assessments: list[list[Assessment]], entry_list: list[AttentionEntry]
) -> None:
    tally.moments += 1
    falsely = {one.id: _falsely(number, district) for number, one in enumerate(INDICATORS)}
    tally.counts.update(f"entry {one.reason}" for one in entry_list if _false_entry(one, falsely))
    for one in (one for communes in assessments for one in communes):
        tally.counts["judged"] += is_compared(one.signal)
        tally.counts[f"colour {one.signal}"] += one.signal in falsely[one.indicator.id]


def _false_entry(entry: AttentionEntry, false_signals: dict[str, set[str]]) -> bool:
    return entry.reason == "trend" or "low" in false_signals[entry.indicator.id]


def _falsely(number: int, district: District) -> set[str]:
    """Return the signals that are false of communes with the district's rate."""
    if TARGETS[number] == 100:
        return {"low", "high"}
    over = district.rates[number] - TARGETS[number]
    better = over if INDICATORS[number].higher_is_better else -over
    return {signal for signal, wrong in (("low", better >= 0), ("high", better <= 0)) if wrong}


def _count_ranks(tally: Tally, assessments: list[list[Assessment]]) -> None:
    for communes in assessments:
        ranked = rank_intervals(communes[0].indicator, {one.unit_id: one.figure for one in communes}, MIN_N)
        tally.counts["rankings"] += 1
        tally.counts["named"] += sum(one.is_surely_worst or one.is_surely_best for one in ranked.values())
        tally.counts["parted"] += any((one.best, one.worst) != (1, one.of) for one in ranked.values())


def _count_charts(tally: Tally, district: District) -> None:
    chart = rate_chart(district.numerators[..., -MONTHS:], district.ns[..., -MONTHS:])
    changed = np.minimum(*(trend_chance(chart, higher, MIN_N) for higher in (True, False))) < CHANCE
    tally.counts["charts"] += changed.size
    tally.counts["changed"] += int(changed.sum())
    tally.counts["marked"] += int((run_signals(chart.zones)[..., -1] != 0).sum())
    values = chart.numerators / chart.ns
    mean, sigma = (part[..., None] for part in xmr_mean_and_sigma(values, 1e-9))
    tally.counts["bare"] += int((run_signals(zones_of_scores((values - mean) / sigma))[..., -1] != 0).sum())


def report_lines(districts: int, seed: int) -> Iterator[str]:
    for kind in ("equal", "around", "varying"):
        tally = simulate_districts(kind, districts, seed)
        count, months = tally.counts, tally.moments
        level, trend = count["entry level"] / months, count["entry trend"] / months
        yield f"{kind}: {districts} districts, {len(AIMS)} rates, {months} months"
        if kind == "varying":
            yield f"  false entries of trends      {trend:.3f} a month"
        else:
            yield f"  false entries a month        {level + trend:.3f} (level {level:.3f}, trend {trend:.3f})"
            for one in ("low", "high"):
                yield f"  false {one:4} of judged figures {count[f'colour {one}'] / count['judged']:.3%}"
            yield f"    stated: at most {(1 - JUDGED) / 2:.3%} each"
        yield f"  false icons of change        {count['changed'] / count['charts']:.3%}"
        yield f"  last months marked by a rule {count['marked'] / count['charts']:.3%} (only drawn)"
        yield f"    by XmR of the bare rates   {count['bare'] / count['charts']:.3%}"
        yield f"  named best or worst          {count['named']} in {count['rankings']} rankings"
        yield f"  rankings with a sure place   {count['parted'] / count['rankings']:.2%}"
    for kind in ("worse, always", "worse, new"):
        found = simulate_districts(kind, districts, seed + 1).found
        yield f"{kind}: one commune {GAP} points worse, told within the quarter (level, trend)"
        for number, target in product(range(4), [TARGETS]):
            what = f"rate_{number}"
            parts = [found[what], found[what, "level"], found[what, "trend"]]
            yield f"  at {target[number]:.0f}%  " + "  ".join(f"{part / districts:6.1%}" for part in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--districts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2021)
    asked = parser.parse_args()
    for line in report_lines(asked.districts, asked.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
