"""The memory of a search."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.memory import Memory, held

MIB = 2**20
HOLD = f"held = bytearray({256 * MIB}); print('ready', flush=True); input()"

linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")


@linux
def test_processes_beside_the_search_count() -> None:
    """What another process holds while it runs is added."""
    with Memory() as memory:
        before = held("self", "VmRSS") / 1024
        command = [sys.executable, "-c", HOLD]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(0.3)
            child.communicate(b"\n")
    assert memory.most >= before + 256


@linux
def test_a_short_peak_of_the_search_itself_counts() -> None:
    """Even between two looks."""
    before = held("self", "VmRSS") / 1024
    with Memory() as memory:
        bytearray(128 * MIB)
    assert memory.most >= before + 100
