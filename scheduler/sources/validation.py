"""What pydantic says of a file, in words for those who wrote the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scheduler.instance import closest, quoted, sentence, zone_names
from scheduler.sources import suggestions
from scheduler.sources.nodes import Complaint, Node, Path, brief, line_of, node_at, place
from scheduler.sources.shapes import (
    Shape,
    choices,
    in_words,
    is_minutes,
    is_of_days,
    key_shape_at,
    shape_at,
)
from scheduler.sources.suggestions import (
    by_title,
    known_keys,
    meant_by,
    spaced,
)

_OWN = "value_error"
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Misfit:
    """An error of pydantic at a place of the file."""

    path: Path
    type: str
    message: str
    aside: Path | None
    """Place of the value of which this is a shape that its writer did not mean; None if he did."""


def misfits_of(root: Node, error: ValidationError) -> tuple[Misfit, ...]:
    """Return what does not fit, once for each place, without shapes that were not meant."""
    best: dict[tuple[Path, bool], Misfit] = {}
    for each in error.errors(include_url=False, include_input=False):
        misfit = _misfit(root, each)
        if misfit is None:
            continue
        key = misfit.path, misfit.type == _KEY
        rank = misfit.aside is None, misfit.type == _OWN
        if key not in best or rank > (best[key].aside is None, best[key].type == _OWN):
            best[key] = misfit
    return tuple(misfit for misfit in best.values() if _is_said(misfit, best.values()))


def _is_said(misfit: Misfit, all_: Iterable[Misfit]) -> bool:
    """Tell whether a misfit is of a shape that was meant, or nothing better is said of its value."""
    aside = misfit.aside
    if aside is None:
        return True
    return not any(
        other.path[: len(aside)] == aside
        and (other.aside is None or len(other.path) > len(misfit.path))
        for other in all_
    )


def _misfit(root: Node, error: Mapping[str, Any]) -> Misfit | None:
    """Read one error; None if it says nothing about the file."""
    path: Path = ()
    aside: Path | None = None
    node, kind = root, error["type"]
    *way, last = error["loc"] or ("",)
    for part in way if kind == "missing" else (*way, last):
        child = node.child(part)
        if child is not None:
            path, node = (*path, part), child
        elif part not in ("", _KEY) and aside is None and not _is_meant(str(part), node):
            aside = path
    is_of_all = not path and kind == _OWN
    if is_of_all or (kind == "too_short" and _is_long_enough(node, error)):
        return None
    if kind == "missing":
        path = (*path, last)
    message = error["msg"].removeprefix("Value error, ")
    return Misfit(path, _KEY if last == _KEY else kind, message, aside)


def _is_long_enough(node: Node, error: Mapping[str, Any]) -> bool:
    """Tell whether a list is too short only for what is wrong with its entries, which is said already."""
    entries = node.value if isinstance(node.value, list | dict) else ()
    least: int = error["ctx"]["min_length"]
    return len(entries) >= least


def _is_meant(branch: str, node: Node) -> bool:
    """Tell whether what was tried on a value is what its writer meant."""
    if not isinstance(node.value, dict):
        return True
    if "DayWindow" in branch:
        return is_of_days(node)
    if "Window" in branch:
        return not is_of_days(node)
    return branch in ("ItemLevels", "Selection")


def complaints_about(root: Node, misfits: Iterable[Misfit], of: Shape) -> Iterator[Complaint]:
    """Yield what to say of each misfit of a file of this shape."""
    for misfit in misfits:
        if not _is_explained(root, misfit, of):
            yield Complaint(line_of(root, misfit.path), _said(root, misfit, of))


def _is_explained(root: Node, misfit: Misfit, of: Shape) -> bool:
    """Tell whether a field is missing because its key is misspelt, which is said already."""
    if misfit.type != "missing":
        return False
    known = shape_at(root, misfit.path[:-1], of).get("properties", ())
    return misfit.path[-1] in meant_by(node_at(root, misfit.path[:-1]), known)


def _said(root: Node, misfit: Misfit, of: Shape) -> str:
    where, above = place(root, misfit.path), shape_at(root, misfit.path[:-1], of)
    if misfit.type == "missing":
        shape = above.get("properties", {}).get(misfit.path[-1], {})
        meaning = shape.get("description", "").rstrip(".")
        hint = f"({meaning}.)" if meaning else ""
        row = place(root, misfit.path[:-1]) or "the file"
        return sentence(row, f"no `{misfit.path[-1]}`", "one", hint)
    key, node = str(misfit.path[-1]) if misfit.path else "", node_at(root, misfit.path)
    written = spaced(node, key)
    if written:
        return sentence(where, "no space after the colon", "one", f"Write {written}.")
    if misfit.type == "extra_forbidden":
        return sentence(where, "an unknown key", *known_keys(key, above.get("properties", ())))
    if misfit.type == _KEY:
        shape = key_shape_at(root, misfit.path, of)
        hint = closest(key, shape.get("enum", ()))
        return sentence(where, f"the key {quoted(key)}", in_words(shape), hint)
    shape = shape_at(root, misfit.path, of)
    hint = by_title(root, misfit.path, shape) or _repaired(root, node, shape) or _hint(node, shape)
    if misfit.type == _OWN and not any(map(is_minutes, choices(shape))):
        return _own(where or "the file", node, misfit.message, hint)
    return sentence(where or "the file", brief(node), in_words(shape), hint)


def _own(where: str, node: Node, message: str, repaired: str) -> str:
    """Word an error that this program found itself: ``expected … . Hint``, or plain words."""
    if not message.startswith("expected "):
        is_full = isinstance(node.value, dict | list) and bool(node.value)
        found = "" if is_full else f"found {brief(node)}, but "
        return f"{where}: {found}{message}."
    expected, _, hint = message.removeprefix("expected ").partition(". ")
    if "IANA zone" in expected and isinstance(node.value, str):
        repaired = suggestions.zone(node.value.rpartition("[")[2].rstrip("]"))
    if "names its zone" in expected and repaired:
        _, offset, why = hint.partition(" An offset")
        hint = f"{repaired}{offset}{why}"
    if "that exist" in expected:
        hint = suggestions.day(str(node.value)[:10]) or hint
    return sentence(where, brief(node), expected.rstrip("."), hint or repaired)


def _repaired(root: Node, node: Node, shape: Shape) -> str:
    """Return how to write what seems to be meant, or nothing."""
    if isinstance(node.value, dict | list):
        return ""
    words, text = in_words(shape), node.plain if node.plain is not None else str(node.value)
    if "[" in words:
        return suggestions.instant(text, _venue(root))
    if words.startswith("a name") and not isinstance(node.value, str):
        return ""
    if words.startswith("a whole number") and isinstance(node.value, int):
        return ""
    repair = (each for begins, each in _REPAIRS.items() if words.startswith(begins))
    return next(repair, lambda _text: "")(text)


_REPAIRS: Mapping[str, Callable[[str], str]] = {
    '"hard"': suggestions.level,
    "a whole number of minutes": suggestions.minutes,
    "a whole number": suggestions.number,
    "a name": suggestions.name,
    "a date": suggestions.day,
    "a clock time": suggestions.clock,
}


def _venue(root: Node) -> str:
    """Return the zone of the file, if it can be read."""
    found = root.child("zone")
    name = found.value if found is not None else None
    return name if isinstance(name, str) and name in zone_names() else ""


def _hint(node: Node, shape: Shape) -> str:
    value, kind = node.value, shape.get("type")
    if isinstance(value, str) and "enum" in shape:
        return closest(value, map(str, shape["enum"]))
    if kind in ("array", "object"):
        return _hint_of_several(node, shape)
    is_text = in_words(shape).startswith(("text", "a name", "a word"))
    if is_text and node.plain and not isinstance(value, str):
        return f'Put it in quotes: "{node.plain}".'
    is_number = isinstance(value, str) and (node.plain or "").lstrip("+-").isdecimal()
    return "That number is too large." if is_number else ""


def _hint_of_several(node: Node, shape: Shape) -> str:
    """Return what may help where a list or a mapping is expected."""
    value = node.value
    if shape["type"] == "object":
        written = spaced(Node(0, None), value) if isinstance(value, str) else ""
        if written:
            return f"A space belongs after the colon: {written}."
        return suggestions.mapping(
            node, tuple(shape.get("properties", ())) or _keys_and_values(shape)
        )
    if isinstance(value, dict) and value:
        return "Put it in brackets: [{…}]." if _row_is_mapping(shape) else ""
    if value is None:
        return "Write [] for none."
    return f"Write [{node.plain or value}]." if isinstance(value, str | int | float) else ""


def _row_is_mapping(shape: Shape) -> bool:
    rows = [each.get("type") for each in choices(shape.get("items", {}))]
    return "object" in rows


def _keys_and_values(shape: Shape) -> tuple[str, ...]:
    """Return the keys that a mapping may have if they are known, or ``#`` for one to numbers."""
    values = [shape.get("additionalProperties"), *shape.get("patternProperties", {}).values()]
    if any(isinstance(each, Mapping) and each.get("type") == "integer" for each in values):
        return ("#",)
    names = choices(shape.get("propertyNames", {}))
    return tuple(name for each in names for name in each.get("enum", ()))


def rows_with(misfits: Iterable[Misfit]) -> frozenset[Path]:
    """Return the paths of the fields, and of the rows of tables, in which something does not fit."""
    return frozenset(misfit.path[:length] for misfit in misfits for length in (1, 2))
