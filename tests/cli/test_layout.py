"""Lines that end between words, and tables that become lists: every command, in every width."""

import os
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text

from scheduler.cli import main
from scheduler.cli.terminal.console import Paper
from scheduler.cli.terminal.layout import Columns, prose
from scheduler.instance import Instance
from scheduler.sources import write_schedule
from tests.cli.conftest import write
from tests.conference import conference, placed, room, session

Print = Callable[..., str]
"""Runs a command where lines have a width; returns what is shown."""

LONG = "Intergovernmental telecommunication development, and environmental sustainability"
OFFICE = {"organiser": {"name": "Secretariat", "email": "agenda@example.org"}}


def forum(**tables: Any) -> Instance:
    """Return a conference with long names of everything that is named in reports."""
    sessions = [
        session("opening", title=f"Opening: {LONG}", attendance=60, people={"chair": ["minister"]}),
        session(
            "dialogue",
            title=f"Dialogue: {LONG}",
            attendance=60,
            remote={"suva": 1234},
            themes=["x"],
        ),
        session(
            "committee", title=f"Committee: {LONG}", attendance=90, themes=["x"], optional=True
        ),
        session(
            "panel",
            title="Panel",
            panel={"roles": [{"id": "experts", "people": ["expert"], "at_least": 1}], "at_most": 1},
        ),
    ]
    usual: dict[str, Any] = {
        "name": "forum",
        "title": f"World conference on {LONG}",
        "publishing": OFFICE,
        "themes": [{"id": "x", "title": "Telecommunication/information technologies"}],
        "regions": [{"id": "asp", "title": "Asia-Pacific"}],
        "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        "people": [
            {"id": "minister", "title": "Minister of Telecommunications and Information Society"},
            {"id": "expert", "title": "Representative of non-governmental organisations"},
        ],
        "delegations": [
            {"id": "fiji", "size": 1, "must": {"kinds": ["meeting"]}, "title": f"Fiji, {LONG}"}
        ],
        "audiences": [
            {"id": "press", "title": "Press", "people": 5000, "sessions": {"kinds": ["meeting"]}}
        ],
        "rooms": [room("A", title="Intergovernmental hall"), room("B", title="Annex")],
    }
    return conference(*sessions, **(usual | tables))


PLACES = {"opening": "Mon 09:00 A", "dialogue": "Mon 09:00 B", "panel": "Tue 09:00 B"}
OTHERS = {"opening": "Mon 10:00 A", "dialogue": "Tue 14:00 B", "panel": "Tue 09:00 A"}


@pytest.fixture
def written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work where the conference has two programmes, one cannot be, and one is full of errors."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    facts = forum()
    write(facts, folder / "forum.yaml")
    write_schedule(folder / "first.json", facts, placed(facts, **PLACES))
    write_schedule(folder / "other.json", facts, placed(facts, **OTHERS))
    write_schedule(
        folder / "third.json", facts, placed(facts, **PLACES | {"committee": "Tue 14:00 A"})
    )
    write(forum(rooms=[room("A", capacity=10)]), folder / "small.yaml")
    write(forum(rooms=[room("A"), room("C")]), folder / "changed.yaml")
    bad = (
        forum().model_dump_json(exclude_unset=True).replace('"meeting"', '"meeting-of-committees"')
    )
    (folder / "bad.yaml").write_text(bad, encoding="utf-8")
    return folder


def _in_a_terminal(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, *, searches: bool
) -> str:
    """Run a command in a terminal, and return what it shows; the progress of searches aside."""
    master, slave = os.openpty()
    read: list[bytes] = []

    def gather() -> None:
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # nobody writes any more
                return
            if not part:
                return
            read.append(part)

    reader = threading.Thread(target=gather)
    reader.start()
    with (
        TextIOWrapper(os.fdopen(slave, "wb"), encoding="utf-8", write_through=True) as terminal,
        monkeypatch.context() as patched,
    ):
        patched.setattr(sys, "stdout", terminal)
        if not searches:
            patched.setattr(sys, "stderr", terminal)
        main(arguments)
    reader.join()
    os.close(master)
    return b"".join(read).decode().replace("\r\n", "\n")


