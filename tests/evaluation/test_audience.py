"""The audience family: delegations, audiences, themes, regions."""

from datetime import UTC, datetime
from typing import Any

from syrupy.assertion import SnapshotAssertion

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

ROOMS = [room("A"), room("B"), room("C")]


def delegated(rule: str, **delegation: Any) -> Instance:
    """Make a conference of three sessions and one delegation."""
    return conference(
        *(session(name) for name in "abc"),
        only=rule,
        rooms=ROOMS,
        delegations=[{"id": "KE", "title": "Kenya"} | delegation],
    )


def test_a_delegation_sits_in_as_many_sessions_as_it_has_members(
    snapshot: SnapshotAssertion,
) -> None:
    """Two members: two at once are accepted, a third counts; wishes do not."""
    rule = "delegation_overstretched"
    instance = delegated(rule, size=2, must={"sessions": ["a", "b", "c"]})
    kept = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 10:00 C")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 09:30 C")
    assert amount(instance, schedule, rule, "KE") == 30
    assert messages(instance, schedule, rule) == snapshot
    wishing = delegated(rule, size=2, must={"sessions": ["a", "b"]}, wishes={"sessions": ["c"]})
    assert amount(wishing, schedule, rule) == 0


def test_wishes_count_together_with_what_must_be(snapshot: SnapshotAssertion) -> None:
    """A session that is both counts once; without a wish nothing counts."""
    rule = "wish_missed"
    must, wishes = {"sessions": ["a", "b"]}, {"sessions": ["b", "c"]}
    instance = delegated(rule, size=1, must=must, wishes=wishes)
    kept = placed(instance, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 11:00 C")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 11:00 B", c="Mon 09:30 C")
    assert amount(instance, schedule, rule, "KE") == 30
    assert messages(instance, schedule, rule) == snapshot
    both = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 11:00 C")
    assert amount(instance, both, rule) == 60  # a and b, which are musts
    assert amount(delegated(rule, size=1, must=must), both, rule) == 0


def test_an_audience_counts_each_of_its_people(snapshot: SnapshotAssertion) -> None:
    """30 minutes for each of 12 people."""
    rule = "audience_overlap"
    instance = conference(
        session("a"),
        session("b"),
        only=rule,
        audiences=[
            {"id": "ai", "title": "Friends of AI", "people": 12, "sessions": {"kinds": ["meeting"]}}
        ],
    )
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 10:00 B"), rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B")
    assert amount(instance, schedule, rule, "ai") == 360  # 30 * 12
    assert messages(instance, schedule, rule) == snapshot


def test_sessions_of_a_theme_do_not_compete() -> None:
    """Back to back is accepted; two themes count for themselves."""
    rule = "theme_conflict"
    instance = conference(
        session("a", themes=["skills", "gender"]),
        session("b", themes=["skills"]),
        session("c", themes=["gender"]),
        only=rule,
        rooms=ROOMS,
    )
    kept = placed(instance, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 10:00 C")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 09:15 C")
    assert amount(instance, schedule, rule, "skills") == 30
    assert amount(instance, schedule, rule, "gender") == 45
    assert messages(instance, schedule, rule)[0] == (
        "Theme skills: two sessions at once on Mon 8 Nov 09:30-10:00: A, B (30 min)"
    )


def test_a_theme_counts_its_days_beyond_the_first(snapshot: SnapshotAssertion) -> None:
    """Different days, by the venue's clocks; not the days between them."""
    rule = "theme_scattered"
    instance = conference(
        *(session(name, themes=["skills"]) for name in "abc"), only=rule, last_day="2021-11-12"
    )
    one = placed(instance, a="Mon 00:00 A", b="Mon 10:00 A", c="Mon 23:30 A")
    assert amount(instance, one, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Fri 09:00 A", c="Fri 10:00 A")
    assert amount(instance, schedule, rule, "skills") == 1
    assert messages(instance, schedule, rule) == snapshot


def test_each_region_meets_in_each_week_that_the_conference_touches(
    snapshot: SnapshotAssertion,
) -> None:
    """From Thursday to Tuesday are two weeks; the second begins on Monday by the venue's clocks."""
    rule = "region_unheard"
    instance = conference(
        session("one", region="AFR"),
        session("two", region="AFR"),
        session("other", region="EUR"),
        only=rule,
        first_day="2021-11-11",
        last_day="2021-11-16",
        regions=[
            {"id": "AFR", "title": "Africa", "coordination_a_week": 1},
            {"id": "EUR"},
        ],
    )

    def held(first: datetime, second: datetime) -> Schedule:
        other = Assignment("other", first, "B")
        return Schedule.of([Assignment("one", first, "A"), Assignment("two", second, "A"), other])

    thursday = datetime(2021, 11, 11, 6, tzinfo=UTC)
    sunday, monday = datetime(2021, 11, 14, 20, tzinfo=UTC), datetime(2021, 11, 14, 21, tzinfo=UTC)
    assert amount(instance, held(thursday, monday), rule) == 0  # 21:00 UTC is midnight in Addis
    schedule = held(thursday, sunday)
    assert amount(instance, schedule, rule, "AFR") == 1  # two in the first week do not make up
    assert messages(instance, schedule, rule) == snapshot


def test_a_region_that_needs_more_counts_what_is_missing() -> None:
    """Of three; a fourth is not one too many, and none at all is missed all the same."""
    rule, regions = "region_unheard", [{"id": "AFR", "coordination_a_week": 3}]
    for number, missing in ((0, 3), (1, 2), (4, 0)):
        held = [session(each, region="AFR") for each in "abcd"[:number]]
        instance = conference(session("other"), *held, only=rule, regions=regions)
        schedule = placed(instance, **{each.id: "Mon 09:00 A" for each in instance.sessions})
        assert amount(instance, schedule, rule) == missing


def test_themes_are_called_by_their_titles() -> None:
    """In each finding that names one; an id stands for a theme without a title."""
    themes = [{"id": "skills", "title": "Digital skills"}, {"id": "trust"}]
    talks = [session(each, themes=["skills", "trust"]) for each in ("a", "b")]
    instance = conference(*talks, themes=themes)
    together = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B")
    apart = placed(instance, a="Mon 09:00 A", b="Tue 09:00 A")
    for schedule, rule in ((together, "theme_conflict"), (apart, "theme_scattered")):
        said = [
            judged.finding.message
            for judged in evaluate(instance, schedule).judgements
            if judged.rule == rule
        ]
        assert [message.split()[1].rstrip(":") for message in said] == ["Digital", "trust"]


AT_LEISURE = [each | {"official": False} for each in BANDS]
UNOFFICIAL = [
    {"id": "usual", "weekdays": WEEK[:6], "bands": BANDS},
    {"id": "sunday", "weekdays": ["sunday"], "bands": AT_LEISURE},
]


def test_region_unheard_leaves_out_weeks_without_official_hours() -> None:
    """A Sunday before the opening is no week of the conference: one meeting, of one that is needed."""
    instance = conference(
        session("s", region="afr"),
        first_day="2021-11-07",
        last_day="2021-11-08",
        day_profiles=UNOFFICIAL,
        regions=[{"id": "afr", "coordination_a_week": 1}],
    )
    for start, missing in (("Mon 09:00 A", 0), ("Sun 09:00 A", 1)):
        assert amount(instance, placed(instance, s=start), "region_unheard", "afr") == missing
