"""Several changes of one conference, made together: what each changes is changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import Frozen, Instance, Window, remade, spans_of

_MISSING = object()


class ApartError(Exception):
    """Two changes say different things of one fact."""


def merged(common: Instance, one: Instance, other: Instance) -> Instance | None:
    """Return an instance after two changes of another; None where they cannot both be made.

    Where both change one number to more, or both to less, it is what they change it to at most; where both
    add to a list, or take from it, both is done. A room stays closed when it does after both.
    """
    try:
        found = _fact(common, one, other, common.zone)
    except (ApartError, ValueError):  # facts that do not fit together
        return None
    return found if isinstance(found, Instance) else None


def _fact(common: Any, one: Any, other: Any, zone: ZoneInfo) -> Any:
    fields: dict[str, Any] = {}
    for name in type(common).model_fields:
        was, first, second = (getattr(each, name) for each in (common, one, other))
        if was != first or was != second:
            merge = _closures if name == "closures" else _both
            fields[name] = merge(was, first, second, zone)
    return remade(common, **fields) if fields else common


def _both(common: Any, one: Any, other: Any, zone: ZoneInfo) -> Any:
    """Return a value after both changes."""
    if one in (common, other):
        return other
    if other == common:
        return one
    found: Any
    match common, one, other:
        case (_, Mapping(), Mapping()):
            found = _mapping({} if common is _MISSING else common, one, other, zone)
        case (tuple(), tuple(), tuple()):
            found = _tuple(common, one, other, zone)
        case (Frozen(), Frozen(), Frozen()) if type(common) is type(one) is type(other):
            found = _fact(common, one, other, zone)
        case (_, Frozen(), Frozen()) if type(one) is type(other) and common is not None:
            found = _new(one, other, zone)
        case (int() | timedelta(), int() | timedelta(), int() | timedelta()):
            found = _number(common, one, other)
        case _:
            raise ApartError
    return found


def _new(one: Any, other: Any, zone: ZoneInfo) -> Any:
    """Return two facts as one where there was none before: what they list is added up."""
    fields: dict[str, Any] = {}
    for name in type(one).model_fields:
        first, second = getattr(one, name), getattr(other, name)
        if first != second:
            fields[name] = _both({} if isinstance(first, Mapping) else None, first, second, zone)
    return remade(one, **fields)


def _number(common: Any, one: Any, other: Any) -> Any:
    if one > common and other > common:
        return max(one, other)
    if one < common and other < common:
        return min(one, other)
    raise ApartError


def _mapping(
    common: Mapping[Any, Any], one: Mapping[Any, Any], other: Mapping[Any, Any], zone: ZoneInfo
) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key in dict.fromkeys((*common, *one, *other)):
        was, first, second = (each.get(key, _MISSING) for each in (common, one, other))
        value = _both(was, first, second, zone)
        if value is not _MISSING:
            found[key] = value
    return found


def _tuple(
    common: tuple[Any, ...], one: tuple[Any, ...], other: tuple[Any, ...], zone: ZoneInfo
) -> tuple[Any, ...]:
    """Return rows with an id merged one by one; of others, what each adds and leaves out."""
    if all(hasattr(each, "id") for each in (*common, *one, *other)):
        was, first, second = ({each.id: each for each in some} for some in (common, one, other))
        return tuple(_mapping(was, first, second, zone).values())
    kept = [each for each in common if each in one and each in other]
    added = _once(each for some in (one, other) for each in some if each not in common)
    return (*kept, *added)


def _once(values: Iterable[Any]) -> Sequence[Any]:
    found: list[Any] = []
    for each in values:
        if each not in found:
            found.append(each)
    return found


def _closures(common: Any, one: Any, other: Any, zone: ZoneInfo) -> Any:
    """Return when a room is closed after both changes, if both open it."""
    if one in (common, other) or other == common:
        return _both(common, one, other, zone)
    first, second = spans_of(one, zone), spans_of(other, zone)
    both = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return tuple(Window(start=start, end=end) for start, end in sorted(both) if start < end)
