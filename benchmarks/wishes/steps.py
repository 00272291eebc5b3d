"""Steps at the desk that a planner reads and a browser does.

A step is a verb and what it is about, in quotes, by the names that the page gives to everybody, those who
do not see it among them: ``click "Make room here"``. What is waited for is no step: ``see "Proved"``, or what
the page announces, ``hear "Move Opening"``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a benchmark of commands needs no browser
    from playwright.sync_api import Locator, Page

PATIENCE = 120_000
"""Milliseconds until what does not happen has failed; a busy machine is slow."""
CLICKED = ("button", "gridcell", "tab", "link", "checkbox")
TYPED = ("textbox", "searchbox", "spinbutton", "combobox")
CHOSEN = ("combobox",)


class StepError(Exception):
    """A step that cannot be done, or that is none."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What a planner does, in words and in a browser."""

    words: str
    """As a regular expression, whose groups are what it is about."""
    do: Callable[..., None]
    counts: bool = True
    """Whether it is a step."""


def is_step(line: str) -> bool:
    """Tell whether a line is something to do, rather than to wait for."""
    return verb_of(line).counts


def verb_of(line: str) -> Verb:
    """Return what is done in a line.

    Raises
    ------
    StepError
        When it is nothing.
    """
    return _read(line)[0]


def do(page: "Page", line: str) -> None:
    """Do what a line says, on a page that is open.

    Raises
    ------
    StepError
        When it is no step.
    """
    verb, about = _read(line)
    verb.do(page, *about)


def _read(line: str) -> tuple[Verb, tuple[str, ...]]:
    for verb in VERBS:
        found = re.fullmatch(verb.words, line)
        if found:
            return verb, found.groups()
    raise StepError(f"{line}: is no step; see benchmarks/wishes/steps.py.")


def _named(within: "Page | Locator", roles: tuple[str, ...], name: str) -> "Locator":
    """Find what has a name, or a name that begins so: ``Opening`` finds ``Opening, 09:00-10:00, Hall``."""
    begins = re.compile(rf"^{re.escape(name)}(?![\w-])")
    first, *others = (within.get_by_role(role, name=begins) for role in roles)  # type: ignore[arg-type]
    for other in others:
        first = first.or_(other)
    return first.filter(visible=True)


def _click(page: "Page", name: str) -> None:
    _named(page, CLICKED, name).click()


def _click_in(page: "Page", name: str, part: str) -> None:
    parts = page.get_by_role("navigation", name=part).or_(page.get_by_role("grid", name=part))
    _named(parts, CLICKED, name).click()


def _click_first(page: "Page", name: str) -> None:
    _named(page, CLICKED, name).first.click()


def _open(page: "Page", name: str) -> None:
    page.locator("summary").filter(has_text=name).click()


def _point(page: "Page", name: str) -> None:
    _named(page, CLICKED, name).hover()


def _choose(page: "Page", value: str, name: str) -> None:
    _named(page, CHOSEN, name).select_option(label=value)


def _type(page: "Page", text: str, name: str) -> None:
    _named(page, TYPED, name).fill(text)


def _press(page: "Page", key: str) -> None:
    page.keyboard.press(KEYS.get(key, key))


def _see(page: "Page", text: str) -> None:
    page.get_by_text(text).filter(visible=True).first.wait_for()


def _see_free(page: "Page", room: str, since: str, until: str) -> None:
    line = page.get_by_role("row").filter(has=_named(page, ("rowheader",), room))
    line.wait_for()
    for block in line.get_by_role("gridcell").all():
        held = re.search(r", (\d\d:\d\d).(\d\d:\d\d), ", block.get_attribute("aria-label") or "")
        if held and held[1] < until and since < held[2]:
            raise StepError(f"{room}: is held {held[1]}-{held[2]}.")


def _hear(page: "Page", text: str) -> None:
    page.get_by_role("status").filter(has_text=text).wait_for(state="attached")


KEYS: Mapping[str, str] = {"Page Down": "PageDown", "Page Up": "PageUp", "Ctrl+Z": "Control+z"}
VERBS = (
    Verb(r'click "([^"]+)"', _click),
    Verb(r'click "(.+)" in "(.+)"', _click_in),
    Verb(r'click the first "(.+)"', _click_first),
    Verb(r'open "(.+)"', _open),
    Verb(r'point at "(.+)"', _point),
    Verb(r'choose "(.+)" in "(.+)"', _choose),
    Verb(r'type "(.*)" into "(.+)"', _type),
    Verb(r"press (\S.*)", _press),
    Verb(r'see "(.+)" free from (\d\d:\d\d) to (\d\d:\d\d)', _see_free, counts=False),
    Verb(r'see "(.+)"', _see, counts=False),
    Verb(r'hear "(.+)"', _hear, counts=False),
)
"""All of them; one that is about several things names them in the order of its words."""
