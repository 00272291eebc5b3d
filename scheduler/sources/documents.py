"""From the bytes of a YAML or JSON file to nodes."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import yaml

from scheduler.errors import InputError
from scheduler.sources.nodes import BrokenError, Growth, Node, Scalar, data_of
from scheduler.storage import UnreadableError, content_of

LARGEST_NUMBER = 1_000_000_000
"""Numbers beyond are not understood, but left as text."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD_TAGS = {None, "!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq"))}

_CONSTANTS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]{1,12}|0o[0-7]{1,12}|0x[0-9a-fA-F]{1,12}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ZIP = b"PK\x03\x04"
_SIGN = re.compile(r'[\[\]{}:,"]|[^\s\[\]{}:,"]+')


def bytes_of(path: Path) -> bytes:
    """Return what is in a file, or raise `BrokenError`."""
    try:
        return content_of(path)
    except UnreadableError as error:
        raise BrokenError(0, str(error)) from error


def document_of(path: Path) -> Node:
    """Return the nodes of a file, of JSON if its name ends so, or raise `BrokenError`."""
    return document(bytes_of(path), is_json=path.suffix.lower() == ".json", name=str(path))


def document(content: bytes, *, is_json: bool, name: str = "FILE.xlsx") -> Node:
    """Return the nodes of a document with the name of a file, or raise `BrokenError`."""
    if content.startswith(_ZIP) and b"xl/" in content:
        command = shlex.join(("scheduler", "import", name, "-o", f"{name.rpartition('.')[0]}.yaml"))
        raise BrokenError(0, f"is a workbook. Import it first: `{command}`.")
    text = text_in(content)
    growth = _json(text) if is_json else _yaml(text)
    if growth.root is None:
        raise BrokenError(0, "is empty.")
    return growth.root


