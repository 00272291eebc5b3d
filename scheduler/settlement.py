"""What the meetings before a conference settle of its agenda, and the variant that says so."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.instance import Item, minutes_of
from scheduler.schedule import Schedule
from scheduler.sources.links import Link, Links
from scheduler.wording import counted, full_date, joined, name, one_line

MADE_BY = "# Made by: scheduler report settled"
"""How files begin that `variant_text` has made."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """An agenda item that is settled before the conference, wholly or in part."""

    item: Item
    """The item as the conference has it."""
    after: Item
    """The item with what is settled taken off."""
    link: Link
    meeting: str
    """The meeting that settles it, by its id in the preparatory instance."""

    @property
    def minutes(self) -> int:
        """Minutes that it needs less."""
        return minutes_of(self.item.needed) - minutes_of(self.after.needed)


def settlements(links: Links, schedule: Schedule) -> tuple[Settlement, ...]:
    """Return what a preparatory programme settles, in the order of the conference's file.

    An item is settled by a link of which a meeting is held: by the largest percentage, if there are
    several. What the conference has as settled already to that degree is left as it is.
    """
    found: dict[str, Settlement] = {}
    for link in links.links:
        meeting = meeting_of(link, schedule)
        if meeting is None:
            continue
        for id_ in link.items:
            item = links.conference.item_by_id[id_]
            before = found[id_].after if id_ in found else item
            if link.settled > before.settled:
                after = item.model_copy(update={"settled": link.settled})
                found[id_] = Settlement(item, after, link, meeting)
    return tuple(found[item.id] for item in links.conference.items if item.id in found)


def meeting_of(link: Link, schedule: Schedule) -> str | None:
    """Return the first meeting that a programme holds of those of a link; None if it holds none."""
    held = [schedule.by_session[each] for each in link.sessions if each in schedule.by_session]
    return min(held, key=lambda each: (each.start, each.session)).session if held else None


def unsettled(links: Links, schedule: Schedule) -> tuple[Link, ...]:
    """Return the links of which no meeting is held."""
    return tuple(each for each in links.links if meeting_of(each, schedule) is None)


def meeting_words(links: Links, schedule: Schedule, meeting: str) -> str:
    """Return a meeting with its date: ``Inter-regional meeting, after CIS, Fri 3 Feb 2017``."""
    start = schedule.by_session[meeting].start.astimezone(links.preparatory.zone)
    title = one_line(links.preparatory.session_by_id[meeting].title)
    return f"{title}, {full_date(start.date())}"


def meant_words(links: Links, link: Link) -> str:
    """Return what a link is about: its task, or the meeting that settles its items as such."""
    meetings = (links.preparatory.session_by_id[each] for each in link.sessions)
    return task_words(links, link) or joined([one_line(each.title) for each in meetings])


def task_words(links: Links, link: Link) -> str:
    """Return the title of a link's task; nothing, if a meeting as such settles the items."""
    tasks = (each for each in links.preparatory.tasks if each.id == link.task)
    return next((one_line(name(each)) for each in tasks), "")


def settled_by(links: Links, schedule: Schedule, each: Settlement) -> str:
    """Return who settles an item: the task, if there is one, and the meeting with its date."""
    words = meeting_words(links, schedule, each.meeting)
    return ": ".join(filter(None, (task_words(links, each.link), words)))


def variant_text(
    links: Links, found: Sequence[Settlement], schedule: Schedule, folder: Path
) -> str:
    """Return the variant of the conference as a file of a folder: equal settlements give equal texts.

    Each item has a line, in the order of the conference's file, and above it who settled it.
    """
    conference = links.conference
    extends = Path(os.path.relpath(links.conference_path.resolve(), folder.resolve())).as_posix()
    title = links.title or f"{one_line(conference.title or conference.name)}, with what is settled"
    head = {
        "extends": extends,
        "name": links.name,
        "title": title,
        "summary": _summary(links, found),
    }
    lines = [MADE_BY, *(f"{key}: {_quoted(value)}" for key, value in head.items()), ""]
    changes = [*_changes(links, found, schedule)]
    lines += ["changes:", *changes] if changes else ["changes: []"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _summary(links: Links, found: Sequence[Settlement]) -> str:
    items = counted(len(found), "agenda item")
    minutes = counted(sum(each.minutes for each in found), "minute")
    before = one_line(links.preparatory.title or links.preparatory.name)
    return f"{items} settled before, wholly or in part: {minutes} less. {before}."


def _changes(links: Links, found: Sequence[Settlement], schedule: Schedule) -> Iterator[str]:
    if found:
        yield from ("  - change:", "      items:")
    before = ""
    for each in found:
        said = settled_by(links, schedule, each)
        if said != before:
            yield f"        # {said}"
        before = said
        yield f"        {each.item.id}: {{settled: {each.after.settled}}}"
