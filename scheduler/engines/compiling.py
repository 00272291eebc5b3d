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

F = TypeVar("F", bound=Callable[..., object])

_jit: Callable[..., Callable[[Callable[..., object]], object]] = numba.njit

_numba: Any = numba.config
"""Settings, which Numba gives no types."""

_HERE = Path(__file__).parent
_FOLDERS = ("annealing", "bounding")
"""Where what is compiled is."""


def _keep_compiled_code() -> None:
    """Tell Numba where to keep what it compiles; it finds a place itself, if nothing can be kept here."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(path for folder in _FOLDERS for path in (_HERE / folder).rglob("*.py")):
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
    """Compile a function that compiled functions call, and nothing else does.

    What Python would need to call it takes as long to compile as the function itself.
    """
    return cast(
        "F",
        _jit(
            error_model="numpy",
            no_cpython_wrapper=True,
            no_cfunc_wrapper=True,
            _nrt=False,
        )(function),
    )


_keep_compiled_code()
