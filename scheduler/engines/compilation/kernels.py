"""Compile the inner loops of the engines by Numba, each with all functions that it calls.

A *kernel* is a compiled function that Python calls. What many functions of a kernel call, and is large, is
`separate`: left to itself, Numba optimises every function together with all that it calls, so what a kernel
calls over ten levels would be optimised and translated ten times.

Numba hands on an array in seven parts and counts references to it: a board of a hundred arrays would be a
call with several hundred arguments, which takes seconds to compile, at every call. Here an array is a
pointer, one of several dimensions a pointer to the pointers of its rows (``data.loads[row][cell]``), and a
named tuple of a class that is marked `by_address` a single argument. Compiled code cannot ask an array for
its length, which is a field of its own; no index may be negative, and there are no slices.
"""

import ctypes
import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar, cast

import llvmlite.binding
import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, overload_attribute, register_jitable, register_model
from numpy.typing import NDArray

from scheduler.engines.compilation.compiler import COMPILER, cached_in

T = TypeVar("T", bound=tuple[Any, ...])
C = TypeVar("C", bound=type[NamedTuple])

WORD = ir.IntType(64)


class Address(types.Type):
    """Where a named tuple of a class is; compiled code uses it like the named tuple itself."""

    def __init__(self, class_: str) -> None:
        super().__init__(f"Address({class_})")


register_model(Address)(models.OpaqueModel)

_ADDRESSES: dict[object, Address] = {}
_LAYOUTS: dict[str, types.NamedTuple] = {}
"""Fields of each class that is handed on by its address, once there is one of it."""


def by_address(class_: C) -> C:
    """Let compiled functions hand on the named tuples of a class by their address."""
    _ADDRESSES[class_] = Address(class_.__name__)
    for name in class_._fields:
        _let_read(name)
    return class_


class Packed(Generic[T]):
    """A named tuple in memory. Its arrays are those of Python; its numbers are as they were."""

    def __init__(self, fields: T) -> None:
        self.fields = fields
        self._rows: list[NDArray[np.int64]] = []
        """Addresses of the rows of arrays that have several dimensions."""
        self._words = np.array(list(self._flat(fields)), dtype=np.int64)
        self.address = int(self._words.ctypes.data)
        address, layout = _ADDRESSES[type(fields)], _type_of(fields)
        if _LAYOUTS.setdefault(address.name, layout) != layout:
            message = f"{type(fields).__name__}: {layout}, not {_LAYOUTS[address.name]}"
            raise TypeError(message)

    def _flat(self, value: Any) -> Iterator[int]:
        if isinstance(value, tuple):
            for each in value:
                yield from self._flat(each)
        elif isinstance(value, np.ndarray):
            yield self._pointer(value)
        else:
            yield int(np.float64(value).view(np.int64)) if isinstance(value, float) else int(value)

    def _pointer(self, array: NDArray[Any]) -> int:
        """Return the address of an array, or of the addresses of its rows."""
        if not array.flags.c_contiguous:
            raise ValueError("an array is not in one piece")
        at, size = array.ctypes.data, array.itemsize
        for axis in range(array.ndim - 1, 0, -1):
            rows = np.arange(np.prod(array.shape[:axis], dtype=np.int64), dtype=np.int64)
            self._rows.append(at + rows * (array.shape[axis] * size))
            at, size = self._rows[-1].ctypes.data, self._rows[-1].itemsize
        return int(at)


def _type_of(value: Any) -> Any:
    if isinstance(value, tuple):
        return types.NamedTuple([_type_of(each) for each in value], type(value))
    if isinstance(value, np.ndarray):
        # Numba reads no booleans by a pointer.
        type_: Any = types.uint8 if value.dtype == np.bool_ else numba.from_dtype(value.dtype)
        for _ in range(value.ndim):
            type_ = types.CPointer(type_)
        return type_
    return types.float64 if isinstance(value, float) else types.int64


_WRITTEN: dict[object, types.Type] = {
    None: types.void,
    int: types.int64,
    float: types.float64,
    NDArray[np.int64]: types.CPointer(types.int64),
}


def signature_of(function: Callable[..., object]) -> tuple[types.Type, Sequence[types.Type]]:
    """Return the annotated types of the result and of the arguments of a function."""
    known = _WRITTEN | _ADDRESSES
    *arguments, result = (known[each] for each in function.__annotations__.values())
    return result, arguments


def is_known(function: Callable[..., object]) -> bool:
    """Return True if there have been named tuples of all classes that a function takes."""
    _, arguments = signature_of(function)
    return all(each.name in _LAYOUTS for each in arguments if isinstance(each, Address))


def _words_of(type_: Any) -> int:
    return sum(map(_words_of, type_)) if isinstance(type_, types.NamedTuple) else 1


