"""Lists with stages, or rooms, side by side: a column of titles for each, and several sessions in a row."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.contents import is_of_names
from scheduler.sources.programmes.lists.heading_words import weight_of_title
from scheduler.sources.programmes.lists.headings import field_of
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.wording import counted, listed

_PART = re.compile(r"[^\W_]+")
_BESIDE = """
    en de fr es it pt nl ru zh ja ar is no sv da fi pl cs english german french spanish italian portuguese
    deutsch englisch francais anglais espanol ingles original translated short long sub full alt alternative
    talk talks paper session sessions presentation abstract proposal panel event lecture vortrag topic speaker
    project book job track theme stream category room the in of la le du der des
"""
_SAME = frozenset(_BESIDE.split())
"""Words beside that of a title which name no place: another language, or another name of the same."""
_ROOMS = ("room", "track")
_LETTERS = 12
"""Letters of a title, on average, where a column is called by its room alone."""


def stages(listing: Listing, by_field: dict[str, list[str]]) -> Iterator[Line]:
    """Yield which columns are stages side by side, and what is lost; take none of them for something else.

    One of them stays the column of titles, with what goes with it.
    """
    titles = _titled(listing)
    if len(titles) > 1:
        first = next(iter(titles))
        _leave_others(listing, by_field, titles, first)
        by_field["title"] = [titles[first]]
        yield _told(listing, titles)


def rooms_beside(listing: Listing, by_field: Mapping[str, Sequence[str]]) -> list[str]:
    """Return columns of titles that are called by their rooms alone, if no other column has titles."""
    rooms = [each for field in _ROOMS for each in by_field.get(field, ())]
    bare = [each for each in rooms if _are_titles(listing, each)]
    if by_field.get("title") or len(bare) < 2 or _titled(listing):
        return []
    return sorted(bare, key=[*listing.columns].index)


def _titled(listing: Listing) -> dict[str, str]:
    """Return columns of titles by the stages that their headings name beside a word for a title."""
    found: dict[str, str] = {}
    for heading in listing.columns:
        if field_of(heading) not in ("title", *_ROOMS):
            continue  # the title of a person
        words = _PART.findall(heading)
        own = [each for each in words if weight_of_title(each)]
        is_place = len(own) < len(words) and any(folded(each) not in _SAME for each in own)
        if is_place and listing.values(heading):
            found.setdefault(" ".join(own), heading)
    columns = [listing.columns[each] for each in found.values()]
    rows = [[cells.get(at) for at in columns] for _, cells in listing.rows()]
    differ = any(len({str(each) for each in row if each is not None}) > 1 for row in rows)
    is_apart = any(None in row for row in rows)
    return found if len(found) > 1 and (differ or is_apart) else {}


def _leave_others(
    listing: Listing, by_field: dict[str, list[str]], stages_: Mapping[str, str], first: str
) -> None:
    """Leave out columns of all stages but the first; what those of this one hold, the other words tell."""
    names = {name: {*_PART.findall(name)} for name in stages_}
    for field in [*by_field]:
        by_field[field] = [each for each in by_field[field] if not _stage_of(each, names)]
        if not by_field[field]:
            del by_field[field]
    for heading in listing.columns:
        if _stage_of(heading, names) == first:
            rest = " ".join(each for each in _PART.findall(heading) if each not in names[first])
            if (known := field_of(rest)) is not None:
                by_field.setdefault(known, []).append(heading)


def _stage_of(heading: str, names: Mapping[str, set[str]]) -> str:
    words = {*_PART.findall(heading)}
    return next((name for name, parts in names.items() if parts <= words), "")


def _are_titles(listing: Listing, heading: str) -> bool:
    """Tell whether texts of several words, mostly each another one, stand in a column, and no names."""
    texts = [str(each) for each in listing.values(heading)]
    if not texts or sum(map(len, texts)) < _LETTERS * len(texts):
        return False
    return 2 * len({*texts}) > len(texts) and not is_of_names(texts)


def _told(listing: Listing, stages_: Mapping[str, str]) -> Line:
    """Return what is said of stages: how many rows are read, and how many sessions are not."""
    first, *others = stages_
    number = sum(len(listing.values(stages_[each])) for each in others)
    why = (
        f"{len(stages_)} stages or rooms side by side, and only {quoted(first)} is read: "
        f"{counted(number, 'session')} of {listed(others)} would be lost. Give each session a row of its "
        "own, with a column that names its room, and propose a mapping for that"
    )
    return Line("#", listed([*stages_.values()]), why)
