"""Compiling the kernels in a process of its own, once for each machine and version.

It takes half a minute of a processor, in which this process can search by other means, and hears Ctrl-C. What
comes out is kept for whatever follows, where there is a place for it, and handed over in any case. Where no
process can be made, or where it fails, kernels are compiled here when they are called.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from scheduler.engines.compilation.code_cache import Code, kept, unpacked, writable_folder

GLANCE = 0.05
"""Seconds between two looks at whether it is done."""

START = """
import json, sys
sys.path[:], folder = json.loads(sys.argv[1])
from scheduler.engines.compilation.process import hand_over
hand_over(folder)
"""
"""What the process does. It looks for modules where this one does."""


class Compiler:
    """Knows the machine code of the kernels, or has it made."""

    def __init__(self) -> None:
        self.code: Code = {}
        """Machine code of the kernels, as far as it is known."""
        self.loading = 0.0
        """Processor time to load or compile kernels in this process, each when it was called first."""
        self._settled = False
        """Whether there is nothing to wait for: all is known, or can only be compiled here."""
        self._process: subprocess.Popen[bytes] | None = None
        self._output: IO[bytes] | None = None
        self._lock = threading.Lock()

    def compile_here(self) -> None:
        """Compile kernels in this process from now on, when they are called."""
        self._settled = True

    def ready(self) -> bool:
        """Tell whether kernels can be called without waiting for a process."""
        with self._lock:
            if self._settled:
                return True
            if self._process is None:
                self._take(kept())
            elif self._process.poll() is not None:
                self._take(self._handed_over())
                self._settled = True
            return self._settled

    @property
    def busy(self) -> bool:
        """Whether a process is compiling for this one."""
        return self._process is not None and not self.ready()

    def begin(self) -> None:
        """Let a process compile the kernels, unless they are known already."""
        if not self.ready():
            with self._lock:
                if self._process is None:
                    self._begin()

    def wait(self, over: Callable[[], bool] = lambda: False) -> bool:
        """Wait until kernels can be called; tell whether they can, which is not so once `over` says so."""
        self.begin()
        while not self.ready():
            if over():
                return False
            time.sleep(GLANCE)
        return True

    def _take(self, code: Code | None) -> None:
        if code is not None:
            self.code, self._settled = code, True

    def _begin(self) -> None:
        folder = writable_folder()
        where = None if folder is None else str(folder)
        try:
            output = _nowhere()
        except OSError:
            self._settled = True
            return
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-c", START, json.dumps([sys.path, where])],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd="/",
                start_new_session=True,  # Ctrl-C is meant for whoever waits
            )
        except OSError:
            output.close()
            self._settled = True
            return
        self._output = output
        if folder is None:
            atexit.register(self._process.kill)  # what it makes would be of no use to anybody

    def _handed_over(self) -> Code | None:
        if self._process is None or self._output is None:
            return None
        with self._output as file:
            file.seek(0)
            return None if self._process.returncode else unpacked(file.read())


def _nowhere() -> IO[bytes]:
    """Return a file that is in no folder."""
    with suppress(OSError, AttributeError):  # an old system
        return os.fdopen(os.memfd_create("kernels"), "w+b")
    return tempfile.TemporaryFile()


COMPILER = Compiler()
"""That of this process."""