_readable: set[str] = set()


def _let_read(name: str) -> None:
    if name in _readable:
        return
    _readable.add(name)

    # Documented, and missing in Numba's own annotations.
    @overload_attribute(Address, name, jit_options={"no_cfunc_wrapper": True})  # type: ignore[call-arg]
    def read(address: Any) -> Callable[[Any], Any] | None:
        layout = _LAYOUTS[address.name]
        if name not in layout.fields:
            return None
        position = layout.fields.index(name)
        load = _loader(layout[position], sum(map(_words_of, layout[:position])))

        def read_here(address: Any) -> Any:
            return load(address)

        return read_here


def _loader(type_: Any, first: int) -> Callable[[Any], Any]:
    """Return a compiled function that reads a value of a type at a given word."""

    @intrinsic
    def load(_: Any, address: Address) -> Any:
        def generate(context: Any, builder: ir.IRBuilder, _: Any, arguments: Any) -> Any:
            words = builder.bitcast(arguments[0], WORD.as_pointer())
            return _load(context, builder, type_, words, first)

        return type_(address), generate

    return cast("Callable[[Any], Any]", load)


def _load(context: Any, builder: ir.IRBuilder, type_: Any, words: Any, first: int) -> Any:
    made = context.get_value_type(type_)
    if not isinstance(type_, types.NamedTuple):
        at = builder.gep(words, [WORD(first)], inbounds=True)
        return builder.load(builder.bitcast(at, made.as_pointer()))
    value = ir.Constant(made, ir.Undefined)
    for number, each in enumerate(type_):
        value = builder.insert_value(value, _load(context, builder, each, words, first), number)
        first += _words_of(each)
    return value


F = TypeVar("F", bound=Callable[..., object])
R = TypeVar("R")

_lock = threading.RLock()
_separate: list[tuple[str, Callable[..., object]]] = []
"""Functions yet to be compiled by themselves, with the names by which others call them."""
_entries: list[Callable[..., object]] = []
"""Functions that Python calls."""
_uncalled = False
"""Whether calls of kernels only note how their arguments are laid out."""
_made: list[Any] = []
"""What is compiled, which lives as long as the process."""


def enclosed(function: F) -> F:
    """Compile a function wherever a compiled function calls it; called by Python, it is Python."""
    return register_jitable(error_model="numpy", no_cfunc_wrapper=True)(function)


def separate(function: F) -> F:
    """Compile a function separately; compiled functions that are not `separate` before it call it."""
    name = f"{function.__module__}.{function.__qualname__}"
    _separate.append((name, function))
    result, arguments = signature_of(function)
    return cast("F", types.ExternalFunction(name, result(*arguments)))


def compiled(function: Callable[..., R]) -> Callable[..., R]:
    """Compile a function on numbers, arrays and `Packed` named tuples; it runs without Python's lock."""
    entry: Callable[..., Any] | None = None
    _entries.append(function)

    @functools.wraps(function)
    def call(*arguments: Any) -> R:
        nonlocal entry
        if _uncalled:
            return cast("R", 0)
        if entry is None:
            entry = _entry_of(function)
        return cast("R", entry(*map(_handed_on, arguments)))

    return call


@contextmanager
def uncalled() -> Iterator[None]:
    """Let calls of kernels do nothing meanwhile but note how their arguments are laid out; they return 0."""
    global _uncalled  # noqa: PLW0603 - kernels are functions of modules
    _uncalled = True
    try:
        yield
    finally:
        _uncalled = False


def compile_part(number: int, parts: int) -> None:
    """Compile a part of all functions, once there were arguments of each, for other processes to load.

    Nothing may be called here afterwards: what the functions call has no address.
    """
    nowhere = ctypes.create_string_buffer(1)
    for name, _ in _separate:
        llvmlite.binding.add_symbol(name, ctypes.addressof(nowhere))
    for function in [*(part for _, part in _separate), *_entries][number::parts]:
        if is_known(function):
            _compiled(function)


def _handed_on(argument: Any) -> Any:
    if isinstance(argument, Packed):
        return argument.address
    return argument.ctypes.data if isinstance(argument, np.ndarray) else argument


def _entry_of(function: Callable[..., object]) -> Callable[..., Any]:
    """Return a function as Python calls it, once it is compiled, or loaded."""
    COMPILER.wait()
    with _lock:
        for name, part in list(_separate):
            if is_known(part):
                llvmlite.binding.add_symbol(name, _compiled(part).address)
                _separate.remove((name, part))
        address = _compiled(function).address
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
    plain = {types.void: None, types.int64: ctypes.c_int64, types.float64: ctypes.c_double}
    return plain.get(type_, ctypes.c_void_p)
