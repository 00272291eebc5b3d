"""Under which conditions a run measures."""

import os
import platform
import re
import shlex
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PROCESSORS = Path("/proc/cpuinfo")
LIBRARIES = {"OR-Tools": "ortools", "Numba": "numba", "NumPy": "numpy"}


def machine() -> str:
    """Return processors and their load now."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{_processor()}, {os.cpu_count()} processors{load}"


def versions() -> str:
    """Return the versions of what does the work."""
    libraries = (f"{name} {version(package)}" for name, package in LIBRARIES.items())
    return ", ".join([f"Python {platform.python_version()}", *libraries])


def command(arguments: Sequence[str], module: str = "benchmarks.run") -> str:
    """Return the command of a run; the folder of data is nobody else's business."""
    shown = [*arguments]
    for number, argument in enumerate(arguments):
        if argument.startswith("--data="):
            shown[number] = "--data=DIR"
        elif number and arguments[number - 1] == "--data":
            shown[number] = "DIR"
    return shlex.join(["python", "-m", module, *shown])


def _processor() -> str:
    """Return the model of the processor, as far as the machine says."""
    if PROCESSORS.exists():
        named = re.search(r"^model name\s*:\s*(.+)$", PROCESSORS.read_text(), re.MULTILINE)
        if named:
            return named[1].strip()
    return platform.processor() or platform.machine()
