"""Certain and likely troubles of a screening, settings without effect, and the words for both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scheduler.engines.timeline import Timeline
from scheduler.explanation.energy import Overload
from scheduler.instance import DAY, TABLES, Instance, Span, instant_at
from scheduler.phrases import say
from scheduler.wording import chained, day_text, joined, moment, name, shortened, when

_UNNAMED = ("orders", "published", "walks")
"""Tables whose rows have no id, and are counted."""

FieldPath = tuple[str | int, ...]
"""Where something stands in an instance: table, id of the row (or its position, from 0), and fields."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot work, or that may not."""

    message: str
    """Text for planners: names, numbers and remedies."""
    certain: bool
    """True: proves that no programme can keep every hard rule."""
    sessions: tuple[str, ...]
    """Ids of the sessions concerned."""
    rules: tuple[str, ...]
    """Ids of the rules that are in each other's way."""
    place: FieldPath = field(default=(), compare=False)
    """Where the file says what is doubted; empty if that is no single place."""


def place_text(place: FieldPath) -> str:
    """Return a place as errors of a file call it: rows by id, or counted from 1."""
    head, *rest = place
    text = str(head)
    is_row = head in TABLES or head in _UNNAMED
    for part in rest:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f"[{part}]" if is_row else f".{part}"
        is_row = False
    return text


MOST = 12
"""Sessions named in a message; of more, the number."""
ROW = 3
"""Least whole days in a row that are named by the first and the last one."""
SPANS = 4
"""Stretches of time named in a message; of more, the number."""


def session_names(instance: Instance, sessions: Iterable[str]) -> str:
    """Return the titles of sessions, parted by semicolons if a title has a comma."""
    titles = [name(instance.session_by_id[session]) for session in sessions]
    shown = shortened(titles, MOST)
    return joined(shown)


def kind_name(instance: Instance, kind: str) -> str:
    """Return the name for people of a kind of sessions."""
    return name(instance.kind_by_id[kind])


def instant_text(instance: Instance, timeline: Timeline, minute: int) -> str:
    """Return a minute as ``Tue 9 Nov 10:00``, on the clocks of the venue."""
    return moment(timeline.instant(minute), instance.zone)


def stretch_text(instance: Instance, timeline: Timeline, since: int, until: int) -> str:
    """Return a stretch as ``Tue 9 Nov 10:00 to 12:00``; another date is named."""
    first, last = (timeline.instant(each).astimezone(instance.zone) for each in (since, until))
    same = first.date() == last.date()
    end = f"{last:%H:%M}" if same else instant_text(instance, timeline, until)
    return f"{instant_text(instance, timeline, since)} to {end}"


def demand_text(found: Overload) -> str:
    """Return ``180 min are needed, and 150 can be used``."""
    return f"{found.needed:,} min are needed, and {found.usable:,} can be used"


def spans_text(instance: Instance, spans: Sequence[Span]) -> str:
    """Return stretches of time on the clocks of the venue; of many, the first ones; each once.

    Three whole days or more in a row are told by the first and the last one.
    """
    said: list[str] = []
    for row in _in_a_row(instance, _outermost(spans)):
        first, last = (_day_of(instance, span[0]) for span in (row[0], row[-1]))
        inside = instance.first_day.year <= first.year <= last.year <= instance.last_day.year
        if len(row) >= ROW and inside:
            said.append(say("from {} to {}", day_text(first), day_text(last)))
        else:
            said += [_span_text(instance, span) for span in row]
    return chained(shortened(said, SPANS))


def _outermost(spans: Sequence[Span]) -> Sequence[Span]:
    """Return stretches of time, each once, without those that lie inside another one."""
    outer: dict[Span, None] = {}
    for span in sorted(spans, key=lambda each: (each[0], -each[1].timestamp())):
        if not outer or span[1] > next(reversed(outer))[1]:
            outer[span] = None
    return [span for span in dict.fromkeys(spans) if span in outer]


def _in_a_row(instance: Instance, spans: Sequence[Span]) -> Sequence[Sequence[Span]]:
    """Return stretches of time, whole days that follow each other together."""
    rows: list[list[Span]] = []
    for span in spans:
        both = [*(rows[-1][-1:] if rows else ()), span]
        follows = len(both) > 1 and both[0][1] == span[0]
        if follows and all(_is_whole_day(instance, each) for each in both):
            rows[-1].append(span)
        else:
            rows.append([span])
    return rows


def _day_of(instance: Instance, instant: datetime) -> date:
    return instant.astimezone(instance.zone).date()


def _is_whole_day(instance: Instance, span: Span) -> bool:
    day = _day_of(instance, span[0])
    midnight = instant_at(day, timedelta(), instance.zone)
    return span == (midnight, instant_at(day, DAY, instance.zone))


def _span_text(instance: Instance, span: Span) -> str:
    """Return ``Tue 9 Nov 10:00-10:30``, or ``Tue 9 Nov (all day)``; the year if it is another."""
    day, is_whole = _day_of(instance, span[0]), _is_whole_day(instance, span)
    words = day_text(day) if is_whole else when(*span, instance.zone)
    inside = instance.first_day.year <= day.year <= instance.last_day.year
    notes = [*([say("all day")] if is_whole else []), *([] if inside else [str(day.year)])]
    return say("{} ({})", words, chained(notes)) if notes else words


def days_text(instance: Instance, first: date, last: date) -> str:
    """Return ``on Mon 8 Nov``, or ``from Mon 8 Nov to Fri 19 Nov``, as far as these are days of it."""
    first, last = max(first, instance.first_day), min(last, instance.last_day)
    same = first == last
    return f"on {day_text(first)}" if same else f"from {day_text(first)} to {day_text(last)}"


def with_sessions(
    instance: Instance,
    said: str,
    sessions: Sequence[str],
    helps: str,
    rules: Iterable[str],
) -> Trouble:
    """Return the proof that sessions ask for too much or too little, with remedies."""
    help_ = f" What may help: {helps}." if helps else ""
    message = f"{said}. Sessions: {session_names(instance, sessions) or 'none'}.{help_}"
    ids = tuple(dict.fromkeys(rules))
    return Trouble(message, certain=True, sessions=tuple(sessions), rules=ids)


def outside_note(instance: Instance, spans: Iterable[Span]) -> str:
    """Return that all stretches of time are outside the conference's dates, or nothing."""
    is_outside = all(outside_dates(instance, span) for span in spans)
    return say(", all outside the conference's dates") if is_outside else ""


def outside_dates(instance: Instance, span: Span) -> bool:
    """Return whether a stretch of time lies entirely outside the dates of the conference."""
    first = instant_at(instance.first_day, timedelta(), instance.zone)
    last = instant_at(instance.last_day, DAY, instance.zone)
    return span[1] <= first or last <= span[0]
