"""Settings of the conference as a whole."""

from collections.abc import Iterator, Sequence

from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Idle
from scheduler.explanation.wording import outside_dates


def late_after(ground: Ground) -> Iterator[Idle]:
    """Yield the hour from which it is late, if no day lasts so long."""
    instance = ground.instance
    ends = [band.end for profile in instance.day_profiles for band in profile.bands]
    if "late_after" in instance.model_fields_set and max(ends) <= instance.late_after:
        yield Idle(("late_after",), "no band lasts longer")


def frozen(ground: Ground) -> Iterator[Idle]:
    """Yield the frozen time of a conference without a published plan."""
    if ground.instance.frozen and not ground.instance.published:
        yield Idle(("frozen",), "there is no `published` plan to keep")


def prime_time(ground: Ground) -> Iterator[Idle]:
    """Yield the good times that no session asks for, and those in which no such session can be."""
    instance = ground.instance
    wanting = tuple(each.id for each in instance.sessions if each.prime)
    if instance.prime_time and not wanting:
        yield Idle(("prime_time",), "no session has `prime: true`")
    elif not ground.hopeless:
        yield from _unreached(ground, "prime_time", wanting, "no session with `prime: true`")


def reserve(ground: Ground) -> Iterator[Idle]:
    """Yield the reserve that no session could use anyway."""
    instance = ground.instance
    free = tuple(
        each.id for each in instance.sessions if each.pin is None or each.pin.start is None
    )
    if instance.reserve and not free:
        yield Idle(("reserve",), "the start of each session is pinned")
    elif not ground.hopeless:
        yield from _unreached(ground, "reserve", free, "no session")


def _unreached(ground: Ground, field: str, sessions: Sequence[str], who: str) -> Iterator[Idle]:
    """Yield the windows of a field in which none of these sessions can be."""
    for position, window in enumerate(getattr(ground.instance, field)):
        spans = window.spans(ground.instance.zone)
        is_told = any(outside_dates(ground.instance, span) for span in spans)
        if not is_told and not any(ground.touches(each, spans) for each in sessions):
            yield Idle((field, position), f"{who} can be held then")


def hours_afar(ground: Ground) -> Iterator[Idle]:
    """Yield what local hours cost, if nobody takes part from afar."""
    instance = ground.instance
    is_said = "local_hours" in instance.model_fields_set
    remote = (
        *(each.remote for each in instance.people),
        *(each.remote for each in instance.sessions),
    )
    if is_said and not any(remote):
        yield Idle(("local_hours",), "nobody takes part remotely")


def walks(ground: Ground) -> Iterator[Idle]:
    """Yield the ways between buildings, if nobody has two sessions to walk between."""
    attended = {**ground.instance.attended_by_person}
    for person, some in ground.instance.seatable_by_person.items():
        attended[person] = (*attended.get(person, ()), *some)
    on_site = [each.id for each in ground.instance.people if not each.remote]
    if ground.instance.walks and all(len(attended.get(each, ())) < 2 for each in on_site):
        yield Idle(("walks",), "nobody attends two sessions on site")