@pytest.fixture
def shown(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Print:
    """Run commands there; in a terminal of some width, or in a pipe."""

    def _shown(*arguments: str, width: int, pipe: bool = False) -> str:
        assert written.is_dir()
        monkeypatch.setenv("COLUMNS", str(width))
        searches = any(COMMANDS[each] == arguments for each in SEARCHES)
        if not pipe:
            page = _in_a_terminal(arguments, monkeypatch, searches=searches)
            return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", page)
        main(arguments)
        said = capsys.readouterr()
        return said.out + ("" if searches else said.err)

    return _shown


FORUM = ("forum.yaml", "first.json")
LEVELS = "delegation_overstretched=1234.5,audience_overlap=0.0201,room_waste=31.5"
QUICKLY = ("--workers", "1", "--time-limit", "1")
COMMANDS = {
    "check": ("check", "forum.yaml"),
    "check what cannot work": ("check", "small.yaml"),
    "check errors": ("check", "bad.yaml"),
    "show": ("show", *FORUM),
    "evaluate": ("evaluate", *FORUM, "--all"),
    "evaluate what does not fit": ("evaluate", "changed.yaml", "first.json"),
    "explain": ("explain", *FORUM),
    "explain a session": ("explain", *FORUM, "--session", "dialogue"),
    "explain a place": (
        "explain",
        *FORUM,
        "--session",
        "dialogue",
        "--at",
        "mon 09:00",
        "--in",
        "A",
    ),
    "explain a seat": ("explain", *FORUM, "--session", "panel", "--person", "expert"),
    "explain conflicts": ("explain", "small.yaml", "--time-limit", "60"),
    "compare two": ("compare", *FORUM, "other.json"),
    "compare three": ("compare", *FORUM, "other.json", "third.json", "--all"),
    "report groups": ("report", "groups", *FORUM, "--all"),
    "publish": ("publish", *FORUM, "--dry-run", "--force"),
    "releases": ("releases", "forum"),
    "tokens": ("tokens", "list", "forum"),
    "replan": ("replan", "changed.yaml", "first.json", *QUICKLY),
    "solve": ("solve", "forum.yaml", "-o", "out.json", *QUICKLY),
    "whatif": ("whatif", "forum.yaml", "small.yaml", "--set", LEVELS, "-o", ".", *QUICKLY),
}
SEARCHES = ("explain conflicts", "replan", "solve", "whatif")
"""Commands that tell how long they took, and how it went."""
PUBLISHED = ("releases", "tokens")
"""Commands about a conference that has been published."""


def _words(page: str) -> Counter[str]:
    """Return the words of a page, without what stands around them and how long something took."""
    timeless = re.sub(r"\d+(\.\d+)? s\b", "", page)
    return Counter(word for each in timeless.split() if (word := each.strip(";:\\─·!")))


@pytest.mark.parametrize("case", [each for each in COMMANDS if each not in SEARCHES])
def test_no_command_breaks_a_word_or_cuts_a_number(shown: Print, case: str) -> None:
    """What is shown in a narrow terminal, or in a pipe, are the words of a wide one."""
    if case in PUBLISHED:
        shown("publish", *FORUM, "--force", width=80)
    _compare(shown, case, terminals=(40, 60, 80, 100, 140), pipes=(40, 80))


@pytest.mark.slow
@pytest.mark.parametrize("case", SEARCHES)
def test_no_search_breaks_a_word_or_cuts_a_number(shown: Print, case: str) -> None:
    """Nor do those that search, which say the same whenever they have written what they find."""
    shown(*COMMANDS[case], width=80, pipe=True)
    _compare(shown, case, terminals=(40, 60), pipes=(40, 80, 140))


def _compare(shown: Print, case: str, terminals: Sequence[int], pipes: Sequence[int]) -> None:
    arguments = COMMANDS[case]
    wide = _words(shown(*arguments, width=2000, pipe=True))
    for width in terminals:
        page = shown(*arguments, width=width)
        _agree(page, wide)
        for line in page.splitlines():
            assert cell_len(line.rstrip()) <= width or len(line.split()) == 1, line
    for width in pipes:
        _agree(shown(*arguments, width=width, pipe=True), wide)


def _agree(page: str, wide: Counter[str]) -> None:
    """Compare a page with a wide one."""
    narrow = _words(page)
    assert not narrow.keys() - wide.keys(), page
    numbers = [word for word in wide if any(map(str.isdigit, word))]
    assert not {word for word in numbers if narrow[word] != wide[word]}, page


def test_a_table_that_is_too_narrow_is_a_list() -> None:
    """Each row under its first cell, as many cells in a line as there is room for."""
    table = Columns("rule", "amount", "unit", right=(1,))
    table.add("audience_overlap", "43,200", "person-minutes")
    table.add("late_hours", "135", "")
    assert _printed(table, 40) == [
        "rule              amount  unit",
        "audience_overlap  43,200  person-minutes",
        "late_hours           135",
    ]
    assert _printed(table, 39) == [
        "audience_overlap",
        "  amount: 43,200; unit: person-minutes",
        "late_hours",
        "  amount: 135",
    ]
    assert _printed(table, 24)[1:3] == ["  amount: 43,200", "  unit: person-minutes"]


def test_a_share_stays_with_its_sign() -> None:
    """A column of them is as wide as both."""
    table = Columns("", "share", right=(1,))
    table.add("several words", "36.5 %")
    assert _printed(table, 15) == ["          share", "several  36.5 %", "words"]


def test_a_command_can_be_copied_and_typed() -> None:
    """It has a line of its own where it does not fit, and goes on in the next as a shell reads it."""
    line = "To search all the same: scheduler explain 'my conference.yaml' --search"
    assert [*map(str, prose(Text(line), 80))] == [line]
    assert [*map(str, prose(Text(line), 60))] == [
        "To search all the same:",
        "  scheduler explain 'my conference.yaml' --search",
    ]
    assert [*map(str, prose(Text(line), 40))] == [
        "To search all the same:",
        "  scheduler explain \\",
        "    'my conference.yaml' --search",
    ]


def test_a_word_that_is_too_long_stays_whole() -> None:
    """It has a line of its own, and the mark in front of the others stands out."""
    found = prose(Text("· solutions/a-very-long-name.json: is not there"), 20)
    assert [*map(str, found)] == ["· solutions/a-very-long-name.json:", "  is not there"]


def _printed(table: Columns, width: int) -> list[str]:
    with (paper := Paper(width=width)).capture() as captured:
        paper.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]
