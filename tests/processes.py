"""Processes that tests begin, and what they wait for."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def environment(**more: str) -> dict[str, str]:
    """Return variables by which a process in another folder finds the tests, and what they test."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)} | more


def children_of(process: int) -> set[int]:
    """Return the processes that a process has begun and not yet ended; for Linux."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return {int(child) for each in tasks for child in each.read_text().split()}


def soon(happens: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it has not happened"
        time.sleep(0.02)
