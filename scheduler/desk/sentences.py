"""How sentences of a desk go on."""

from collections.abc import Sequence

from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.replanning import Reseating
from scheduler.wording import joined, name


def reseated(before: Instance, after: Instance, panels: Sequence[Reseating]) -> str:
    """Return how a sentence goes on if others sit on panels: who, if it is one.

    Persons may be known to the instance before alone.
    """
    if len(panels) != 1:
        return say("; {} panels are chosen anew", len(panels)) if panels else ""
    (panel,) = panels
    people = {**before.person_by_id, **after.person_by_id}
    come, go = (
        joined([name(people[each]) if each in people else each for each in some])
        for some in (panel.joined, panel.left)
    )
    title = after.session_by_id[panel.session].title
    if not come:
        return say("; the panel of {} is without {}", title, go)
    if len(panel.joined) == len(panel.left) == 1:
        return say("; on the panel of {} {} replaces {}", title, come, go)
    others = say("{} for {}", come, go) if go else say("with {}", come)
    return say("; the panel of {} is chosen anew: {}", title, others)


def in_wish(said: str, trouble: str) -> str:
    """Return a trouble of the lines of a wish as one of the wish."""
    return say("{}: {}", said, trouble) if said else trouble
