"""The report as a page: programmes under names for people, what is proved of each, and what was wished."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.cli.terminal.console import complain
from scheduler.comparison import Comparison, labelled
from scheduler.desk import DeskState, closed_said
from scheduler.extras import load
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.storage import write_atomically
from scheduler.wording import one_line, without_stop


def wishes_of(desk: DeskState) -> tuple[str, ...]:
    """Return what is wished at a desk besides places of sessions, pins and locks, in words without ids."""
    told: dict[str, None] = {}
    for key, line in desk.lines.items():
        (kind, fields), *_ = line.change.items()
        of_sessions = kind in ("add", "remove") and "sessions" in fields
        is_place = of_sessions or kind in ("pin", "unpin")
        wished = [f"prefer {item}" for item in fields.get("items", ())]
        is_told = bool(wished) and all(each in desk.lines for each in wished)
        if is_place or is_told or key.startswith(("lock ", "drop ", "optional ")):
            continue
        said = closed_said(desk, fields) if kind == "close_room" else without_stop(line.said)
        told[said] = None
    return tuple(told)


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
    reporting = load("scheduler.reporting", "A report with charts")
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
    """Return what people call each programme: as it was typed, or the name of its file as words."""
    return labelled([one_line(each.called) or _spoken(one_line(each.name)) for each in shown])


def _spoken(name: str) -> str:
    """Return a name of a file as words."""
    words = name.replace("-", " ").replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]
