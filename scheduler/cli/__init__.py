"""The command line: each command reads, calls one door, and prints."""

import sys

try:
    from scheduler.cli.app import main
except KeyboardInterrupt:  # the libraries take a second or two, and Ctrl-C is no defect
    sys.stderr.write("Stopped; nothing was written.\n")
    sys.exit(130)  # `Code.LEFT`, which may not be there yet

__all__ = ["main"]
