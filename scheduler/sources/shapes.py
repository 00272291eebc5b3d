"""Expected values of the format, in words, from its JSON Schema."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import Any

from pydantic import BaseModel

from scheduler.instance import FIRST_DATE, LAST_DATE, LONGEST, Instance, is_of_days, minutes_of
from scheduler.sources.nodes import Node, Path, text_of, walk

Shape = Mapping[str, Any]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WEEK = minutes_of(LONGEST)


@cache
def whole(model: type[BaseModel] = Instance) -> Shape:
    """Return the JSON Schema of a kind of file, with each definition in the place of what refers to it."""
    schema = model.model_json_schema()

    @cache
    def definition(name: str) -> Shape:
        found: Shape = inlined(schema["$defs"][name])
        return {key: value for key, value in found.items() if key != "description"}

    def inlined(value: Any) -> Any:
        if isinstance(value, list):
            return [inlined(each) for each in value]
        if not isinstance(value, dict):
            return value
        name = value.get("$ref", "").rpartition("/")[2]
        own = {key: inlined(each) for key, each in value.items() if key != "$ref"}
        return {**definition(name), **own} if name else own

    found: Shape = inlined(schema)
    return found


def shape_at(root: Node, path: Path, of: Shape | None = None) -> Shape:
    """Return the shape of what is expected at a path; of several, the one that fits what is there.

    `of` is the shape of the whole file: that of an instance if nothing is said.
    """
    shape, node = _settled(of or whole(), root), root
    for part in path:
        child = node.child(part) or Node(0, None)
        shape = _settled(_inside(shape, part), child)
        node = child
    return shape


def key_shape_at(root: Node, path: Path, of: Shape) -> Shape:
    """Return the shape of the key that ends a path."""
    mapping = shape_at(root, path[:-1], of)
    patterns = [
        {"type": "string", "pattern": each} for each in mapping.get("patternProperties", ())
    ]
    names: Shape = mapping.get("propertyNames", {})
    return patterns[0] if patterns else names


def _inside(shape: Shape, part: str | int) -> Shape:
    if isinstance(part, int):
        pair = shape.get("prefixItems")
        found = pair[min(part, len(pair) - 1)] if pair else shape.get("items", {})
    else:
        found = shape.get("properties", {}).get(part) or shape.get("additionalProperties")
        found = found or next(iter(shape.get("patternProperties", {}).values()), {})
    return found if isinstance(found, Mapping) else {}


def _settled(shape: Shape, node: Node) -> Shape:
    """Return the one shape that is meant, if there are several and the value tells which."""
    several = tuple(choices(shape))
    if len(several) == 1:
        return several[0]
    lists = [each for each in several if each.get("type") == "array"]
    if isinstance(node.value, list) and len(lists) == 1:
        return lists[0]
    if not isinstance(node.value, dict):
        return shape
    fitting = [each for each in several if each.get("type") == "object"]
    if not fitting:
        return shape
    in_days = is_of_days({name: each.plain or each.value for name, each in node.value.items()})
    return max(fitting, key=lambda each: in_days == ("days" in each["properties"]))


def choices(shape: Shape) -> Iterator[Shape]:
    """Yield the shapes between which a value may choose; null is never worth saying."""
    several = shape.get("anyOf") or shape.get("oneOf")
    if several is None:
        yield shape
        return
    for each in several:
        if each.get("type") != "null":
            yield from choices(each)


def turn_dates(root: Node) -> None:
    """Turn dates into midnights of UTC if the horizon is in days; the last day of a window is inside."""
    if text_of(root.child("horizon")) != "days":
        return
    for path, node in list(walk(root)):
        text = text_of(node) or ""
        if _DATE.fullmatch(text) and "[" in in_words(shape_at(root, path)):
            with suppress(ValueError, OverflowError):
                day = date.fromisoformat(text) + timedelta(days=path[-1] == "to")
                node.value = f"{day}T00:00[UTC]"


def is_minutes(shape: Shape) -> bool:
    """Tell whether a duration is expected."""
    return bool(shape.get("maximum") == _WEEK)


def in_words(shape: Shape) -> str:
    """Return what is expected, to follow the word "expected"."""
    return " or ".join(dict.fromkeys(_words(each) for each in choices(shape)))


def _words(shape: Shape) -> str:
    if "enum" in shape:
        *first, last = (f'"{value}"' for value in shape["enum"])
        return f"{', '.join(first)} or {last}" if first else last
    if "const" in shape:
        return str(shape["const"])
    words = _WORDS.get(shape.get("type", ""))
    return words(shape) if words else "something else"


def _number(shape: Shape) -> str:
    whole_number = shape["type"] == "integer"
    least, most = shape.get("minimum"), shape.get("maximum")
    if whole_number and "exclusiveMinimum" in shape:
        least = shape["exclusiveMinimum"] + 1
    kind = "a whole number of minutes" if is_minutes(shape) else "a whole number"
    if not whole_number and least is not None:
        return f"a number from {least:g} to {most:g}"
    if not whole_number:
        above = f"a number above {shape['exclusiveMinimum']:g}, up to {most:,.15g}"
        return f"{above}, with at most three decimals"
    return f"{kind}, {least} or more" if most is None else f"{kind} from {least} to {most}"


def _text(shape: Shape) -> str:
    pattern = shape.get("pattern", "")
    if shape.get("format") == "date":
        return f"a date from {FIRST_DATE} to {LAST_DATE} such as 2021-11-08"
    if "examples" in shape:
        return f"text such as {shape['examples'][0]}"
    if pattern.startswith("^(["):
        return "a clock time such as 09:30, from 00:00 to 24:00"
    if pattern.startswith("^[a-z]"):
        return (
            "a word of at most 64 small letters, digits and underscores that begins with a letter"
        )
    if pattern or shape.get("maxLength") == 64:
        return "a name of at most 64 letters, digits, dots, hyphens and underscores, without spaces"
    return "a text of 1 to 10,000 characters"


def _list(shape: Shape) -> str:
    if "prefixItems" in shape:
        return f"a list of exactly {len(shape['prefixItems'])}"
    least = shape.get("minItems", 0)
    if least > 1:
        return f"a list of {least} or more"
    return "a list with at least one entry" if least else "a list"


_WORDS: Mapping[str, Callable[[Shape], str]] = {
    "integer": _number,
    "number": _number,
    "string": _text,
    "array": _list,
    "object": lambda _shape: "a mapping",
    "boolean": lambda _shape: "true or false",
}
