"""A search, guided by what our lines do, for a file that breaks the readers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

RUNS = 200_000
# Seconds for one file and megabytes: a file of the most cells there may be takes half of them.
BOUNDS = ["-timeout=60", "-rss_limit_mb=4096", "-max_len=20000"]
REACHED = re.compile(r"DONE\s+cov: (\d+)")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_file_is_found_that_breaks_the_readers(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.support.fuzzing", str(tmp_path), f"-runs={RUNS}"]
    done = subprocess.run([*words, *BOUNDS], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    reached = REACHED.search(done.stderr)
    assert reached is not None, done.stderr[-4000:]
    assert int(reached[1]) > 500, "the search saw too little of our code"