def text_in(content: bytes, forbidden: re.Pattern[str] = _FORBIDDEN) -> str:
    """Return the text of a file, or raise `BrokenError` for another encoding and for forbidden characters."""
    if content.startswith(_ZIP):
        raise BrokenError(0, "is a workbook, a word processor's file or an archive, expected text.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenError(1, "found UTF-16, expected UTF-8. Save the file as UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(content[: error.start].decode("utf-8-sig", "replace"))
        found = f"found the byte 0x{content[error.start]:02X} at character {column}"
        raise BrokenError(line, f"{found}, expected UTF-8. Save the file as UTF-8.") from error
    match = forbidden.search(text)
    if match:
        line, column = _position(text[: match.start()])
        found = f"found the control character U+{ord(match[0]):04X} at character {column}"
        raise BrokenError(line, f"{found}, expected a text file.")
    return text


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


# What a file holds


SOLUTION_FOR_INSTANCE = "found a solution file, expected an instance file."
INSTANCE_FOR_SOLUTION = (
    "found an instance file, expected a solution file. `scheduler solve` writes one."
)


def is_solution(root: Node) -> bool:
    """Tell whether what a file holds is a solution."""
    return root.child("schedule") is not None and not any(map(root.child, ("sessions", "zone")))


def is_instance(root: Node) -> bool:
    """Tell whether what a file holds is an instance or a variant."""
    return any(map(root.child, ("sessions", "extends"))) and root.child("schedule") is None


def holds_instance(content: bytes) -> bool:
    """Tell whether a file that is no JSON is an instance in YAML."""
    try:
        return is_instance(document(content, is_json=False))
    except BrokenError:
        return False


# YAML


def _yaml(text: str) -> Growth:
    growth = Growth()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            _grow(growth, event)
    except yaml.MarkedYAMLError as error:
        raise BrokenError(*_syntax(error)) from error
    except yaml.YAMLError as error:
        raise BrokenError(0, f"expected YAML: {' '.join(str(error).split())}.") from error
    return growth


def _grow(growth: Growth, event: yaml.Event) -> None:
    line = event.start_mark.line + 1 if event.start_mark else 0
    if isinstance(event, yaml.ScalarEvent):
        growth.scalar(_scalar(event, line), event.anchor)
    elif isinstance(event, yaml.AliasEvent):
        growth.alias(str(event.anchor), line)
    elif isinstance(event, yaml.CollectionStartEvent):
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        tag = None if event.tag in _STANDARD_TAGS else event.tag
        growth.begin(Node(line, {} if is_mapping else [], tag=tag), event.anchor)
    elif isinstance(event, yaml.CollectionEndEvent):
        growth.end()
    elif isinstance(event, yaml.DocumentStartEvent) and growth.root is not None:
        raise BrokenError(line, "found a second document after `---`, expected one in a file.")


def _scalar(event: yaml.ScalarEvent, line: int) -> Node:
    if event.tag not in _STANDARD_TAGS:
        return Node(line, event.value, tag=event.tag)
    if event.style or event.tag:
        return Node(line, _with_plain_breaks(event.value))
    return Node(line, resolved(event.value), plain=event.value)


def _with_plain_breaks(text: str) -> str:
    """Return a text with the line breaks of this format, where it has those of Windows or of old Macs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def resolved(text: str) -> Scalar:
    """Return what a scalar without quotes means: the core schema of YAML 1.2, so ``no`` is a word."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    number: int | float
    if _WHOLE.fullmatch(text):
        number = int(text, {"o": 8, "x": 16}.get(text[1:2], 10))
    elif _DECIMAL.fullmatch(text):
        number = float(text)
    else:
        return text
    return number if abs(number) <= LARGEST_NUMBER else text


def value_of(text: str) -> object:
    """Return what a value on a command line means: flow style in brackets or quotes, or else one scalar.

    Raises
    ------
    InputError
        When brackets or quotes are not closed, or what is in them cannot be read.
    """
    if not text.startswith(("[", "{", '"', "'")):
        return resolved(text)
    try:
        return data_of(document(text.encode(), is_json=False))
    except BrokenError as error:
        raise InputError(f"{text}: {error}") from error


def _syntax(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    problem = " ".join(part for part in (error.problem, error.context) if part)
    where = f" (it begins in line {error.context_mark.line + 1})" if error.context_mark else ""
    hint = next((hint for sign, hint in _HINTS if sign in problem), _INDENTATION)
    column = f" at character {mark.column + 1}" if mark else ""
    line = mark.line + 1 if mark else 0
    said = f"expected YAML, but{column} the parser says: {problem}{where}."
    return line, f"{said} {hint}".rstrip()


_INDENTATION = "Look at the indentation, and at brackets and quotes before it."
_HINTS = (
    ("mapping values are not allowed", "A text with a colon and a space in it needs quotes."),
    ("cannot start any token", "Indent with spaces; quote a text that begins with a special sign."),
)
"""Messages of the parser, with remedies."""


# JSON


def _json(text: str) -> Growth:
    if not text.strip():
        raise BrokenError(0, "is empty.")
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BrokenError(
            error.lineno,
            f"expected JSON, but at character {error.colno} the parser says: {error.msg}.",
        ) from error
    except RecursionError as error:
        raise BrokenError(0, "holds too many levels inside each other.") from error
    except ValueError as error:
        raise BrokenError(0, f"found {error}, expected a number.") from error
    growth = Growth()
    for sign, value, line in _signs(text):
        if sign in "{[":
            growth.begin(Node(line, {} if sign == "{" else []))
        elif sign in "}]":
            growth.end()
        elif sign == '"':
            growth.scalar(Node(line, value))
        elif sign not in ":,":
            growth.scalar(Node(line, value, plain=sign))
    return growth


def _no_constant(name: str) -> Scalar:
    raise ValueError(name)


def _signs(text: str) -> Iterator[tuple[str, Scalar, int]]:
    """Yield the tokens of valid JSON (of a string, its first quote), their values and their lines."""
    decoder = json.JSONDecoder()
    line, done, position = 1, 0, 0
    while match := _SIGN.search(text, position):
        line += text.count("\n", done, match.start())
        done, position = match.start(), match.end()
        value: Scalar = resolved(match[0])
        if match[0] == '"':
            written, position = decoder.raw_decode(text, match.start())
            value = _with_plain_breaks(written)
        yield match[0], value, line
