"""Draw paper files to pull so that anybody can repeat the draw, and bound the error rate of all files."""

from bisect import bisect_left
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from math import ceil, comb, log, log1p

from indicators.fairness.limits import exact_limits

CONFIDENCE = 0.95
USUAL_N = 30


def max_faulty_files(errors: int, n: int, population: int, confidence: float = CONFIDENCE) -> int:
    """Return the largest number of faulty files that so many errors among n drawn do not rule out.

    One-sided, exact, drawn without replacement: the largest K with P(X ≤ errors) > 1 − confidence, where X
    is hypergeometric (Buonaccorsi, The American Statistician 41, 1987; Wright, Exact Confidence Bounds when
    Sampling from Small Finite Universes, 1991).
    """
    if not 0 <= errors <= n <= population:
        raise ValueError(f"{errors} errors among {n} of {population}")
    possible = range(errors, population - n + errors + 1)

    def is_ruled_out(faulty: int) -> bool:
        return _ruled_out(errors, n, faulty, population, confidence)

    return errors + bisect_left(possible, True, key=is_ruled_out) - 1


def error_rate_bound(errors: int, n: int, population: int | None, confidence: float = CONFIDENCE) -> float:
    """Return the largest rate of errors, 0 to 1, that the sample does not rule out; population at least 1.

    With a known population it is that of `max_faulty_files`, which is attained: the rate is "at most" this.
    Without one (None: endless) it is Clopper and Pearson's limit, to which the other tends, and the rate is
    "below" it: 0 errors among 30 are below 9.5%. The first is never above the second, and is what a document
    tells.
    """
    if population is None:
        return exact_limits(errors, n, 2 * confidence - 1)[1] / 100
    return max_faulty_files(errors, n, population, confidence) / population


def required_sample_size(rate: float, population: int, confidence: float = CONFIDENCE) -> int:
    """Return the fewest files that, all without a fault, prove a rate of errors below `rate` (0 to 1)."""
    if not 0 < rate <= 1:
        raise ValueError(f"a rate of {rate}")
    fewest = ceil(_as_written(rate) * population)  # the smallest number that must be ruled out

    def enough(n: int) -> bool:
        return _ruled_out(0, n, fewest, population, confidence)

    # Endlessly many files need most: (1 − rate)^n ≤ 1 − confidence.
    most = ceil(log(1 - confidence) / log1p(-rate)) if rate < 1 else 1
    return bisect_left(range(min(population, most) + 1), True, key=enough)


def _ruled_out(errors: int, n: int, faulty: int, population: int, confidence: float) -> bool:
    """Decide in whole numbers whether P(X ≤ errors) ≤ 1 − confidence: at exactly 1 in 20 floats differ."""
    ways = sum(comb(faulty, x) * comb(population - faulty, n - x) for x in range(errors + 1))
    return ways <= (1 - _as_written(confidence)) * comb(population, n)


def _as_written(share: float) -> Fraction:
    """Return 0.95 as the decimal number, not as the binary one next to it."""
    return Fraction(str(share))


def draw_sample(codes: Iterable[str], n: int, seed: int) -> list[str]:
    """Draw a simple random sample without replacement, in the order of drawing: the n smallest tickets.

    It follows from the set of codes and the seed alone. A larger n keeps those drawn before and adds to them.
    """
    return sorted(set(codes), key=lambda code: draw_ticket(code, seed))[:n]


def draw_ticket(code: str, seed: int) -> str:
    """Return the SHA-256 of "seed:code" in UTF-8: any tool that knows it can repeat the draw."""
    return sha256(f"{seed}:{code}".encode()).hexdigest()


def seed_of(*parts: str) -> int:
    """Derive eight digits from what is drawn from, so that nobody chooses them."""
    return int(sha256("|".join(parts).encode()).hexdigest(), 16) % 10**8
