"""What is held and what is left out: both voices agree, on both sides of each edge."""

from typing import Any

from scheduler.instance import Instance
from tests.conference import conference, placed, session
from tests.rules.brute import restrictions
from tests.voices import amount

SEVERAL = tuple(
    session(name, optional=True, value=value) for name, value in (("a", 5), ("b", 3), ("c", 4))
)


def _amount(instance: Instance, rule: str, held: str) -> int:
    """Return a rule's amount if these sessions are held, one after the other in A."""
    hours = ("09:00", "10:00", "11:00", "14:00")
    places = {name: f"Mon {hour} A" for name, hour in zip(held, hours, strict=False)}
    return amount(instance, placed(instance, **places), rule)


def _quota(**fields: Any) -> Instance:
    return conference(*SEVERAL, session("d"), quotas=[{"id": "k", **fields}])


def test_as_many_as_a_quota_allows_are_not_too_many() -> None:
    """One more is one too many; what is not optional counts too."""
    instance = _quota(at_most=2)
    assert _amount(instance, "quota_missed", "da") == 0
    assert _amount(instance, "quota_missed", "dab") == 1
    assert _amount(instance, "quota_missed", "dabc") == 2


def test_as_many_as_a_quota_asks_for_are_not_too_few() -> None:
    """One less is one too few."""
    instance = _quota(at_least=3)
    assert _amount(instance, "quota_missed", "dab") == 0
    assert _amount(instance, "quota_missed", "da") == 1
    assert _amount(instance, "quota_missed", "d") == 2


def test_a_quota_counts_its_sessions_only() -> None:
    """Those that its selection finds."""
    instance = _quota(at_most=0, sessions={"sessions": ["b", "c"]})
    assert _amount(instance, "quota_missed", "da") == 0
    assert _amount(instance, "quota_missed", "dab") == 1


def test_a_quota_that_says_nothing_asks_nothing() -> None:
    """There is no restriction, nor is one of a quota that cannot be exceeded."""
    for instance in (_quota(), _quota(at_most=4)):
        assert not restrictions(instance, "quota_missed")


def test_what_is_left_out_costs_its_value() -> None:
    """5 for a, 3 for b and 4 for c; nothing for what is held, and d cannot be left out."""
    instance = _quota()
    assert _amount(instance, "value_lost", "dabc") == 0
    assert _amount(instance, "value_lost", "db") == 5 + 4
    assert _amount(instance, "value_lost", "d") == 5 + 3 + 4


def test_a_value_means_nothing_where_a_session_is_not_optional() -> None:
    """And one of nothing costs nothing."""
    instance = conference(session("a", value=7), session("b", optional=True, value=0))
    assert not restrictions(instance, "value_lost")


def test_as_many_showcases_as_a_region_needs_are_enough() -> None:
    """A session may show the stories of two regions."""
    instance = conference(
        session("a", optional=True, showcases=["afr"]),
        session("b", optional=True, showcases=["afr", "asp"]),
        session("c"),
        regions=[{"id": "afr", "showcases": 2}, {"id": "asp", "showcases": 1}, {"id": "eur"}],
    )
    assert _amount(instance, "region_unheard", "cab") == 0
    assert _amount(instance, "region_unheard", "cb") == 1  # one of Africa's two
    assert _amount(instance, "region_unheard", "ca") == 1 + 1
    assert _amount(instance, "region_unheard", "c") == 2 + 1


def test_a_body_in_order_keeps_its_order_over_what_is_left_out() -> None:
    """a, b, c: whether b is held or not, c comes after a, with the gap of 30 minutes."""
    sessions = (session("a", body="com"), session("b", body="com", optional=True))
    instance = conference(
        *sessions, session("c", body="com"), bodies=[{"id": "com", "gap": 30}], only="order_broken"
    )
    early = placed(instance, a="Mon 10:00 A", c="Mon 09:00 B")
    # c should start at 11:30, 150 minutes later.
    assert amount(instance, early, "order_broken") == 150
    assert amount(instance, placed(instance, a="Mon 09:00 A", c="Mon 10:30 B"), "order_broken") == 0
    both = placed(instance, a="Mon 09:00 A", b="Mon 10:30 A", c="Mon 11:30 B")
    assert amount(instance, both, "order_broken") == 30  # half an hour after b, not after a


def test_what_is_left_out_is_in_nobodys_way() -> None:
    """No rule but those of selection counts an absent session: it has no room, no time, no people."""
    ada = {"people": {"chair": ["ada"]}, "body": "com", "themes": ["trust"], "topics": ["ai"]}
    instance = conference(
        session("a", **ada),
        session("b", optional=True, exclusive=True, attendance=900, **ada),
        people=[{"id": "ada", "available": [{"days": ["2021-11-08"]}]}],
        bodies=[{"id": "com", "in_order": False}],
        adjacent=[{"id": "ab", "sessions": ["a", "b"]}],
        orders=[{"first": ["b"], "then": ["a"]}],
        delegations=[{"id": "fiji", "size": 1, "must": {"bodies": ["com"]}}],
    )
    schedule = placed(instance, a="Mon 09:00 A")
    for rule in (
        "order_broken",
        "not_adjacent",
        "person_conflict",
        "room_overflow",
        "theme_scattered",
    ):
        assert amount(instance, schedule, rule) == 0
    assert amount(instance, schedule, "value_lost") == 100  # worth that, if nothing is said
