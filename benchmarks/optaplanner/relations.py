"""What talks share, as relations of an instance."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.optaplanner.conference import Conference
from benchmarks.optaplanner.names import Names
from benchmarks.optaplanner.pricing import Prices, most_of

Row = dict[str, Any]

_SHARING: Mapping[str, tuple[tuple[str, Row], ...]] = {
    "Theme track conflict": (("themes-at-once", {"share": ["themes"]}),),
    "Sector conflict": (("sectors-at-once", {"share": ["sector"]}),),
    "Content conflict": (("contents-at-once", {"share": ["content"]}),),
    "Audience type theme track conflict": (
        ("audiences-of-themes-at-once", {"share": ["themes", "audience"]}),
    ),
    "Consecutive talks pause": (("pause", {"wanted": "pause", "share": ["people"]}),),
    "Theme track room stability": (
        ("themes-in-one-room", {"wanted": "one_room", "share": ["themes"]}),
    ),
    "Same day talks": (
        ("themes-on-one-day", {"wanted": "one_day", "share": ["themes"]}),
        ("contents-on-one-day", {"wanted": "one_day", "share": ["content"]}),
    ),
    "Content audience level flow violation": (
        ("basics-first", {"wanted": "in_order", "share": ["content"], "by": "level"}),
    ),
    "Popular talks": (("favourites", {"wanted": "larger_room", "by": "favourites"}),),
    "Audience type diversity": (
        ("choice-for-an-audience", {"wanted": "at_once", "share": ["audience"]}),
    ),
    "Audience level diversity": (("choice-of-levels", {"wanted": "at_once", "differ": "level"}),),
    "Language diversity": (("choice-of-languages", {"wanted": "at_once", "differ": "language"}),),
}
"""Constraints that are relations at any level."""

_PAID: Mapping[str, tuple[tuple[str, Row], ...]] = {
    "Talk mutually-exclusive-talks tags": (("exclusive-at-once", {"share": ["exclusive"]}),),
    "Speaker conflict": (("speakers-at-once", {"share": ["people"]}),),
    "Room conflict": (("rooms-at-once", {"in_one_room": True}),),
}
"""Those that are relations if they have a price, of each two talks; a hard one has a rule of its own."""


def relations_of(
    conference: Conference, names: Names, prices: Prices
) -> Iterator[tuple[Row, str | int]]:
    """Yield the row and the level of each relation."""
    for constraint, rows in (*_SHARING.items(), *_PAID.items()):
        can_be_hard = constraint in _SHARING and prices.is_hard(constraint)
        if (can_be_hard or prices.is_paid(constraint)) and most_of(constraint, conference):
            for id_, fields in rows:
                row = {"id": id_, "title": constraint, "wanted": "not_at_once"} | fields
                if row["wanted"] == "pause":
                    row["pause"] = conference.pause
                yield row, prices.level(constraint)
    if prices.is_paid("Talk prerequisite talks"):
        pairs = [(before, talk.code) for talk in conference.talks for before in talk.prerequisites]
        for number, pair in enumerate(pairs, start=1):
            ids = [names.talks[code] for code in pair]
            row = {"id": f"order-{number}", "wanted": "in_order", "sessions": ids}
            yield row, prices.level("Talk prerequisite talks")
