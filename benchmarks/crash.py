"""Kill loads, undos and roll-backs at random moments, and start loads in pairs from two processes.

python benchmarks/crash.py [KILLS] [PAIRS] [ROWS] (default 100 100 2000). Meanwhile 8 threads and 2 processes
read on and on. Every file brings the same number of new cases, so a reader knows half a load when it sees
one. Exit code 1 where anything is wrong. Results: docs/robustness.md.
"""

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from etl.loading.load import AlreadyLoading, load
from etl.loading.undo import NothingToUndo, rollback, undo
from etl.settings import Settings
from tests.support.snapshot_reader import seen
from tests.support.source_files import row, table, write_csv
from warehouse.home import PROJECT, Home
from warehouse.snapshots import list_snapshots

AT = datetime(2021, 8, 31)
processes = multiprocessing.get_context("forkserver")


def write_cases(folder: Path, number: int, rows: int) -> Path:
    cases = (row(Mã_hồ_sơ=f"{number}-{case}") for case in range(rows))
    return write_csv(folder / f"{number}.csv", table("cases", *cases))


def change_home(home: Home, file: Path, action: str, wait: float) -> None:
    """Do one load, undo or roll-back; runs in a process of its own."""
    settings = Settings.read(PROJECT / "settings")
    if action == "load":
        load([file], home, settings, loaded_at=AT, wait=wait)
    elif action == "undo":
        with suppress(NothingToUndo):
            undo(home, settings, started_at=AT, wait=wait)
    else:
        rollback(home, random.choice(list_snapshots(home)[-5:]).id, started_at=AT, wait=wait)


def count_wrong_reads(
    home: Home, rows: int, stop: object, error_count: object, question_count: object
) -> None:
    """Read until `stop` and count what is wrong: an error, half a load, an older snapshot than before."""
    last = 0
    while not stop.is_set():
        try:
            name, files, cases = seen(home)
            wrong = cases != files * rows or int(name) < last
            last = int(name)
        except Exception as error:  # whatever a reader meets is what this looks for
            print("reader:", repr(error), flush=True)
            wrong = True
        with question_count.get_lock():
            question_count.value += 1
        stop.wait(0.02)  # readers are people, not a load test
        if wrong:
            with error_count.get_lock():
                error_count.value += 1


def kill_changes(home: Home, files: list[Path], times: int, max_seconds: float) -> int:
    """Return how many of the processes died of the kill; the others were done before it."""
    hit = 0
    for number in range(times):
        what = random.choice(("load", "load", "load", "undo", "rollback"))
        doing = processes.Process(target=change_home, args=(home, files[number], what, 0))
        doing.start()
        doing.join(random.uniform(0, max_seconds))
        if doing.is_alive():
            with suppress(ProcessLookupError):
                os.kill(doing.pid, signal.SIGKILL)
        doing.join()
        hit += doing.exitcode == -signal.SIGKILL
        print(f"\rkills {number + 1}/{times}", end="", file=sys.stderr)
    return hit


def load_duration(home: Home, file: Path) -> float:
    """Return the seconds of one load in a process of its own, while the readers read."""
    begun = time.monotonic()
    doing = processes.Process(target=change_home, args=(home, file, "load", 0))
    doing.start()
    doing.join()
    return time.monotonic() - begun


def load_pairs(home: Home, files: list[Path], times: int) -> tuple[int, int]:
    """Start two loads at the same moment, `times` times; count loads that came in and refused ones."""
    came_in = refused = 0
    for number in range(times):
        pair = files[2 * number : 2 * number + 2]
        wait = random.choice((0, 60))
        answers = processes.Queue()
        both = [processes.Process(target=load_and_report, args=(home, file, wait, answers)) for file in pair]
        for one in both:
            one.start()
        for one in both:
            one.join()
        told = [answers.get() for _ in both]
        came_in, refused = came_in + told.count("in"), refused + told.count("refused")
        print(f"\rpairs {number + 1}/{times}", end="", file=sys.stderr)
    return came_in, refused


def load_and_report(home: Home, file: Path, wait: float, answers: object) -> None:
    try:
        change_home(home, file, "load", wait)
        answers.put("in")
    except AlreadyLoading:
        answers.put("refused")


def main(kills: int = 100, pairs: int = 100, rows: int = 2_000, seed: int = 1) -> int:
    random.seed(seed)
    processes.set_forkserver_preload(
        ["etl.loading.load", "etl.loading.undo", "tests.support.snapshot_reader"]
    )
    with tempfile.TemporaryDirectory() as folder:
        home, begun = Home(Path(folder) / "home"), time.monotonic()
        files = [write_cases(Path(folder), number, rows) for number in range(2 + kills + 2 * pairs)]
        load(files[:1], home, Settings.read(PROJECT / "settings"), loaded_at=AT)
        stop, wrong, asked = processes.Event(), processes.Value("i", 0), processes.Value("i", 0)
        watching = (home, rows, stop, wrong, asked)
        readers = [threading.Thread(target=count_wrong_reads, args=watching) for _ in range(8)]
        readers += [processes.Process(target=count_wrong_reads, args=watching) for _ in range(2)]
        for reader in readers:
            reader.start()
        within = 1.2 * load_duration(home, files[1])
        hit = kill_changes(home, files[2:], kills, within)
        before = seen(home)[1]
        came_in, refused = load_pairs(home, files[2 + kills :], pairs)
        stop.set()
        for reader in readers:
            reader.join()
        after, minutes = seen(home)[1], (time.monotonic() - begun) / 60
    lost = before + came_in - after
    print(f"\n{kills} changes, {hit} of them killed before they were done")
    print(f"{pairs} pairs of loads: {came_in} came in, {refused} were refused by name, {lost} lost")
    print(f"{asked.value} questions of 8 threads and 2 processes: {wrong.value} errors, partial or older")
    print(f"{minutes:.1f} minutes")
    return int(bool(wrong.value or lost or came_in + refused != 2 * pairs))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
