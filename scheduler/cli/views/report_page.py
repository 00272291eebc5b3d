"""The report as a page: programmes under names for people, what is proved of each, and what was wished."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from scheduler.catalogue import name_of
from scheduler.cli.terminal.console import complain
from scheduler.comparison import Comparison, labelled
from scheduler.desk import DeskState, closed_said
from scheduler.instance import Instance, Level
from scheduler.phrases import Figure, say
from scheduler.schedule import Schedule
from scheduler.storage import write_atomically
from scheduler.wording import item_name, one_line, without_stop


def wishes_of(desk: DeskState) -> tuple[str, ...]:
    """Return what is wished at a desk besides places of sessions, pins and locks, in words without ids."""
    told: dict[str, None] = {}
    for key, line in desk.lines.items():
        (kind, fields), *_ = line.change.items()
        of_sessions = kind in ("add", "remove") and "sessions" in fields
        is_place = of_sessions or kind in ("pin", "unpin") or key.startswith(("lock ", "drop "))
        wished = [f"prefer {item}" for item in fields.get("items", ())]
        if kind == "set_level" and wished and all(each in desk.lines for each in wished):
            continue  # how much hours count that are wanted is told with them
        if kind == "set_level":
            told |= dict.fromkeys(_levels(desk, fields))
        elif kind == "close_room" and not is_place:
            told[closed_said(desk, fields)] = None
        elif not is_place and not key.startswith("optional "):
            told[without_stop(line.said)] = None
    return tuple(told)


def _levels(desk: DeskState, fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield how much a rule matters: ``“Empty seats” counts more (2, not 1)``."""
    rule = fields["rule"]
    own = {"": fields["level"]} if "level" in fields else {}
    for item, level in {**own, **fields.get("items", {})}.items():
        before = desk.base.level(rule, item)
        said = say("“{}”", say(name_of(rule)))
        if item:
            said = say("{} of {}", said, item_name(desk.instance, rule, item))
        if before != level:
            yield say("{} {}", said, _weighed(level, before))


_WORDS: Mapping[Level, tuple[str, str]] = {
    "hard": (say("must be kept"), say("it had to be kept")),
    "off": (say("does not count"), say("it did not count")),
}
"""What a level says, now and before."""


def _weighed(level: Level, before: Level) -> str:
    if level in _WORDS or before in _WORDS:
        now, _ = _WORDS.get(level, (say("counts ({})", Figure(f"{level}")), ""))
        _, was = _WORDS.get(before, ("", say("it counted ({})", Figure(f"{before}"))))
        return say("{}; before, {}", now, was)
    more = float(level) > float(before)
    words = "counts more ({}, not {})" if more else "counts less ({}, not {})"
    return say(words, Figure(f"{level}"), Figure(f"{before}"))


PRESENT = "Present plan"
"""What the base is called where its title is that of the conference, with which the others begin."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme of the report, or a variant without one."""

    name: str
    """Name of its file: it stands for the programme only where nothing else tells it from another."""
    instance: Instance
    schedule: Schedule | None
    claim: tuple[str, str]
    """What is proved of it, and what is not known."""
    why: str = ""
    """Why it has no programme, without a full stop."""
    troubles: tuple[str, ...] = ()
    """What stands in the way of one, in whole sentences."""
    called: str = ""
    """What people call it, as it was typed; nothing: nobody has said so."""
    wishes: tuple[str, ...] = ()
    """What was wished in it besides places of sessions, a sentence each without a full stop."""
    facts: tuple[str, ...] = ()
    """Those of them that nobody chooses: a room closed, a person away."""


def write_report(
    path: Path,
    shown: Sequence[Shown],
    found: Comparison | None,
    *,
    hide_rooms: bool = False,
    language: str = "en",
) -> None:
    """Write the comparison of programmes as a page, the base first, and say so.

    Parameters
    ----------
    path
        Where to.
    shown
        Its programmes, and variants without one.
    found
        The comparison of all that have a programme, in the same order; None if there are not two.
    hide_rooms
        Whether rooms are left out.
    language
        English (`en`) or French (`fr`).
    """
    if found is None:
        complain(f"{path}: not written; there are not two programmes to compare.")
        return
    page = report_of(shown, found, hide_rooms=hide_rooms, language=language)
    write_atomically(path, page.encode())
    complain(f"Wrote {path}")


def report_of(
    shown: Sequence[Shown], found: Comparison, *, hide_rooms: bool = False, language: str = "en"
) -> str:
    """Return the comparison of programmes as a page, the base first, in English (`en`) or French (`fr`)."""
    labels = headings(shown)
    # What draws takes a second to load, which no other command should wait for.
    reporting = import_module("scheduler.reporting")
    missing = [
        reporting.Missing(label, each.why, each.troubles, each.instance)
        for label, each in zip(labels, shown, strict=True)
        if each.schedule is None
    ]
    claims = {
        label: reporting.Claim(*each.claim, each.wishes)
        for label, each in zip(labels, shown, strict=True)
    }
    there = [label for label, each in zip(labels, shown, strict=True) if each.schedule is not None]
    page: str = reporting.page_of(
        found.called(there),
        hide_rooms=hide_rooms,
        missing=missing,
        claims=claims,
        language=language,
    )
    return page


def headings(shown: Sequence[Shown]) -> tuple[str, ...]:
    """Return what people call each programme: as it was typed, by what is its own in its title, or its name.

    Of titles that begin alike, such as ``Congress, as it used to be``, what comes after that: ``As it used
    to be``.
    """
    titles = [one_line(each.instance.title or "") for each in shown]
    if len(set(titles)) == 1:
        return labelled([one_line(each.called) or _spoken(one_line(each.name)) for each in shown])
    start = _start(titles)
    base, *others = (title[len(start) :].strip(" ,:;–—-") for title in titles)
    names = [one_line(each.name) for each in shown]
    rest = [title or _spoken(name) for title, name in zip(others, names[1:], strict=True)]
    names = [_capital(each) for each in (base or PRESENT, *rest)]
    pairs = zip(shown, names, strict=True)
    return labelled([one_line(each.called) or name for each, name in pairs])


def _start(titles: Sequence[str]) -> str:
    """Return the words with which all titles begin, as they stand there."""
    words = [title.replace(",", " , ").replace(":", " : ").split() for title in titles]
    number = 0
    for same in zip(*words, strict=False):
        if len(set(same)) > 1:
            break
        number += 1
    return " ".join(words[0][:number]).replace(" ,", ",").replace(" :", ":")


def _spoken(name: str) -> str:
    """Return a name of a file as words."""
    return name.replace("-", " ").replace("_", " ").strip() or name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
