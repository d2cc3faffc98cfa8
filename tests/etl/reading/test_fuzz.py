"""Whatever a file holds, no traceback reaches the user (the long form: benchmarks/fuzz.py)."""

import subprocess
import sys

import pytest

from tests.support import example_counts
from warehouse.home import PROJECT

MUTATIONS = example_counts.of(200, 500)


@pytest.mark.fuzz
def test_no_file_brings_a_traceback(tmp_path):
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.fuzz", "--count", str(MUTATIONS)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"{MUTATIONS} files" in done.stdout
