"""Measure how long downloads take against reading and writing the same rows bare, in one run.

    python -m benchmarks.documents [--home HOME] [--large HOME] [--period 2021-Q2] [--unit 14515]

`home` has 60,000 cases (the sample; `make sample`), `large` 300,000:

    python -m etl sample /tmp/large/source --cases 300000
    REFORM_HOME=/tmp/large/home python -m etl load /tmp/large/source

Bare: DuckDB reads all cases, XlsxWriter writes them row by row in constant memory, with no formulas and no
styles. Each step is a process of its own, so that the time of the imports is in it. What counts: the dossier
of one unit within 10 s, those of all units within 120 s, the workbook of all rows within 90 s and 500 MB, and
how many times the bare writing each of them takes, which does not depend on the machine.
"""

import argparse
from pathlib import Path

from benchmarks.apart import PROJECT, Step, format_line, measure_step, run_step


def write_bare_workbook(home: Path, folder: Path) -> None:
    import xlsxwriter

    from warehouse.connection import open_reader
    from warehouse.home import Home
    from warehouse.snapshots import current_snapshot
    from warehouse.tables import case_file

    with (
        open_reader(current_snapshot(Home(home))) as connection,
        xlsxwriter.Workbook(folder / "bare.xlsx", {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        for row, cells in enumerate(connection.execute(case_file.select())):
            sheet.write_row(row, 0, [str(cell) for cell in cells])


def command_step(*words: str) -> Step:
    def step(home: Path, folder: Path) -> None:
        from reports.cli.options import app

        asked = [*words, "--home", str(home), "--out", str(folder / "made")]
        try:
            app(asked)
        except SystemExit as ended:  # the end of every command
            assert not ended.code

    return step


def benchmark_steps(period: str, unit: str) -> dict[str, Step]:
    return {
        "bare": write_bare_workbook,
        "dossier": command_step("dossier", "--period", period, "--unit", unit),
        "dossiers": command_step("dossiers", "--period", period),
        "workbook": command_step("workbook", "--period", "all"),
    }


def compare_with_bare(home: Path, time_limits: dict[str, float], period: str, unit: str) -> None:
    view = ("--period", period, "--unit", unit)
    print(home, flush=True)
    base = measure_step(__file__, "bare", home)
    print(format_line("bare", *base), flush=True)
    for step, most in time_limits.items():
        found = measure_step(__file__, step, home, *view)
        print(
            format_line(step, *found), f"(at most {most:.0f} s), {found[0] / base[0]:.1f} × bare", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, default=PROJECT / "sample" / "home")
    parser.add_argument("--large", type=Path)
    parser.add_argument("--period", default="2021-Q2")
    parser.add_argument("--unit", default="14515")
    parser.add_argument("--step", nargs=3)
    asked = parser.parse_args()
    if asked.step:
        return run_step(benchmark_steps(asked.period, asked.unit), *asked.step)
    compare_with_bare(asked.home, {"dossier": 10, "dossiers": 120}, asked.period, asked.unit)
    if asked.large:
        compare_with_bare(asked.large, {"workbook": 90}, asked.period, asked.unit)


if __name__ == "__main__":
    main()
