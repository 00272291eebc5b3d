"""Where the command line writes: results on stdout, everything else on stderr."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from scheduler.cli.terminal.layout import Prose

_STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
)
"""Control codes and marks of text direction, except tabs and line ends."""


def harmless(text: str, sign: str = "\ufffd") -> str:
    """Return a text with a sign in place of each control code, safe for any terminal.

    Titles, notes and file names come from others, and messages quote them.
    """
    return _STEERING.sub(sign, text)


class Paper(Console):
    """A console without markup, emoji, highlighting and control codes.

    Text wraps between words on a terminal, or if a width is given; elsewhere lines are as long
    as they are, which is easier to search.
    """

    def __init__(self, *, stderr: bool = False, width: int | None = None, **settings: Any) -> None:
        super().__init__(
            stderr=stderr, width=width, markup=False, emoji=False, highlight=False, **settings
        )
        self._wraps = self.is_terminal or width is not None

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print texts and tables; nothing is cut."""
        laid = (
            Prose(Text(each) if isinstance(each, str) else each, wraps=self._wraps)
            if isinstance(each, str | Text)
            else each
            for each in objects
        )
        super().print(*laid, crop=False, **settings)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the segments of a renderable, without control codes in text.

        Codes are removed, not replaced, because lines are already laid out.
        """
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text, ""), style, control)

    def on_broken_pipe(self) -> None:
        """Leave the decision to the caller."""
        raise BrokenPipeError


def speak_plainly() -> None:
    """Adapt to any terminal: few letters, a width of 0, or closed streams."""
    if not os.environ.get("COLUMNS", "80").strip("0"):
        del os.environ["COLUMNS"]  # some terminals say 0 and mean that they do not know
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by `>&-`
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(text: str) -> None:
    """Write a message to stderr; on a terminal, it wraps between words.

    Errors of writing are ignored.
    """
    with suppress(OSError):  # a terminal that is gone must not end what goes on without it
        if sys.stderr.isatty():
            Paper(stderr=True).print(harmless(text))
        else:
            sys.stderr.write(f"{harmless(text)}\n")


def write(text: str) -> None:
    """Write lines that are already wrapped and quoted to stdout."""
    sys.stdout.write(harmless(text))


VERSION = 2
"""Version of the JSON output; docs/reference/json.md has its compatibility rules."""


class Printable(Protocol):
    """An object with a JSON form."""

    def printed(self) -> Mapping[str, Any]:
        """Return the JSON object."""


def print_json(content: Mapping[str, Any] | Printable) -> None:
    """Write an object to stdout as JSON, version first; in ASCII if the terminal supports no more.

    Control codes are written as JSON escapes.
    """
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    found = content if isinstance(content, Mapping) else content.printed()
    said = {"version": VERSION, **found}
    written = json.dumps(said, ensure_ascii=not unicode, indent=2)
    sys.stdout.write(_STEERING.sub(lambda code: f"\\u{ord(code[0]):04x}", written) + "\n")


def say(
    as_json: bool,  # noqa: FBT001 - the option, handed on
    machine: Callable[[], Printable],
    people: Callable[[], Iterable[RenderableType]],
) -> None:
    """Print an answer as JSON or as a report."""
    if as_json:
        print_json(machine())
    else:
        show(*people())


def show(*blocks: RenderableType, width: int | None = None) -> None:
    """Print texts and tables, one below the other."""
    paper = Paper(width=width)
    for each in blocks:
        paper.print(each)
