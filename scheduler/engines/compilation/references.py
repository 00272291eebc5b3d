"""Named tuples of arrays that compiled functions hand on by their address.

Numba hands on a named tuple field by field, and an array of it in seven parts: a board of a hundred arrays
is a call with several hundred arguments, which takes seconds to compile, at every call. One that is handed on
by its address is a single argument. It is written to the stack when Python calls a compiled function,
and its fields are read from there when they are asked for.
"""

from typing import Any, NamedTuple, TypeVar

from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

T = TypeVar("T", bound=type[NamedTuple])


class Address(types.Type):
    """Where a named tuple is; compiled functions use it like the named tuple itself."""

    def __init__(self, tuple_: types.NamedTuple) -> None:
        self.tuple = tuple_
        super().__init__(f"Address({tuple_})")


def by_address(class_: T) -> T:
    """Let compiled functions hand on the named tuples of a class by their address."""
    type_of_tuple = typeof_impl.dispatch(tuple)

    @typeof_impl.register(class_)
    def type_of(value: tuple[object, ...], context: Any) -> Address | None:
        fields = type_of_tuple(value, context)
        return None if fields is None else Address(fields)

    return class_


@register_model(Address)
class _Pointer(models.PrimitiveModel):
    def __init__(self, manager: Any, type_: Address) -> None:
        there = manager.lookup(type_.tuple).get_value_type()
        super().__init__(manager, type_, there.as_pointer())


@unbox(Address)
def _write(type_: Address, value: Any, native: Any) -> NativeValue:
    """Write the fields of a tuple of Python's to the stack."""
    fields = native.unbox(type_.tuple, value)
    address = cgutils.alloca_once_value(native.builder, fields.value)
    return NativeValue(address, is_error=fields.is_error, cleanup=fields.cleanup)


@infer_getattr
class _Fields(AttributeTemplate):
    key = Address

    def generic_resolve(self, type_: Address, name: str) -> Any:  # type: ignore[override]
        """Return the type of a field; None if there is none of this name."""
        fields = dict(zip(type_.tuple.fields, type_.tuple, strict=True))
        return fields.get(name)


@lower_getattr_generic(Address)
def _read(_: Any, builder: Any, type_: Address, address: Any, name: str) -> Any:
    position = type_.tuple.fields.index(name)
    return builder.load(cgutils.gep_inbounds(builder, address, 0, position))
