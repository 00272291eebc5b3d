"""The command line: each command reads, calls one door, and prints."""

import sys

from scheduler.errors import lack_in

try:
    from scheduler.cli.app import main
except KeyboardInterrupt:  # the libraries take a second or two, and Ctrl-C is no defect
    sys.stderr.write("Stopped; nothing was written.\n")
    sys.exit(130)  # `Code.LEFT`, which may not be there yet
except (ImportError, MemoryError, OSError) as error:
    if not lack_in(error):
        raise
    sys.stderr.write(f"{lack_in(error)} Close other programs, or use a machine with more.\n")
    sys.exit(1)

__all__ = ["main"]
