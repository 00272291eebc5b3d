"""Settings of the conference as a whole."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.catalogue import OFF, RULES
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Idle, Place
from scheduler.explanation.wording import outside_dates
from scheduler.instance import Instance, ItemLevels, Levels, remote_of
from scheduler.rules import items_of


def late_after(presolve: Presolve) -> Iterator[Idle]:
    """Yield the hour from which it is late, if no day lasts so long."""
    instance = presolve.instance
    ends = [band.end for profile in instance.day_profiles for band in profile.bands]
    if "late_after" in instance.model_fields_set and max(ends) <= instance.late_after:
        yield Idle(("late_after",), "no band lasts longer")


def late_steps(presolve: Presolve) -> Iterator[Idle]:
    """Yield the steps to which no day lasts."""
    instance = presolve.instance
    last = max((band.end for each in instance.day_profiles for band in each.bands), default=None)
    for position, step in enumerate(instance.late_steps):
        if last is not None and last <= step.start:
            yield Idle(("late_steps", position), "no band lasts longer")


def frozen(presolve: Presolve) -> Iterator[Idle]:
    """Yield the frozen time of a conference without a published plan."""
    if presolve.instance.frozen and not presolve.instance.published:
        yield Idle(("frozen",), "there is no `published` plan to keep")


def prime_time(presolve: Presolve) -> Iterator[Idle]:
    """Yield the good times that no session asks for, and those in which no such session can be."""
    instance = presolve.instance
    wanting = tuple(each.id for each in instance.sessions if each.prime)
    if instance.prime_time and not wanting:
        yield Idle(("prime_time",), "no session has `prime: true`")
    elif not presolve.hopeless:
        yield from _unreached(presolve, "prime_time", wanting, "no session with `prime: true`")


def reserve(presolve: Presolve) -> Iterator[Idle]:
    """Yield the reserve that no session could use anyway."""
    instance = presolve.instance
    free = tuple(
        each.id for each in instance.sessions if each.pin is None or each.pin.start is None
    )
    if instance.reserve and not free:
        yield Idle(("reserve",), "the start of each session is pinned")
    elif not presolve.hopeless:
        yield from _unreached(presolve, "reserve", free, "no session")


def _unreached(presolve: Presolve, field: str, sessions: Sequence[str], who: str) -> Iterator[Idle]:
    """Yield the windows of a field in which none of these sessions can be."""
    for position, window in enumerate(getattr(presolve.instance, field)):
        spans = window.spans(presolve.instance.zone)
        is_told = any(outside_dates(presolve.instance, span) for span in spans)
        if not is_told and not any(presolve.touches(each, spans) for each in sessions):
            yield Idle((field, position), f"{who} can be held then")


def locks(presolve: Presolve) -> Iterator[Idle]:
    """Yield the locks after the last day, when nothing is left to change."""
    for field in ("topic_lock", "schedule_lock"):
        lock = getattr(presolve.instance, field)
        if lock is not None and lock > presolve.instance.last_day:
            yield Idle((field,), "the conference is over by then", "", (), "locks nothing")


def hours_afar(presolve: Presolve) -> Iterator[Idle]:
    """Yield what local hours cost, if nobody takes part from afar."""
    instance = presolve.instance
    is_said = "local_hours" in instance.model_fields_set
    remote = (
        *(each.remote for each in instance.people),
        *(remote_of(instance, each) for each in instance.sessions),
    )
    if is_said and not any(remote):
        yield Idle(("local_hours",), "nobody takes part remotely")


def walks(presolve: Presolve) -> Iterator[Idle]:
    """Yield the ways between buildings, if nobody has two sessions to walk between."""
    attended = {**presolve.instance.attended_by_person}
    for person, some in presolve.instance.seatable_by_person.items():
        attended[person] = (*attended.get(person, ()), *some)
    on_site = [each.id for each in presolve.instance.people if not each.remote]
    if presolve.instance.walks and all(len(attended.get(each, ())) < 2 for each in on_site):
        yield Idle(("walks",), "nobody attends two sessions on site")


def _counted(instance: Instance, rule: str) -> frozenset[str | None]:
    """Return the items of which a rule counts something, or would if more came together."""
    counts = VOICES[rule].counts
    return items_of(instance, rule) if counts is None else frozenset(counts(instance))


def levels_of_rules(presolve: Presolve) -> Iterator[Idle]:
    """Yield the levels without effect, of the file and of the set in force.

    Levels about the published plan wait for one: `scheduler replan` brings it.
    """
    instance = presolve.instance
    places: Mapping[Place, Levels] = {("levels",): instance.levels}
    if instance.profile:
        places = {**places, ("profiles", instance.profile): instance.profiles[instance.profile]}
    for place, levels in places.items():
        for rule, level in levels.items():
            if RULES[rule].family != "stability":
                yield from _of_rule((*place, rule), level, _counted(instance, rule))


def _of_rule(place: Place, level: object, counted: frozenset[str | None]) -> Iterator[Idle]:
    rule, items = str(place[-1]), level.items if isinstance(level, ItemLevels) else {}
    own = level.level if isinstance(level, ItemLevels) else level
    if not counted and (own not in (OFF, None) or any(each != OFF for each in items.values())):
        yield Idle(place, f"nothing in the file is counted by this rule (docs/rules.md#{rule})")
        return
    for item, each in items.items():
        if each != OFF and item not in counted:
            why = f"this rule counts nothing of this item (docs/rules.md#{rule})"
            yield Idle((*place, "items", item), why)
