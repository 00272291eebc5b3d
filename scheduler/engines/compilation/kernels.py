"""How the inner loops of the engines are compiled: by Numba, each with all that it calls.

A *kernel* is a compiled function that Python calls. What many functions of a kernel call, and is large, is
`separate`: left to itself, Numba optimises every function together with all that it calls, so what a kernel
calls over ten levels would be optimised and translated ten times.
"""

import ctypes
import functools
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

import llvmlite.binding
import numba
import numpy as np
from numba import types
from numba.extending import register_jitable

from scheduler.engines.compilation.compiler import COMPILER, cached_in
from scheduler.engines.compilation.structures import Packed, is_known, signature_of

F = TypeVar("F", bound=Callable[..., object])
R = TypeVar("R")

_lock = threading.RLock()
_separate: list[tuple[str, Callable[..., object]]] = []
"""Functions yet to be compiled by themselves, with the names by which others call them."""
_made: list[Any] = []
"""What is compiled, which lives as long as the process."""


def enclosed(function: F) -> F:
    """Compile a function wherever a compiled function calls it; called by Python, it is Python."""
    return register_jitable(error_model="numpy", no_cfunc_wrapper=True)(function)


def separate(function: F) -> F:
    """Compile a function by itself; compiled functions that are not `separate` before it call it."""
    name = f"{function.__module__}.{function.__qualname__}"
    _separate.append((name, function))
    result, arguments = signature_of(function)
    return cast("F", types.ExternalFunction(name, result(*arguments)))


def compiled(function: Callable[..., R]) -> Callable[..., R]:
    """Compile a function on numbers, arrays and `Packed` named tuples; it runs without Python's lock."""
    entry: Callable[..., Any] | None = None

    @functools.wraps(function)
    def call(*arguments: Any) -> R:
        nonlocal entry
        if entry is None:
            entry = _entry_of(function)
        return cast("R", entry(*map(_handed_on, arguments)))

    return call


def _handed_on(argument: Any) -> Any:
    if isinstance(argument, Packed):
        return argument.address
    return argument.ctypes.data if isinstance(argument, np.ndarray) else argument


def _entry_of(function: Callable[..., object]) -> Callable[..., Any]:
    """Return a function as Python calls it, once it is compiled, or loaded."""
    COMPILER.wait()
    with _lock:
        began = time.thread_time()
        for name, part in list(_separate):
            if is_known(part):
                llvmlite.binding.add_symbol(name, _compiled(part).address)
                _separate.remove((name, part))
        address = _compiled(function).address
        COMPILER.loading += time.thread_time() - began
    result, arguments = signature_of(function)
    return ctypes.CFUNCTYPE(_of_c(result), *map(_of_c, arguments))(address)


def _compiled(function: Callable[..., object]) -> Any:
    result, arguments = signature_of(function)
    folder = COMPILER.folder
    with cached_in(folder):
        made = numba.cfunc(result(*arguments), cache=folder is not None, error_model="numpy")(
            function
        )
    _made.append(made)
    return made


def _of_c(type_: types.Type) -> Any:
    """Return how C names a type."""
    plain = {types.void: None, types.int64: ctypes.c_int64, types.float64: ctypes.c_double}
    return plain.get(type_, ctypes.c_void_p)
