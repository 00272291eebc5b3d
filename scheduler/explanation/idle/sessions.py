"""Settings of sessions."""

from collections import Counter
from collections.abc import Collection, Iterator

from scheduler.catalogue import HARD, OFF
from scheduler.explanation.ground import Ground
from scheduler.explanation.idle.conference import touches
from scheduler.explanation.idle.settings import Idle
from scheduler.explanation.strays import near_tags
from scheduler.explanation.wording import outside_dates
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.meetings import Session
from scheduler.instance.moments import Span
from scheduler.instance.references import references_of


def lone_tags(ground: Ground) -> Iterator[Idle]:
    """Yield the themes and topics of one session only that nothing else in the file names."""
    instance = ground.instance
    named = {
        (table, name) for path, name, table in references_of(instance) if path[0] != "sessions"
    }
    declared = {("themes", theme.id) for theme in instance.themes}
    for field in ("themes", "topics"):
        number = Counter(tag for each in instance.sessions for tag in getattr(each, field))
        for session in instance.sessions:
            for position, tag in enumerate(getattr(session, field)):
                is_lone = number[tag] == 1 and (field, tag) not in named | declared
                if is_lone and not near_tags(tag, number):
                    why = "no other session has it, and nothing else in the file names it"
                    yield Idle(("sessions", session.id, field, position), why, tag, (session.id,))


def value(ground: Ground) -> Iterator[Idle]:
    """Yield the values of sessions that are held anyway."""
    for each in ground.instance.sessions:
        if "value" in each.model_fields_set and not each.optional:
            yield _of(each, "value", "only an `optional` session can be left out")


def seated_before(ground: Ground) -> Iterator[Idle]:
    """Yield when persons of a class are seated, where none of them takes part."""
    instance = ground.instance
    for each in instance.sessions:
        people = {person for group in each.people.values() for person in group}
        people.update(instance.pools.get(each.id, ()))
        if each.seated_before and all(
            instance.person_by_id[p].person_class is None for p in people
        ):
            yield _of(each, "seated_before", "nobody of a class of persons takes part")


def join(ground: Ground) -> Iterator[Idle]:
    """Yield the secret addresses of which nobody is told."""
    for each in ground.instance.sessions:
        if each.join and not any(each.people.values()) and each.panel is None:
            yield _of(each, "join", "it is told to those named in the session, and nobody is")


def windows(ground: Ground) -> Iterator[Idle]:
    """Yield the windows, of several, in which the session cannot be held."""
    for each in _placed(ground, "outside_window", HARD):
        for position, spans in _entries(ground.instance, each, "windows"):
            if len(each.windows) > 1 and not _holds(ground, each, spans):
                place = ("sessions", each.id, "windows", position)
                yield Idle(place, "the session cannot be held in this window", "", (each.id,))


def preferred(ground: Ground) -> Iterator[Idle]:
    """Yield the preferred windows that the session can never be in."""
    rule = "off_preferred_time"
    for each in _placed(ground, rule, HARD, OFF, wanted=False):
        entries = list(_entries(ground.instance, each, "preferred"))
        missed = [(at, spans) for at, spans in entries if not touches(ground, each.id, spans)]
        if missed and len(missed) == len(each.preferred):
            why = "it cannot be held in any of them"
            yield _at_any_rate(ground, each, "preferred", rule, minutes_of(each.duration), why)
        else:
            for position, _ in missed:
                place = ("sessions", each.id, "preferred", position)
                yield Idle(place, "the session cannot be held in this window", "", (each.id,))


def prime(ground: Ground) -> Iterator[Idle]:
    """Yield the sessions that deserve a good time or room that they cannot have."""
    instance, rule = ground.instance, "not_prime_time"
    rooms = [instance.room_by_id[room] for room in ground.problem.rooms]
    spans = tuple(span for window in instance.prime_time for span in window.spans(instance.zone))
    for each in _placed(ground, rule, HARD, OFF, wanted=False):
        domain = ground.alone[each.id]
        missing = {
            "there is no `prime_time`": not spans,
            "it cannot be held in `prime_time`": spans and not touches(ground, each.id, spans),
            "no room that it can have is `prime`": not any(rooms[at].prime for at in domain.rooms),
        }
        why = [reason for reason, holds in missing.items() if holds]
        if each.prime and why:
            minutes = len(why) * minutes_of(each.duration)
            yield _at_any_rate(ground, each, "prime", rule, minutes, " and ".join(why))


def _of(session: Session, field: str, why: str) -> Idle:
    return Idle(("sessions", session.id, field), why, "", (session.id,))


def _at_any_rate(
    ground: Ground, session: Session, field: str, rule: str, minutes: int, why: str
) -> Idle:
    """Return a wish that costs so many minutes of a rule whatever the programme."""
    points = minutes * float(ground.instance.level(rule, session.id))
    verdict = f"costs {points:,g} points in every programme"
    return Idle(("sessions", session.id, field), why, "", (session.id,), verdict)


def _placed(ground: Ground, rule: str, *levels: str, wanted: bool = True) -> Iterator[Session]:
    """Yield the sessions with a place for which a rule has one of these levels, or none of them."""
    for session in ground.instance.sessions:
        has = ground.instance.level(rule, session.id) in levels
        if session.id not in ground.hopeless and has == wanted:
            yield session


def _entries(
    instance: Instance, session: Session, field: str
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield windows with their positions, but those outside the dates, which are told anyway."""
    for position, window in enumerate(getattr(session, field)):
        spans = window.spans(instance.zone)
        if not any(outside_dates(instance, span) for span in spans):
            yield position, spans


def _holds(ground: Ground, session: Session, spans: Collection[Span]) -> bool:
    """Tell whether a session can be held in one of these stretches of time."""
    domain = ground.alone[session.id]
    begins, ends = ground.timeline.edges(tuple(spans))
    starts = domain.held[:, None]
    return bool(((starts >= begins) & (starts + domain.duration <= ends)).any())
