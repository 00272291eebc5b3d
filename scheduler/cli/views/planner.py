"""A calendar of months, as a planner on the wall has it: a line for each month, a letter for each day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from textwrap import wrap

from rich.text import Text

from scheduler.cli.terminal.console import Paper
from scheduler.cli.views.programme import Meeting, room_name
from scheduler.instance import DAY, Instance, Kind, place_of
from scheduler.wording import dates_text, name, one_line

_SEVERAL = "+"
_NOTHING, _WEEKEND, _EVENT = "·", " ", "~"
_COLOURS = ("bold blue", "bold magenta", "bold green", "bold red", "bold cyan", "bold yellow")
_MARGIN = 9
_DATES = 30
_NUMBERED = (1, 5, 10, 15, 20, 25, 30)


def planner(
    instance: Instance, shown: Sequence[Meeting], width: int, *, as_list: bool
) -> Iterator[Text]:
    """Yield the lines of a planner: the months at a glance, what letters mean, and a list of meetings.

    Parameters
    ----------
    instance
        The calendar, with a horizon of days.
    shown
        Meetings, in the order of their starts.
    width
        Characters in a line; where a month does not fit, there is only the list.
    as_list
        Whether there is only the list anyway.
    """
    if not as_list and width >= _MARGIN + 2 * 31:
        letters = letters_of(instance, shown)
        yield from _glance(instance, shown, letters)
        yield Text()
        yield from _legend(instance, letters)
        yield Text()
    yield from _listed(instance, shown, width)


def letters_of(instance: Instance, shown: Iterable[Meeting]) -> Mapping[str, str]:
    """Return a letter for each kind of the meetings, of its name if one is free there."""
    kinds = {meeting.session.kind for meeting in shown}
    found: dict[str, str] = {}
    for kind in (each for each in instance.kinds if each.id in kinds):
        wanted = [*_letters(kind), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]
        free = (letter for letter in wanted if letter not in found.values())
        found[kind.id] = next(free, "#")
    return found


def _letters(kind: Kind) -> Iterator[str]:
    letters = (letter for letter in name(kind).upper() if letter.isascii() and letter.isalpha())
    yield from letters


def dates_of(meeting: Meeting) -> list[date]:
    """Return the dates of a meeting that lasts whole days."""
    number = (meeting.ends - meeting.starts) // DAY
    return [meeting.day + position * DAY for position in range(max(1, number))]


def _glance(
    instance: Instance, shown: Sequence[Meeting], letters: Mapping[str, str]
) -> Iterator[Text]:
    days: dict[date, list[str]] = {}
    for meeting in shown:
        for day in dates_of(meeting):
            days.setdefault(day, []).append(meeting.session.kind)
    numbers = (f"{number if number in _NUMBERED else '':<2}" for number in range(1, 32))
    yield Text(" " * _MARGIN + "".join(numbers), style="dim")
    for _, month in groupby(instance.dates, key=lambda day: (day.year, day.month)):
        first, *others = month
        line = Text(f"{first:%b %Y}".ljust(_MARGIN) + "  " * (first.day - 1))
        for day in (first, *others):
            line.append_text(_cell(instance, day, days.get(day, ()), letters))
        yield line


def _cell(instance: Instance, day: date, kinds: Sequence[str], letters: Mapping[str, str]) -> Text:
    """Return what stands for a day: a letter, or what is there besides meetings."""
    if kinds:
        position = list(letters).index(kinds[0])
        letter = letters[kinds[0]] if len(set(kinds)) == 1 else _SEVERAL
        return Text(letter.ljust(2), style=_COLOURS[position % len(_COLOURS)])
    if any(event.first <= day <= event.last for event in instance.external_events):
        return Text(_EVENT.ljust(2), style="yellow")
    return Text((_WEEKEND if day.weekday() in (5, 6) else _NOTHING).ljust(2), style="dim")


def _legend(instance: Instance, letters: Mapping[str, str]) -> Iterator[Text]:
    for position, (kind, letter) in enumerate(letters.items()):
        said = f" {one_line(name(instance.kind_by_id[kind]))}"
        yield Text.assemble((letter, _COLOURS[position % len(_COLOURS)]), said)
    yield Text(f"{_SEVERAL} several kinds")
    for event in instance.external_events:
        said = f"{_EVENT} {one_line(name(event))}, {dates_text(event.first, event.last)}"
        yield Text(said)


def _listed(instance: Instance, shown: Sequence[Meeting], width: int) -> Iterator[Text]:
    for _, month in groupby(shown, key=lambda meeting: (meeting.day.year, meeting.day.month)):
        meetings = [*month]
        yield Text(f"{meetings[0].day:%B %Y}", style="bold")
        for meeting in meetings:
            last = meeting.day + max(timedelta(), meeting.ends - meeting.starts - DAY)
            when = dates_text(meeting.day, last)
            said = f"  {when:<{_DATES}} {meeting.title} · {where(instance, meeting)}"
            indent = " " * min(_DATES + 3, width // 2)
            yield from map(Text, wrap(said, width, subsequent_indent=indent))
        yield Text()


def where(instance: Instance, meeting: Meeting) -> str:
    """Return the room of a meeting, and its place if that is called otherwise."""
    place, room = place_of(instance, meeting.room.id), room_name(meeting.room)
    town = one_line(name(place)) if place is not None else room
    return room if town in room else f"{room}, {town}"


def draw_months(
    paper: Paper,
    instance: Instance,
    shown: Sequence[Meeting],
    notes: Iterable[str],
    *,
    as_list: bool,
) -> None:
    """Draw a calendar of months."""
    paper.print(one_line(instance.title or instance.name), style="bold")
    paper.print()
    if not shown:
        paper.print("No session fits what you asked for.")
    for line in planner(instance, shown, paper.width, as_list=as_list):
        paper.print(line)
    for note in notes:
        paper.print(note)
