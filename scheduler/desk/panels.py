"""Panels that a wish changes, in words."""

from collections.abc import Sequence

from scheduler.instance import Instance
from scheduler.replanning import Reseating
from scheduler.wording import joined, name


def panels_in_words(before: Instance, after: Instance, panels: Sequence[Reseating]) -> str:
    """Return how a sentence goes on if others sit on panels: who, if it is one.

    Persons may be known to the instance before alone.
    """
    if len(panels) != 1:
        return f"; {len(panels)} panels are chosen anew" if panels else ""
    (panel,) = panels
    people = {**before.person_by_id, **after.person_by_id}
    come, go = (
        joined([name(people[each]) if each in people else each for each in some])
        for some in (panel.joined, panel.left)
    )
    title = after.session_by_id[panel.session].title
    if not come:
        return f"; the panel of {title} is without {go}"
    if len(panel.joined) == len(panel.left) == 1:
        return f"; on the panel of {title} {come} replaces {go}"
    return f"; the panel of {title} is chosen anew: {f'{come} for {go}' if go else f'with {come}'}"
