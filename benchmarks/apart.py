"""Run a benchmark step in a process of its own and measure its wall time, processor time and peak memory."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parent.parent
Step = Callable[[Path, Path], None]


def measure_step(script: str, step: str, path: Path, *arguments: str) -> tuple[float, float, float]:
    """Return the seconds by the clock, the seconds of the processors and the peak megabytes of one step.

    The step is given `path` and a folder to write into, the script `arguments` of its own.
    """
    with TemporaryDirectory() as folder:
        command = [sys.executable, script, "--step", step, str(path), folder, *arguments]
        environment = os.environ | {"PYTHONPATH": str(PROJECT)}
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=PROJECT, env=environment)
    seconds, worked, peak = json.loads(done.stdout.splitlines()[-1])
    return seconds, worked, peak


def run_step(steps: Mapping[str, Step], name: str, path: str, folder: str) -> None:
    """Run the step inside that process and print its figures as the last line."""
    begun = time.perf_counter()
    steps[name](Path(path), Path(folder))
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps((seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)))


def format_line(step: str, seconds: float, worked: float, peak: float) -> str:
    return f"  {step:10} {seconds:6.1f} s, processors {worked:6.1f} s, peak {peak:5.0f} MB"
