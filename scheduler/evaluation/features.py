"""Features of rooms and times that somebody misses, or has without wanting them."""

from collections.abc import Iterator

from scheduler.evaluation.runs import Run, held_of, placed, runs_by_id
from scheduler.findings import Finding
from scheduler.instance import FeatureWish, Instance, minutes_of, spans_of
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import listed, name


def feature_wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session whose room or time is not as it is wished to be, once for whoever wishes it."""
    runs = runs_by_id(instance, schedule)
    for wish in instance.feature_wishes:
        for run in held_of(runs, instance.selected(wish.sessions)):
            yield from _missed(instance, wish, run, "")
        for person in wish.people:
            attended = instance.attended(person, schedule.seats_of(person))
            for run in held_of(runs, attended):
                who = say(" for {}", name(instance.person_by_id[person]))
                yield from _missed(instance, wish, run, who)


def _missed(instance: Instance, wish: FeatureWish, run: Run, who: str) -> Iterator[Finding]:
    """Yield what is wrong with a session, if anything is."""
    asked = {}
    if wish.room is not None:
        asked[wish.room] = wish.room in instance.room_by_id[run.room].features
    if wish.time is not None:
        asked[wish.time] = _has_time(instance, wish.time, run)
    if all(asked.values()) == wish.unwanted:
        what = [each for each, has in asked.items() if has == wish.unwanted]
        said = listed([each.replace("_", " ") for each in what])
        trouble = say("{}, which is not wanted", said) if wish.unwanted else say("without {}", said)
        message = say("{}{}: {}: {}", name(wish), who, placed(run, instance.zone), trouble)
        amount = 1 if wish.once else minutes_of(run.session.duration)
        yield Finding(wish.id, amount, (run.id,), message)


def _has_time(instance: Instance, feature: str, run: Run) -> bool:
    """Tell whether a session lies inside a window of a feature that is for its kind."""
    rows = (row for row in instance.time_features if row.feature == feature)
    return any(
        since <= run.start and run.end <= until
        for row in rows
        if not row.kinds or run.session.kind in row.kinds
        for since, until in spans_of(row.windows, instance.zone)
    )
