"""Make up a conference of any size, with a programme that satisfies every hard rule.

docs/background/generator.md describes the options.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generation import LEAST, MOST, Wanted, generate
from scheduler.errors import InputError
from scheduler.sources import read_instance_text, write_schedule


def main(arguments: Sequence[str]) -> int:
    """Write an instance, and the programme that was planted in it if a file is named for it."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        wanted = Wanted(
            given.file.stem,
            given.sessions,
            given.tightness,
            given.seed,
            given.half_days,
            given.tracks,
        )
    except InputError as error:
        parser.error(str(error))
    conference = generate(wanted)
    content = conference.text.encode()
    given.file.write_bytes(content)
    if given.solution is not None:
        instance = read_instance_text(content, str(given.file))
        write_schedule(given.solution, instance, conference.planted)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE.yaml", help="where to write the instance")
    parser.add_argument(
        "--sessions", type=int, default=400, metavar="N", help=f"{LEAST} to {MOST}; 400 by default"
    )
    parser.add_argument(
        "--tightness",
        type=float,
        default=0.7,
        metavar="T",
        help="0: generous; 1: no team, room or day more than it needs; 0.7 by default",
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="equal seeds give equal conferences"
    )
    parser.add_argument(
        "--half-days",
        action="store_true",
        help="committees meet for half a day, across coffee; so do teams of interpreters",
    )
    parser.add_argument(
        "--tracks", action="store_true", help="sessions on themes are in tracks, one for each"
    )
    parser.add_argument(
        "--solution", type=Path, metavar="FILE.json", help="where to write the planted programme"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
