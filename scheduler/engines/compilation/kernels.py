"""How the inner loops of the engines are compiled: by Numba, each with all that it calls.

A *kernel* is a compiled function that Python calls. Numba's own cache of machine code goes by the time and
path of a file, fails where a folder cannot be written, and believes what it reads. So here is another one.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps
from numba.extending import register_jitable

from scheduler.engines.compilation.code_cache import loads
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.compilation.linker import PartCompiler

F = TypeVar("F", bound=Callable[..., object])

_jit: Callable[..., Callable[[Callable[..., object]], Any]] = numba.njit

_registered: Callable[..., Callable[[Callable[..., object]], object]] = register_jitable


class _Cache(NullCache):
    """Numba's access to the code of one kernel."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._name = f"{function.__module__}.{function.__qualname__}"
        self._began = 0.0

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return what is kept for a signature; None if there is nothing."""
        COMPILER.wait()
        self._began = time.thread_time()
        packed = COMPILER.code.get(f"{self._name}{sig}")
        if packed is None:
            return None
        target_context.refresh()
        loaded = CompileResult._rebuild(target_context, *loads(packed))
        self._note()
        return loaded

    def save_overload(self, sig: Any, cres: Any) -> None:
        """Take what has been compiled for a signature."""
        COMPILER.code[f"{self._name}{sig}"] = dumps(cres._reduce())
        self._note()

    def _note(self) -> None:
        COMPILER.loading += time.thread_time() - self._began


def compiled(function: F) -> F:
    """Compile a function on numbers, arrays and named tuples of these; it runs without Python's lock.

    It makes no arrays, and so need not count references to any (`_nrt`), which would take half its time.
    """
    kernel = _jit(nogil=True, error_model="numpy", _nrt=False)(function)
    kernel._cache = _Cache(function)
    return cast("F", kernel)


def enclosed(function: F) -> F:
    """Compile a function wherever a compiled function calls it; called by Python, it is Python.

    What Python needs to call a compiled function takes as long to compile as the function itself.
    """
    without = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
    return cast(
        "F", _registered(error_model="numpy", pipeline_class=PartCompiler, **without)(function)
    )
