"""Minutes that agenda items have taken, or will take, where they are others than were planned."""

from collections.abc import Mapping

from pydantic import ValidationError

from scheduler.errors import InputError
from scheduler.instance import Instance, Item, minutes_of, most_time_for, remade


def with_minutes(instance: Instance, took: Mapping[str, int]) -> Instance:
    """Return the conference with items that have taken, or will take, so many minutes.

    Raises
    ------
    InputError
        When no such conference holds together, or an item takes more than it can get.
    """
    items = tuple(
        _taking(each, took[each.id]) if each.id in took else each for each in instance.items
    )
    try:
        changed = remade(instance, items=items)
    except ValidationError as error:
        said = "; ".join(str(each["ctx"]["error"]) for each in error.errors() if "ctx" in each)
        raise InputError(f"took: {said or error}") from error
    for each in changed.items:
        most = minutes_of(most_time_for(changed, each))
        if took.get(each.id, 0) > most:
            expected = (
                f"expected at most {most}, which is all that the sessions have that may take it"
            )
            raise InputError(f"took: {each.id}: found {took[each.id]} minutes, {expected}.")
    return changed


def _taking(item: Item, minutes: int) -> Item:
    return remade(item, minutes=minutes, shortest=minutes, settled=0)
