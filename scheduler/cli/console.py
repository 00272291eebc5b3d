"""Where the command line writes: results on stdout, everything else on stderr."""

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from scheduler.cli.layout import Prose

_PLAIN = str.maketrans(
    {"–": "-", "─": "-", "·": "-", "…": ".", "⋮": ":", "−": "-", "×": "x", "’": "'"}
)


class Paper(Console):
    """A terminal or file that takes text as it is: no markup in titles, no guessed colours.

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

    def on_broken_pipe(self) -> None:
        """Leave the decision to whoever called."""
        raise BrokenPipeError


def speak_plainly() -> None:
    """Make do with any terminal: one that shows few letters, says that it has no columns, or is closed."""
    codecs.register_error("plain", _plain)
    if not os.environ.get("COLUMNS", "80").strip("0"):
        del os.environ["COLUMNS"]  # some terminals say 0 and mean that they do not know
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by `>&-`
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end].translate(_PLAIN)
    letters = (unicodedata.normalize("NFKD", letter)[:1] for letter in found)
    return "".join(letter if letter.isascii() else "?" for letter in letters), error.end


def complain(text: str) -> None:
    """Write a message of one or more lines to stderr; on a terminal, they end between words.

    To nobody, if nobody reads there any more.
    """
    with suppress(OSError):  # a terminal that is gone must not end what goes on without it
        if sys.stderr.isatty():
            Paper(stderr=True).print(text)
        else:
            sys.stderr.write(f"{text}\n")


def print_json(value: Any) -> None:
    """Write a value to stdout as JSON, in plain ASCII where the terminal knows no more."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    sys.stdout.write(json.dumps(value, ensure_ascii=not unicode, indent=2) + "\n")


def say(
    as_json: bool,  # noqa: FBT001 - the option, handed on
    machine: Callable[[], dict[str, Any]],
    people: Callable[[], Iterable[RenderableType]],
) -> None:
    """Print an answer, for machines or for people."""
    if as_json:
        print_json(machine())
        return
    paper = Paper()
    for each in people():
        paper.print(each)
