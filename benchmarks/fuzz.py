"""Loads files that were spoilt at random, each within 10 s and the process within 3 GB of address space.

    python -m benchmarks.fuzz --count 20000 [--first 0]

Prints how many were loaded and how many refused for which reason. The first that escapes ends the run with
its number, which makes the same file again: --first NUMBER --count 1.
"""

import argparse
import resource
import time

from tests.etl.reading import fuzzing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    fuzzing.bounded()
    begun = time.perf_counter()
    counted = fuzzing.run(range(asked.first, asked.first + asked.count))
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{counted.total()} files in {seconds:.0f} s, peak {peak} MB")
    for reason, count in counted.most_common():
        print(f"{count:7} {reason}")


if __name__ == "__main__":
    main()
