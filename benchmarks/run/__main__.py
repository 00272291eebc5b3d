"""Measure the engines, print tables, and write docs/benchmarks.md.

A quick run has few instances and short searches, and writes nothing. A run of some sections leaves the
others in the document as they are. The exit code is 1 if a search failed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.run import conditions, cosplib, generated, optaplanner, shipped
from benchmarks.run.document import DOCUMENT, ORDER
from benchmarks.run.reporting import Report
from benchmarks.run.sections import Section, Setting

SECTIONS: Mapping[str, Callable[[Setting], Section]] = {
    "shipped": shipped.section,
    "cosplib": cosplib.section,
    "optaplanner": optaplanner.section,
    "generated": generated.section,
}
"""What is measured here, in the order of the document."""

SECONDS, PLAIN_SECONDS = 60.0, 300.0
QUICK_SECONDS = 5.0


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Measure, print and write."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        setting = _setting(options, Path(folder))
        report = Report(_under(setting, arguments), None if options.quick else document, ORDER)
        for name in SECTIONS:
            if name in options.only:
                report.add(name, SECTIONS[name](setting))
    return 1 if report.failed else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few instances, short searches")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=SECTIONS,
        default=[*SECTIONS],
        metavar="SECTION",
        help=f"some of {', '.join(SECTIONS)}",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="folder with the folders cosplib and optaplanner of the public benchmarks",
    )
    parser.add_argument("--seconds", type=_positive, help="limit of our searches")
    parser.add_argument("--plain-seconds", type=_positive, help="limit of plain CP-SAT")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser.parse_args(arguments)


def _positive(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a positive number of seconds")
    return seconds


def _setting(options: argparse.Namespace, folder: Path) -> Setting:
    seconds, plain_seconds = SECONDS, PLAIN_SECONDS
    if options.quick:
        seconds = plain_seconds = QUICK_SECONDS
    return Setting(
        seconds=options.seconds or seconds,
        plain_seconds=options.plain_seconds or plain_seconds,
        workers=options.workers,
        quick=options.quick,
        data=options.data,
        folder=folder,
    )


def _under(setting: Setting, arguments: Sequence[str]) -> Sequence[str]:
    """Return the conditions of a run, in a few lines."""
    limits = f"{setting.seconds:g} s a search, plain CP-SAT {setting.plain_seconds:g} s"
    return (
        f"{setting.workers} workers; {limits}.",
        f"{conditions.machine()}; {conditions.versions()}.",
        f"Printed by `{conditions.command(arguments)}`.",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
