"""What a calendar shows as taken never overlaps (F35 of the standard for feeds)."""

from itertools import pairwise

import pytest

from scheduler.publishing.feeds import ForPerson, InRoom, Picked, Which
from scheduler.publishing.records import SessionStanding
from tests.publishing.full import full_release
from tests.publishing.reading import events_of
from tests.publishing.releases import attended, entry, people, release


def test_f35_busy_events_of_a_person_never_overlap() -> None:
    """Whatever was planned: back to back is busy twice, one minute of overlap is not."""
    made = release(
        entry("first", attendees=attended("ada")),
        entry("next", "2021-11-08T07:00", attendees=attended("ada")),
        entry("beside", "2021-11-08T07:59", attendees=attended("ada")),
        entry("after", "2021-11-08T08:00", attendees=attended("ada")),
        people=people(["ada"]),
    )
    for which in (ForPerson("ada"), Picked(frozenset({"first", "next", "beside", "after"}))):
        taken = {session: event.get("TRANSP") for session, event in events_of(made, which).items()}
        assert taken == {
            "first": "OPAQUE",
            "next": "OPAQUE",
            "beside": "TRANSPARENT",
            "after": "OPAQUE",
        }


@pytest.mark.parametrize("which", [InRoom("A"), InRoom("B")])
def test_f35_nothing_overlaps_in_a_room(which: Which) -> None:
    """Of what takes place, for whole days aside."""
    uids = {event.get("UID") for event in events_of(full_release(), which).values()}
    held = [
        each
        for each in full_release().entries
        if each.uid in uids and each.session not in {"excursion", "hackathon"}
        if each.standing is not SessionStanding.CANCELLED
    ]
    assert all(first.end <= then.start for first, then in pairwise(held))
