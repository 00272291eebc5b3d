"""How the inner loops of the engines are compiled: by Numba, once for each machine and version.

Numba notices a change in the file of a function, but not in the files of the functions that it calls. So
what is compiled is kept in a folder of its own for each state of all the sources concerned.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.extending import register_jitable

F = TypeVar("F", bound=Callable[..., object])

_jit: Callable[..., Callable[[Callable[..., object]], object]] = numba.njit

_registered: Callable[..., Callable[[Callable[..., object]], object]] = register_jitable

_numba: Any = numba.config
"""Settings, which Numba gives no types."""

_HERE = Path(__file__).parent
_FOLDERS = ("annealing", "bounding")
"""Where what is compiled is."""


def _keep_compiled_code() -> None:
    """Tell Numba where to keep what it compiles; it finds a place itself, if nothing can be kept here."""
    digest = hashlib.sha256()
    found = [path for folder in _FOLDERS for path in (_HERE / folder).rglob("*.py")]
    for path in sorted([Path(__file__), _HERE / "handing.py", *found]):
        digest.update(path.read_bytes())
    cache = _HERE / "__pycache__"
    if os.access(cache if cache.exists() else _HERE, os.W_OK) and not _numba.CACHE_DIR:
        _numba.CACHE_DIR = str(cache / f"compiled-{digest.hexdigest()[:12]}")


def compiled(function: F) -> F:
    """Compile a function on numbers, arrays and named tuples of these; it runs without Python's lock.

    It makes no arrays, and so need not count references to any (`_nrt`), which would take half its time.
    """
    return cast("F", _jit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function))


def enclosed(function: F) -> F:
    """Compile a function wherever a compiled function calls it; called by Python, it is Python.

    What Python needs to call a compiled function takes as long to compile as the function itself.
    """
    without = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
    return cast("F", _registered(error_model="numpy", **without)(function))


_keep_compiled_code()
