"""The hours family: prime time, pins and the reserve."""

from syrupy.assertion import SnapshotAssertion

from tests.conference import conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount


def test_prime_sessions_deserve_a_prime_time_and_a_prime_room(snapshot: SnapshotAssertion) -> None:
    """Each of the two counts for itself."""
    instance = conference(
        session("talk", prime=True),
        session("other"),
        only="not_prime_time",
        rooms=[room("A", prime=True), room("B", title="Annex")],
        prime_time=[{"days": ["2021-11-08"], "from": "09:00", "to": "12:00"}],
    )
    rule, other = "not_prime_time", "Tue 16:00 B"
    assert amount(instance, placed(instance, talk="Mon 11:00 A", other=other), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 11:30 A", other=other), rule) == 30
    assert amount(instance, placed(instance, talk="Mon 11:00 B", other=other), rule) == 60
    schedule = placed(instance, talk="Mon 11:30 B", other=other)
    assert amount(instance, schedule, rule) == 90  # 30 after 12:00, and 60 for the room
    assert messages(instance, schedule, rule) == snapshot


def test_a_pin_holds_start_and_room(snapshot: SnapshotAssertion) -> None:
    """A moved start counts the minutes outside the pinned time, another room all minutes."""
    pin = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    instance = conference(session("talk", pin=pin), only="pin_broken")
    rule = "pin_broken"
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 09:30 A"), rule) == 30
    assert amount(instance, placed(instance, talk="Tue 09:00 A"), rule) == 60
    schedule = placed(instance, talk="Mon 09:30 B")
    assert amount(instance, schedule, rule, "talk") == 90  # 30 + 60
    assert messages(instance, schedule, rule) == snapshot


def test_a_pin_may_hold_one_of_them_only() -> None:
    """What is not pinned is free."""
    start = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}
    instance = conference(
        session("talk", pin=start), session("other", pin={"room": "A"}), only="pin_broken"
    )
    schedule = placed(instance, talk="Mon 09:00 B", other="Tue 16:00 A")
    assert amount(instance, schedule, "pin_broken") == 0


def test_the_reserve_counts_once_and_not_for_pinned_starts(snapshot: SnapshotAssertion) -> None:
    """Two reserves that overlap are one; a pinned room does not excuse, a pinned start does."""
    start = {"start": "2021-11-09T16:30[Africa/Addis_Ababa]"}
    instance = conference(
        session("talk", pin={"room": "A"}),
        session("closing", pin=start),
        only="no_slack",
        reserve=[
            {"days": ["2021-11-09"], "from": "16:30", "to": "17:00"},
            {"days": ["2021-11-09"], "from": "16:00", "to": "16:45"},
        ],
    )
    free = placed(instance, talk="Tue 15:00 A", closing="Tue 16:30 B")
    used = placed(instance, talk="Tue 15:30 A", closing="Tue 16:30 B")
    all_ = placed(instance, talk="Tue 16:00 A", closing="Tue 16:30 B")
    assert amount(instance, free, "no_slack") == 0
    assert amount(instance, used, "no_slack") == 30  # 16:00-16:30
    assert amount(instance, all_, "no_slack", "talk") == 60  # 16:00-17:00, not 30 + 45
    assert messages(instance, used, "no_slack") == snapshot
