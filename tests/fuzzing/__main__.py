"""A long run: `python -m tests.fuzzing --cases 100000 [--seed 1] [--reader store]`."""

import argparse
import sys
import traceback
import warnings

from tests.fuzzing.readers import READERS
from tests.fuzzing.running import crash_of, keep, mutants


def say(line: str) -> None:
    """Tell at once how it goes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Spoil and read; keep what crashes a reader, one file for each place in the program."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="files for each reader")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reader", choices=[*READERS], action="append")
    asked = parser.parse_args()
    warnings.simplefilter("error")
    found = 0
    for name in asked.reader or READERS:
        reader, seen = READERS[name], set()
        for content in mutants(reader, asked.cases, asked.seed):
            error = crash_of(reader, content)
            if error is None:
                continue
            where = str(traceback.extract_tb(error.__traceback__)[-1])
            if (where, type(error)) not in seen:
                seen.add((where, type(error)))
                say(f"{keep(name, reader, content)}: {type(error).__name__}: {error} ({where})")
        found += len(seen)
        say(f"{name}: {asked.cases} files, {len(seen)} kinds of crashes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
