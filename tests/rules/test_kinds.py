"""Remote places and resources of kinds, for their sessions that say none of their own."""

import json
from functools import partial
from typing import Any

import pytest

from scheduler.comparison.indicators import followed
from scheduler.comparison.programmes import Programme
from scheduler.evaluation import evaluate
from scheduler.explanation import screen
from scheduler.instance import Instance, remote_of, uses_of
from scheduler.publishing.entries import entries_of
from scheduler.publishing.records import SessionStanding
from scheduler.replanning.moves import Move, told_of
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.sources import fingerprint
from tests.conference import conference, placed, room, session

SITES = [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}]
TABLES: dict[str, Any] = {
    "regions": [{"id": "asp"}],
    "sites": SITES,
    "resources": [{"id": "crew", "count": 1}],
    "rooms": [room("A", features=["remote"]), room("B")],
}
BANDS: dict[str, Any] = {"bands": ["morning", "afternoon"]}
SAID: dict[str, Any] = {"remote": {"suva": 5}, "uses": {"crew": 1}}


def of_kind(*sessions: dict[str, object], **fields: object) -> Instance:
    """Make a conference whose kind ``meeting`` says so."""
    return conference(*sessions, kinds=[{"id": "meeting", **BANDS} | fields], **TABLES)


def two(instance: Instance) -> Schedule:
    """Place two sessions at once, the first in the room with equipment."""
    return placed(instance, one="Mon 09:00 A", two="Mon 09:00 B")


def test_what_a_kind_says_is_what_its_sessions_say() -> None:
    """Rules, evaluation, screening and publication cannot tell them apart."""
    ours = of_kind(session("one"), session("two"), **SAID)
    theirs = of_kind(session("one", **SAID), session("two", **SAID))
    assert problem_of(ours) == problem_of(theirs)
    assert screen(ours) == screen(theirs)
    schedule = two(ours)
    assert evaluate(ours, schedule) == evaluate(theirs, schedule)
    at = schedule.assignments[0].start
    published = [
        entries_of(each, schedule, SessionStanding.CONFIRMED, at) for each in (ours, theirs)
    ]
    assert published[0] == published[1]
    assert published[0][0].sites == {"suva": 5}
    remote = [
        [(run.id, n) for run, _, n in followed(Programme("p", each, schedule))]
        for each in (ours, theirs)
    ]
    assert remote[0] == remote[1] == [("one", 5), ("two", 5)]


def test_both_voices_count_what_a_kind_says() -> None:
    """Room B lacks the equipment, and one crew cannot serve two sessions of 60 minutes at once."""
    instance = of_kind(session("one"), session("two"), **SAID)
    found = evaluate(instance, two(instance)).judgements
    amounts = {(each.rule, each.finding.item): each.finding.amount for each in found}
    assert amounts["room_lacks_feature", "two"] == 1
    assert amounts["parallel_limit_exceeded", "crew"] == 60  # 2 - 1 crews for an hour
    # 09:00 in Addis Ababa is 19:00 in Fiji, in summer time; 19:00 to 20:00 is comfortable.
    assert ("local_hours", "asp") not in amounts


@pytest.mark.parametrize("field", ["remote", "uses"])
def test_a_session_replaces_what_its_kind_says(field: str) -> None:
    """As a whole, with nothing too."""
    other = {"remote": {"suva": 1}, "uses": {"crew": 2}}
    instance = of_kind(
        session("one"),
        session("two", **{field: other[field]}),
        session("none", **{field: {}}),
        **SAID,
    )
    of = {"remote": partial(remote_of, instance), "uses": partial(uses_of, instance)}[field]
    one, two, none = instance.sessions
    assert (of(one), of(two), of(none)) == (SAID[field], other[field], {})


def test_a_session_of_nobody_afar_needs_no_equipment() -> None:
    """Its kind has remote places, and it says that it has none."""
    instance = of_kind(session("one"), session("two", remote={}, uses={}), **SAID)
    assert not evaluate(instance, two(instance)).forbidden
    assert not [each for each in screen(instance) if "two" in each.sessions]


def test_whoever_is_afar_is_told_of_a_move() -> None:
    """Sites and resources of a kind are among those whom a move concerns."""
    instance = of_kind(session("one"), **SAID)
    before, after = (
        placed(instance, one=where).assignments[0] for where in ("Mon 09:00 A", "Mon 10:00 A")
    )
    told = told_of(instance, [Move("one", before, after, ())], [])
    assert {(each.group, each.id) for each in told} >= {("remote", "suva"), ("resources", "crew")}


def test_names_of_a_kind_are_checked() -> None:
    """A site or a resource that there is not is an error at the kind."""
    with pytest.raises(ValueError, match="found") as error:
        of_kind(session("one"), remote={"siva": 5}, uses={"crews": 1})
    said = str(error.value)
    assert 'kinds[meeting].remote.siva: found "siva", expected the id of a site in `sites`.' in said
    assert 'kinds[meeting].uses.crews: found "crews", expected the id of a resource' in said


def test_sites_that_a_kind_alone_names_are_used() -> None:
    """No row of them is called idle."""
    used = [each.message for each in screen(of_kind(session("one"), **SAID))]
    assert not [each for each in used if "no effect" in each]


def test_none_instead_of_none_is_no_other_state() -> None:
    """``remote: {}`` changes the fingerprint only where the kind has remote places."""
    plain, empty = of_kind(session("one")), of_kind(session("one", remote={}, uses={}))
    assert fingerprint(plain) == fingerprint(empty)
    some, none = of_kind(session("one"), **SAID), of_kind(session("one", remote={}), **SAID)
    assert fingerprint(some) != fingerprint(none)


def test_a_written_instance_keeps_the_difference() -> None:
    """What is not said is not written, and nobody is written as nobody."""
    instance = of_kind(session("one"), session("two", remote={}), **SAID)
    again = Instance.model_validate_json(instance.model_dump_json(by_alias=True))
    assert again == instance
    rows = json.loads(instance.model_dump_json(by_alias=True))["sessions"]
    assert ("remote" in rows[0], rows[1]["remote"]) == (False, {})
