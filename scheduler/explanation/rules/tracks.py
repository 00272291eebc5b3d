"""Tracks that are to be in order, though orders say otherwise."""

from collections.abc import Iterator

from scheduler.catalogue import OFF
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules.voice import Sharing, Stage, Voice
from scheduler.explanation.trouble import Trouble
from scheduler.instance import track_circles


def _circles(presolve: Presolve) -> Iterator[Trouble]:
    """Yield each track whose order orders and bodies contradict."""
    instance = presolve.instance
    for track, circle in track_circles(instance):
        if instance.level("track_out_of_order", track) != OFF:
            message = (
                f"The track {track} cannot be in order, since orders say otherwise: {circle}. What may help: "
                "`in_order: false`, another order of the table `sessions`, or fewer orders."
            )
            rules = ("track_out_of_order", "order_broken")
            place = ("tracks", track, "in_order")
            yield Trouble(message, certain=False, sessions=(), rules=rules, place=place)


track_conflict = Voice(
    sharing=Sharing(trouble="The sessions of the track {name} cannot be kept apart")
)
track_out_of_order = Voice(field="in_order", screen=(Stage.SETTINGS, _circles))
track_place_missed = Voice(field="places")
