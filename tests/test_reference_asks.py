"""The reference instance has what the conference was asked for: half-days, remote places, outputs."""

from datetime import timedelta

from scheduler.instance import Instance, remote_of
from tests.test_reference_instance import attending, of_class, sessions_of, wtdc

__all__ = ["wtdc"]


def test_what_its_audience_must_attend_never_runs_beside_a_dialogue(wtdc: Instance) -> None:
    """Nor beside a thematic session: both are hard."""
    apart = {each.id: each for each in wtdc.not_beside}
    assert set(apart) == {"dialogues", "thematic"}
    assert {wtdc.level("run_beside", each) for each in apart} == {"hard"}
    for each in apart.values():
        assert each.others is not None
        assert {"plenary", "com3", "com4", "wg-pl"} <= {*each.others.bodies}


def test_every_integrated_session_says_what_comes_of_it(wtdc: Instance) -> None:
    """Output, audience and invitations, in both languages."""
    for session in (*sessions_of(wtdc, "dialogue"), *sessions_of(wtdc, "thematic")):
        assert session.output, session.id
        assert session.audience, session.id
        assert session.invited, session.id
        assert wtdc.translations["fr"].sessions[session.id].output, session.id


def test_remote_participants_sit_in_negotiations_and_coordination(wtdc: Instance) -> None:
    """In every one of them, plenary to ad hoc group."""
    kinds = ("plenary", "committee", "working_group", "ad_hoc", "coordination")
    assert all(remote_of(wtdc, s) for kind in kinds for s in sessions_of(wtdc, kind))


def test_committees_meet_for_half_days_as_often_as_they_did(wtdc: Instance) -> None:
    """Steering 8 times, objectives 8, working group of the plenary 6, editorial 4; coordination 30 to 54."""
    counts = {body: len(wtdc.sessions_by_body[body]) for body in ("com1", "com3", "wg-pl", "com5")}
    assert counts == {"com1": 8, "com3": 8, "wg-pl": 6, "com5": 4}
    assert 30 <= len(sessions_of(wtdc, "coordination")) <= 54
    assert wtdc.kind_by_id["committee"].span_breaks
    long = [s for s in sessions_of(wtdc, "committee") if s.duration == timedelta(minutes=150)]
    assert {s.body for s in long} == {"com3", "com4"}
    assert len(long) >= 6


def test_one_event_is_private_and_under_chatham_house_rules(wtdc: Instance) -> None:
    """It is limited in time, and the only private session."""
    (private,) = [session for session in wtdc.sessions if session.private]
    assert "Chatham House" in private.title
    assert private.duration <= timedelta(minutes=90)
    assert attending([private]) & of_class(wtdc, "minister")
    assert private.panel is not None
    assert {role.id: role.at_least for role in private.panel.roles} == {
        "ministers": 3,
        "regulators": 1,
        "data-protection": 1,
        "mobile-executives": 1,
        "technology-executives": 1,
        "international-organisations": 1,
    }


def test_policy_statements_take_no_time(wtdc: Instance) -> None:
    """They are published on the web: no session is one, and eight items are."""
    assert not [s.id for s in wtdc.sessions if "statement" in s.title.lower()]
    assert len([item for item in wtdc.untimed if item.published]) == 8
