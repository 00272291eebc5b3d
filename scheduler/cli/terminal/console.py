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
"""Codes that steer a terminal, and marks that turn what follows; neither tabs nor the ends of lines."""


def harmless(text: str, sign: str = "\ufffd") -> str:
    """Return a text as any terminal may show it: a sign in place of each code that would steer it.

    Titles, notes and names of files come from others, and so do the messages that quote them.
    """
    return _STEERING.sub(sign, text)


class Paper(Console):
    """A terminal or file that takes text as it is: no markup in titles, no guessed colours, no codes.

    Lines of text end between words on a terminal, and where a width is asked for; elsewhere they are as long
    as they are, for those who search them.
    """

    def __init__(self, *, stderr: bool = False, width: int | None = None, **settings: Any) -> None:
        super().__init__(
            stderr=stderr, width=width, markup=False, emoji=False, highlight=False, **settings
        )
        self._wraps = self.is_terminal or width is not None

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print texts, each in lines of its own, and tables; nothing is cut."""
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
        """Yield the pieces of what is printed, without codes in those that are text.

        Nothing takes their place: they have no width, and lines are filled already.
        """
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text, ""), style, control)

    def on_broken_pipe(self) -> None:
        """Leave the decision to whoever called."""
        raise BrokenPipeError


def speak_plainly() -> None:
    """Make do with any terminal: one that shows few letters, says that it has no columns, or is closed."""
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
    """Write a message of one or more lines to stderr; on a terminal, they end between words.

    To nobody, if nobody reads there any more.
    """
    with suppress(OSError):  # a terminal that is gone must not end what goes on without it
        if sys.stderr.isatty():
            Paper(stderr=True).print(harmless(text))
        else:
            sys.stderr.write(f"{harmless(text)}\n")


def write(text: str) -> None:
    """Write lines to stdout, as they are wrapped and quoted already."""
    sys.stdout.write(harmless(text))


VERSION = 2
"""Version of all that is printed as JSON; docs/reference/json.md says what it promises."""


class Printable(Protocol):
    """Something that knows what it is in JSON."""

    def printed(self) -> Mapping[str, Any]:
        """Return what is printed."""


def print_json(content: Mapping[str, Any] | Printable) -> None:
    """Write an object to stdout as JSON, version first; in plain ASCII where the terminal knows no more.

    A code that would steer a terminal is written as JSON escapes it, and is the same to who reads that.
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
    """Print an answer, for machines or for people."""
    if as_json:
        print_json(machine())
    else:
        show(*people())


def show(*blocks: RenderableType, width: int | None = None) -> None:
    """Print texts and tables, one below the other."""
    paper = Paper(width=width)
    for each in blocks:
        paper.print(each)
