"""The lines of a proposed mapping, as a file and as sentences."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """A line of a mapping, and why it says what it says."""

    key: str
    """``#`` for what is a comment alone."""
    value: object
    why: str
    inside: list["Line"] = field(default_factory=list)


def written(head: Sequence[str], lines: Sequence[Line]) -> str:
    """Return a mapping as YAML, with the reasons as comments."""
    return "".join(f"# {_printable(each)}\n" for each in head) + "".join(_rows(lines, ""))


def _rows(lines: Sequence[Line], margin: str) -> Iterator[str]:
    for each in lines:
        why = f"  # {_printable(each.why)}" if each.why else ""
        if each.key == "#":
            yield f"{margin}# {each.why}: {_printable(str(each.value))}\n"
        elif each.inside:
            yield f"{margin}{each.key}:{why}\n"
            yield from _rows(each.inside, f"{margin}  ")
        else:
            key = each.key if each.key.isidentifier() and each.key.isascii() else _flow(each.key)
            yield f"{margin}{key}: {_flow(each.value)}{why}\n"


def _printable(text: str) -> str:
    """Return a text that a comment can hold."""
    return "".join(sign for sign in text if sign.isprintable())


def _flow(value: object) -> str:
    """Return a value as JSON, which is YAML."""
    return json.dumps(value, ensure_ascii=False)


def told(name: str, lines: Sequence[Line]) -> Iterator[str]:
    """Yield each guess as a sentence."""
    for each in lines:
        if each.key == "#":
            yield f"{name}: {each.value}: {each.why}."
            continue
        said = "" if each.value is None else f" {_flow(each.value)}"
        if each.why:
            yield f"{name}: {each.key}{said}: {each.why}."
        yield from told(f"{name}: {each.key}", [line for line in each.inside if line.why])
