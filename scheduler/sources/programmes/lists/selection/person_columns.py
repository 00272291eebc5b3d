"""Columns of persons: which of them have names, and which have but what persons are known by."""

import re
from collections.abc import Iterator, Sequence

from scheduler.sources.programmes.lists.contents import MOSTLY, is_of_names
from scheduler.sources.programmes.lists.heading_words import is_in_charge, is_of_keys
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.tables.sheets import Value

_KEY = re.compile(r"[^\W_A-Z]*\d[\w.-]*|[^\W\d_A-Z]+(?:[-_.][^\W_A-Z]+)+", re.ASCII)
_WHY = "what persons are known by, and no names: not taken over"


def without_keys(listing: Listing, by_field: dict[str, list[str]]) -> Iterator[Line]:
    """Take away, and yield, columns of ids of persons: nobody is to be called by one.

    Who is in charge speaks, where no other column says who does.
    """
    for field in ("speakers", "chair"):
        headings = by_field.get(field, [])
        for heading in [*headings]:
            others = [each for each in headings if each != heading]
            if _is_of_keys(listing, heading, others):
                headings.remove(heading)
                yield Line("#", heading, _WHY)
        if field in by_field and not headings:
            del by_field[field]
    chairs = by_field.get("chair", [])
    if "speakers" not in by_field and chairs and all(map(is_in_charge, chairs)):
        by_field["speakers"] = by_field.pop("chair")


def _is_of_keys(listing: Listing, heading: str, others: Sequence[str]) -> bool:
    """Tell whether a column has ids of persons, by its heading, or by its values beside one of names."""
    values = listing.values(heading)
    if is_of_keys(heading):
        return not is_of_names(values)
    return _are_keys(values) and any(is_of_names(listing.values(each)) for each in others)


def _are_keys(values: Sequence[Value]) -> bool:
    """Tell whether nearly all values are such as ada-lovelace, or p17."""
    found = [_KEY.fullmatch(str(each).strip()) is not None for each in values]
    return bool(found) and sum(found) >= MOSTLY * len(found)
