"""A session of several bodies is in the feed, the line and the filter of each, and names them all."""

from scheduler.publishing.differences import ReleaseChange, differences
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.feeds import OfBody
from scheduler.publishing.page import page_of
from scheduler.publishing.publicity import names_in
from scheduler.publishing.records import Entry, Release
from tests.conference import session
from tests.publishing.programmes import drafted, entry_of, forum
from tests.publishing.reading import events_of
from tests.publishing.releases import entry

BODIES = [{"id": "com3", "title": "Committee 3"}, {"id": "com4", "title": "Committee 4"}]


def held(*, joint: object = ("com3", "com4"), before: Release | None = None) -> Release:
    """Return a release of a joint meeting and of one of Committee 4."""
    body = list(joint) if isinstance(joint, tuple) else joint
    instance = forum(session("joint", body=body), session("four", body="com4"), bodies=BODIES)
    places = {"joint": "Mon 09:00 A", "four": "Mon 10:00 A"}
    return drafted(instance, before, 0 if before is None else 1, **places)


def test_it_is_in_the_feed_of_each_body_and_names_both() -> None:
    """Of the first and of the second; what only one of them holds is in one."""
    release = held()
    for body, sessions in (("com3", ["joint"]), ("com4", ["joint", "four"])):
        events = events_of(release, OfBody(body))
        assert [*events] == sessions
        assert "Body: Committee 3, Committee 4" in events["joint"].text("DESCRIPTION")
    assert names_in(entry_of(release, "joint"))["bodies"] == ("com3", "com4")


def test_a_body_that_joins_is_a_change_of_the_session() -> None:
    """A release in which one body met keeps its bytes; with two it says so."""
    first = held(joint="com3")
    assert entry_of(first, "joint").body == "com3"
    assert Entry.model_validate_json(entry("s", body="com3").model_dump_json()).bodies == ("com3",)
    both = entry("s", body=("com3", "com4"))
    assert Entry.model_validate_json(both.model_dump_json()) == both
    (told,) = differences(first, held(before=first))
    assert (told.session, told.change, told.fields) == ("joint", ReleaseChange.OTHER, ("body",))


def test_a_body_of_private_meetings_alone_stays_secret() -> None:
    """Nobody is told of Committee 3, whose only meeting is a joint one behind doors."""
    private = session("joint", body=["com3", "com4"], private=True)
    instance = forum(private, session("four", body="com4"), bodies=BODIES)
    release = drafted(instance, joint="Mon 09:00 A", four="Mon 10:00 A")
    assert b"Committee 3" not in exported(release, ExportForm.CSV, Settings())
    assert not any(b"Committee 3" in each for each in page_of(release).values())
