"""The reference instance has what the case behind it has."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance, Order, Role, Session
from scheduler.sources import read_instance

FILE = Path(__file__).parent.parent / "instances" / "wtdc21-addis.yaml"


@pytest.fixture(scope="module")
def wtdc() -> Instance:
    """Read the instance once."""
    return read_instance(FILE)


def sessions_of(instance: Instance, kind: str) -> list[Session]:
    """Return the sessions of a kind."""
    return [session for session in instance.sessions if session.kind == kind]


def of_class(instance: Instance, *classes: str) -> set[str]:
    """Return the persons of some classes."""
    return {person.id for person in instance.people if person.person_class in classes}


def attending(sessions: list[Session]) -> set[str]:
    """Return everybody who takes part in one of the sessions in a role but optional."""
    roles = (role for session in sessions for role in session.people.items())
    return {person for role, people in roles if role is not Role.OPTIONAL for person in people}


def order_between(instance: Instance, first: str, then: str) -> Order:
    """Return the order that says so directly."""
    return next(o for o in instance.orders if first in o.first and then in o.then)


def test_the_reference_has_the_size_of_the_case(
    wtdc: Instance, snapshot: SnapshotAssertion
) -> None:
    """Rows of each table, sessions of each kind, members of each class, seats of each room."""
    rows = {name: getattr(wtdc, name) for name in type(wtdc).model_fields}
    assert {
        "rows": {name: len(table) for name, table in rows.items() if isinstance(table, tuple)},
        "sessions": dict(Counter(each.kind for each in wtdc.sessions)),
        "people": dict(Counter(each.person_class for each in wtdc.people)),
        "delegations": dict(Counter(each.region for each in wtdc.delegations)),
        "seats": {each.id: each.capacity for each in wtdc.rooms},
        "teams": {each.id: each.teams for each in wtdc.interpretation},
        "zones": sorted({str(each.zone) for each in wtdc.people if each.remote}),
        "profiles": [*wtdc.profiles],
    } == snapshot


def test_each_dialogue_brings_together_problems_solutions_and_resources(wtdc: Instance) -> None:
    """Every panel asks for decision-makers, funders and chief executives, and for all that they bring."""
    for dialogue in sessions_of(wtdc, "dialogue"):
        panel = dialogue.panel
        assert panel is not None, dialogue.id
        assert (panel.at_least, panel.at_most) == (6, 9)
        asked = {role.id: role.at_least for role in panel.roles}
        others = ("funders", "chief-executives", "problems", "solutions", "resources")
        assert asked == {"decision-makers": 3, **dict.fromkeys(others, 1)}


def test_every_minister_and_deputy_sits_in_a_dialogue(wtdc: Instance) -> None:
    """Nobody of that rank comes only to listen: each has a part, or is in a pool, and has to be seated."""
    ministers = of_class(wtdc, "minister", "deputy_minister")
    assert len(ministers) == 24 + 8
    pools = {person for pool in wtdc.pools.values() for person in pool}
    assert ministers <= pools | attending(sessions_of(wtdc, "dialogue"))
    for class_ in ("minister", "deputy_minister"):
        assert wtdc.person_class_by_id[class_].seated_in.kinds == ("dialogue",)


def test_every_funder_and_chief_executive_speaks_in_the_programme_itself(wtdc: Instance) -> None:
    """Each has to be in a dialogue, a thematic session or a showcase."""
    for class_ in ("funder", "chief_executive"):
        chosen = wtdc.person_class_by_id[class_].seated_in
        assert chosen.kinds == ("dialogue", "thematic", "showcase")


def test_each_thematic_session_feeds_a_committee(wtdc: Instance) -> None:
    """Seventeen candidates, inside official hours, each with an order to a committee's meeting."""
    thematic = sessions_of(wtdc, "thematic")
    assert len(thematic) == 17
    assert all(session.optional and session.value for session in thematic)
    assert wtdc.kind_by_id["thematic"].official_hours_only
    committees = {session.id for session in sessions_of(wtdc, "committee")}
    for session in thematic:
        takers = {t for o in wtdc.ordered if session.id in o.first for t in o.then}
        assert takers & committees, session.id


def test_eight_to_ten_thematic_sessions_are_chosen(wtdc: Instance) -> None:
    """And each committee meeting that waits for an output gets one at least."""
    quotas = {quota.id: quota for quota in wtdc.quotas}
    assert (quotas["thematic"].at_least, quotas["thematic"].at_most) == (8, 10)
    for order in wtdc.ordered:
        if order.first[0].startswith("thematic-"):
            (taker,) = order.then
            chosen = quotas[f"output-{taker}"]
            assert chosen.at_least == 1
            assert chosen.sessions is not None
            assert chosen.sessions.sessions == order.first


def test_texts_are_read_twice_with_a_night_for_translation(wtdc: Instance) -> None:
    """Committees, a night, the editorial committee, a night, first reading; the same for the second."""
    overnight = (
        ("com3-7", "com5-1"),
        ("com3-8", "com5-2"),
        ("com4-6", "com5-2"),
        ("com5-1", "first-reading-1"),
        ("com5-2", "first-reading-2"),
        ("com5-4", "second-reading"),
    )
    for first, then in overnight:
        assert order_between(wtdc, first, then).days_at_least == 1
    readings = [s.id for s in wtdc.sessions_by_body["plenary"] if "reading" in s.id]
    assert readings == ["first-reading-1", "first-reading-2", "second-reading"]


def test_an_ad_hoc_group_lies_below_its_committee(wtdc: Instance) -> None:
    """Its parent meets before it and after it."""
    groups = {body for session in sessions_of(wtdc, "ad_hoc") for body in session.bodies}
    assert 3 <= len(groups) <= 4
    for group in groups:
        parent = wtdc.body_by_id[group].parent
        assert parent in {"com3", "com4"}
        assert order_between(wtdc, f"{parent}-2", f"{group}-1")
        last = wtdc.sessions_by_body[parent][-1].id
        assert order_between(wtdc, f"{group}-3", last)


def test_the_chairs_of_all_committees_come_to_the_steering_committee(wtdc: Instance) -> None:
    """It meets in the evening, every second day at least, and never twice on one day."""
    meetings = wtdc.sessions_by_body["com1"]
    chairs = {
        "conference-chair",
        "chair-com2",
        "chair-com3",
        "chair-com4",
        "chair-com5",
        "chair-wg",
    }
    assert all(chairs <= attending([meeting]) for meeting in meetings)
    assert wtdc.kind_by_id["steering"].bands == ("evening",)
    body = wtdc.body_by_id["com1"]
    assert body.rhythm is not None
    assert (body.rhythm.every, body.gap) == (2, timedelta(hours=12))


def test_plenaries_stand_alone_and_committees_go_two_at_a_time(wtdc: Instance) -> None:
    """Nothing beside a plenary; two committees, three negotiations, seven meetings of any kind, at once."""
    assert all(session.exclusive for session in wtdc.sessions_by_body["plenary"])
    limits = {limit.id: limit.at_most for limit in wtdc.parallel_limits}
    assert (limits["committees"], limits["negotiations"], limits["everything"]) == (2, 3, 7)


def test_african_success_stories_deserve_prime_time_and_others_have_a_showcase(
    wtdc: Instance,
) -> None:
    """The host region's are prime; the other developing regions have a showcase slot."""
    assert [session.id for session in wtdc.sessions if session.prime] == ["africa-success"]
    titles = " ".join(session.title for session in sessions_of(wtdc, "showcase"))
    for region in ("Americas", "Arab States", "Asia-Pacific", "CIS"):
        assert region in titles
