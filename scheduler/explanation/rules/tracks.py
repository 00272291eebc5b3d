"""Tracks: one room, one after the other, and in half-days that follow one another."""

from collections.abc import Iterator

from scheduler.catalogue import OFF
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Sharing, Stage, Voice, row, setting
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance, track_circles
from scheduler.phrases import say
from scheduler.wording import name


def _track(instance: Instance, track: str) -> str:
    return next(name(each) for each in instance.tracks if each.id == track)


def _any_order(violation: Violation) -> Iterator[Remedy]:
    """Let the sessions of a track be in any order."""
    words = say("let the track {} be in any order", _track(violation.instance, violation.item))
    yield cured(violation, words, ("tracks", violation.item, "in_order"), value=False)


def _circles(presolve: Presolve) -> Iterator[Trouble]:
    """Yield each track whose order orders and bodies contradict."""
    instance = presolve.instance
    for track, circle in track_circles(instance):
        level = instance.level("track_out_of_order", track)
        if level == OFF:
            continue
        helps = "What may help: `in_order: false`, another order of the table `sessions`, or fewer orders."
        message = (
            f"The track {_track(instance, track)} cannot be in order, since orders say otherwise: {circle}. "
            f"{helps}"
        )
        yield Trouble(
            message,
            certain=False,
            sessions=(),
            rules=("track_out_of_order", "order_broken"),
            place=("tracks", track, "in_order"),
        )


def _any_place(violation: Violation) -> Iterator[Remedy]:
    """Let the sessions of a track have any place in it."""
    words = say(
        "let the sessions of the track {} have any place",
        _track(violation.instance, violation.item),
    )
    yield cured(violation, words, ("tracks", violation.item, "places"), {})


track_mixed = Voice(
    asks=lambda _, __: say("in each half-day a room is to hold sessions of one track only"),
    where=setting("tracks"),
)
track_split = Voice(
    asks=lambda instance, track: say(
        "in each half-day the sessions of the track {} are to be in one room",
        _track(instance, track),
    ),
    where=row("tracks"),
)
track_changes_room = Voice(
    asks=lambda instance, track: say(
        "all sessions of the track {} are to be in one room", _track(instance, track)
    ),
    where=row("tracks"),
)
track_interrupted = Voice(
    asks=lambda instance, track: say(
        "the track {} is to go on from one half-day to the next without a pause",
        _track(instance, track),
    ),
    where=row("tracks"),
)
track_conflict = Voice(
    asks=lambda instance, track: say(
        "sessions of the track {} are never in parallel", _track(instance, track)
    ),
    where=row("tracks"),
    sharing=Sharing(trouble="The sessions of the track {name} cannot be kept apart"),
)
track_out_of_order = Voice(
    asks=lambda instance, track: say(
        "the sessions of the track {} follow one another in the order of the table `sessions`",
        _track(instance, track),
    ),
    where=row("tracks", "in_order"),
    cure=_any_order,
    screen=(Stage.SETTINGS, _circles),
)
track_place_missed = Voice(
    asks=lambda instance, track: say(
        "some sessions of the track {} have a certain place in it", _track(instance, track)
    ),
    where=row("tracks", "places"),
    cure=_any_place,
)
