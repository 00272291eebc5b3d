"""The command line where nothing is compiled, and compiling never ends: here, and in processes of its own."""

import sys

from scheduler.cli import main
from scheduler.engines.compilation import compiler

compiler.folders = lambda: iter(())
compiler.START = """
import os, time
parent = os.getppid()
while os.getppid() == parent:
    time.sleep(0.1)
"""

if __name__ == "__main__":
    sys.exit(main())
