"""What may help where a file is no YAML: what its writer meant, from the lines around the error."""

import re
from collections.abc import Sequence

from scheduler.sources.shapes import fields

_LONG_LINE = 1000
"""Characters of a line that are searched for what may help."""
_GLUED = re.compile(r"\s*(- )?(?P<key>[A-Za-z][\w.-]*):(?P<rest>[^\s:\[\]{},]+)")
_BEFORE_COLON = re.compile(
    r"(?:^|[\s,{\[])(?P<key>[A-Za-z][\w.-]*):\s+(?P<text>[^\s\"'\[\]{}:,#][^:\[\]{}]*)$"
)
_AFTER_COLON = re.compile(r":(?:\s+|$)(.*)")
"""What stands before and after a second colon in a line."""
_LAST_WORD = re.compile(r"(?P<value>.*[^\s;])\s*[\s;]\s*(?P<field>[a-z_]+)")
"""A value, and the field that may begin after it."""
_KEY_ALONE = re.compile(r"(?P<indent> *)(?P<key>[A-Za-z][\w.-]*) *")
"""What stands before the first colon of a line."""
_BEGINNING = re.compile(r"""\s*([{%]|---|- |["']?[\w .-]{1,64}["']?\s*:)""")
"""How a file of keys and values begins."""
_LINE_HINTS = (
    (re.compile(r"[ \t]*\t"), "Indent with spaces, not tabs."),
    (
        re.compile(r"""(.*[^\w"'])?(?P<time>\d{4}-[\d-]+[T ][\d:]+\[[^\]]*\])"""),
        'A time with its zone needs quotes: "{time}".',
    ),
    (
        re.compile(r"(.*[:,\[{-]\s*)?'([^']|'')*\w'\w"),
        "Inside '…', an apostrophe is written twice ('', as in 'Côte d''Ivoire'); or use \"…\".",
    ),
)
"""What the line of an error begins with, and what may help."""
_BLANK = "A blank that is none (U+{code:04X}) stands in this line or the one before; type it again."
_QUOTES = "A text with a colon and a space in it needs quotes: {}."
_HINTS = (
    ("mapping values are not allowed", _QUOTES.format('"a: b"')),
    ("cannot start any token", "A text that begins with a special sign needs quotes."),
    ("did not find expected", "Look at the indentation, and at brackets and quotes before it."),
    ("could not find expected", "Look for a missing colon, bracket or quote before it."),
    ("found unexpected end", "A bracket or a quote is not closed."),
    ("expected <block end>", "Look at the indentation, and at brackets and quotes before it."),
)


def hint_of(problem: str, lines: Sequence[str], place: tuple[int, int] | None) -> str:
    """Return a sentence on what may help, or nothing.

    Parameters
    ----------
    problem
        What the parser says.
    lines
        Those of the file.
    place
        Line and character of the error, both from 0.
    """
    if place is None or place[0] >= len(lines):
        return _from_lines(problem, lines if place else ())
    line, column = place
    read = lines[: line + 1]
    return (
        _from_beginning(lines, problem)
        or _second_colon(read[-1], column, in_flow="flow" in problem)
        or _too_far_right(read, column)
        or _from_lines(problem, read)
    )


def _from_beginning(lines: Sequence[str], problem: str) -> str:
    """Say so if the file begins with prose, as a page of a manual does, or without a colon."""
    begun = ((number, line) for number, line in enumerate(lines, 1) if line.split("#")[0].strip())
    number, first = next(begun, (0, "a: b"))
    if _BEGINNING.match(first[:_LONG_LINE]) or "\t" in first or "token" in problem:
        return ""
    return f"Line {number} is no key with its value, such as `name: tiny`. Is this the file that you mean?"


def _second_colon(line: str, column: int, *, in_flow: bool) -> str:
    """Return how to write a line in which the parser has stumbled over the colon after a text."""
    before, rest = line[:column][-_LONG_LINE:], line[column : column + _LONG_LINE]
    key, text = _BEFORE_COLON.search(before), _AFTER_COLON.match(rest)
    if key is None or text is None:
        return ""
    more = re.split(r"[,\[\]{}]" if in_flow else r"\s#", text[1])[0].rstrip()
    whole = f"{key['text']}: {more}".rstrip()
    is_quotable = '"' not in whole and "\\" not in whole
    quotes = _QUOTES.format(f'{key["key"]}: "{whole}"') if is_quotable else ""
    next_field = _LAST_WORD.fullmatch(key["text"].rstrip())
    if next_field is None or next_field["field"] not in fields():
        return quotes
    apart = _apart(f"{key['key']}: {next_field['value']}", next_field["field"], in_flow=in_flow)
    is_text = fields().get(key["key"], "").startswith("text, not empty")
    return f"{apart} Or: {quotes}" if is_text and quotes else apart


def _apart(first: str, field: str, *, in_flow: bool) -> str:
    """Return how to write two fields that stand in a line as one."""
    if in_flow:
        return f"A comma is missing before {field}: {first}, {field}: …"
    return f"Begin a new line with {field}, below {first.partition(':')[0]}."


def _too_far_right(lines: Sequence[str], column: int) -> str:
    """Say so if the key before this colon begins further right than the line that it follows."""
    key = _KEY_ALONE.fullmatch(lines[-1][:column])
    above = next((each for each in reversed(lines[:-1]) if each.split("#")[0].strip()), "")
    begins = len(above) - len(above.lstrip(" -"))
    if key is None or ":" not in above or len(key["indent"]) <= begins:
        return ""
    return (
        f"Look at the indentation: {key['key']} begins further right than the line before. If it belongs "
        "to the text there, that text needs quotes."
    )


def _from_lines(problem: str, lines: Sequence[str]) -> str:
    """Return a hint from the lines until the error and from what the parser says."""
    before, written = (line[:_LONG_LINE] for line in ("", "", *lines)[-2:])
    tried = [(pattern.match(written), hint) for pattern, hint in _LINE_HINTS]
    tried.append((_GLUED.fullmatch(before), "A space belongs after a colon: {key}: {rest}."))
    hints = [
        _BLANK.format(code=ord(sign)) for sign in before + written if sign in "\u00a0\u2007\u202f"
    ]
    hints += [hint.format_map(match.groupdict()) for match, hint in tried if match]
    hints += [hint for sign, hint in _HINTS if sign in problem]
    return hints[0] if hints else ""
