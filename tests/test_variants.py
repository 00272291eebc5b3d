"""The variants that are shipped of the reference instance: readable, and what their first lines claim.

What depends on a programme is claimed of the one that is stored for the variant, in ``solutions/``.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from scheduler.comparison import Programme
from scheduler.comparison.programmes import purpose_in
from scheduler.evaluation import evaluate
from scheduler.explanation import screen
from scheduler.findings import Evaluation
from scheduler.instance import Instance, Purpose, Session
from scheduler.schedule import Schedule
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parent.parent
BASE = ROOT / "instances" / "wtdc21-addis.yaml"
FOLDER = BASE.with_suffix("")
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SOLVED = [name for name in NAMES if name != "one-team"]
HOUR = timedelta(hours=1)


@cache
def variant(name: str) -> Instance:
    """Read a variant of the reference instance."""
    return read_instance(FOLDER / f"{name}.yaml")


@cache
def base() -> Instance:
    """Read the reference instance."""
    return read_instance(BASE)


@cache
def stored(name: str) -> Schedule:
    """Read the programme that is stored for a variant."""
    return read_schedule(ROOT / "solutions" / f"{name}.json", variant(name))


def base_programme() -> Schedule:
    """Read the programme that is stored for the reference instance."""
    return read_schedule(ROOT / "solutions" / "wtdc21-addis.json", base())


def judged(name: str) -> Evaluation:
    """Judge the programme that is stored for a variant."""
    return evaluate(variant(name), stored(name))


def held(name: str, kind: str) -> Iterator[Session]:
    """Yield the sessions of a kind that are held in the programme of a variant."""
    instance = variant(name)
    for each in stored(name).assignments:
        if instance.session_by_id[each.session].kind == kind:
            yield instance.session_by_id[each.session]


def day_of(name: str, session: str) -> date:
    """Return the date of a session in the programme of a variant."""
    start = stored(name).by_session[session].start
    return start.astimezone(variant(name).zone).date()


def hours(instance: Instance, schedule: Schedule, purpose: Purpose) -> float:
    """Return the hours of sessions for a purpose."""
    return Programme("it", instance, schedule).minutes_by_purpose[purpose] / 60


# All of them


def test_those_that_were_asked_for_are_there() -> None:
    """The six of the brief, and those that came later; one of them is proved to have no programme."""
    asked = {"legacy", "as-proposed", "as-adopted", "hybrid-fair", "two-teams", "short"}
    later = {"hybrid-afternoon", "prepared-upstream", "youth-summit", "reform-2025", "one-team"}
    assert {*NAMES} == asked | later


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_each_says_what_it_proposes_and_who_must_agree(name: str) -> None:
    """In a few lines of a page, with a title that goes on where the base's ends."""
    found = variant(name)
    assert 40 < len(found.summary or "") < 250
    assert found.agreed_by
    assert (found.title or "").startswith(f"{base().title}, ")


@pytest.mark.parametrize("name", NAMES)
def test_each_bears_the_name_of_its_file_and_says_what_it_claims(name: str) -> None:
    """Its first lines are a comment; nothing is called a side event."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    comment = text[: text.index("\nextends:")]
    assert all(line.startswith("#") or not line for line in comment.splitlines())
    assert "Claims: " in comment
    assert not re.search(r"side[ -]?event", text, re.IGNORECASE)
    assert variant(name).name == name


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_all_but_one_may_have_a_programme(name: str) -> None:
    """One team alone cannot serve all meetings, and the screening proves it; each setting has an effect."""
    found = [*screen(variant(name))]
    rules = {rule for trouble in found if trouble.certain for rule in trouble.rules}
    assert rules == ({"teams_exceeded"} if name == "one-team" else set())
    assert not [each for each in found if "has no effect on the programme" in str(each.message)]


@pytest.mark.parametrize("name", SOLVED)
def test_each_of_the_others_has_one(name: str) -> None:
    """The programme that is stored for it keeps every hard rule."""
    assert not judged(name).forbidden


# Each of them


def test_as_proposed_promises_what_was_wished_for() -> None:
    """Eight thematic sessions, none beside one of its theme; regions heard; the host at a good time."""
    instance, found = variant("as-proposed"), judged("as-proposed").totals
    assert len([*held("as-proposed", "thematic")]) == 8
    for rule in ("theme_conflict", "region_unheard", "not_prime_time"):
        assert instance.level(rule, "any") == "hard"
        assert rule not in found
    assert len([*held("as-proposed", "dialogue")]) == 7


def test_legacy_reads_statements_out_and_holds_no_dialogue() -> None:
    """900 minutes on three days; no dialogue; every thematic session outside official hours."""
    assert sum((each.duration for each in held("legacy", "statements")), timedelta()) == 15 * HOUR
    assert len({day_of("legacy", each.id) for each in held("legacy", "statements")}) == 3
    assert not [*held("legacy", "dialogue")]
    official = {"morning", "afternoon"}
    assert not official & {*variant("legacy").kind_by_id["thematic"].bands}
    assert not any(person.remote for person in variant("legacy").people)


def test_two_teams_are_enough_in_six_languages() -> None:
    """One team less than in the base, and all that is interpreted there is interpreted."""
    instance = variant("two-teams")
    assert (base().interpretation[0].teams, instance.interpretation[0].teams) == (3, 2)
    interpreted = {each.id for each in base().sessions if each.interpretation}
    assert interpreted == {each.id for each in instance.sessions if each.interpretation}
    served = {session for duty in stored("two-teams").roster for session in duty.sessions}
    assert served == interpreted
    assert {duty.team for duty in stored("two-teams").roster} == {1, 2}


def test_one_team_is_too_few_counted_by_half_days() -> None:
    """Eight half-days in each of two weeks, and what is needed at least."""
    (trouble,) = (each for each in screen(variant("one-team")) if each.certain)
    assert re.match(
        r"Six official languages: at least \d+ team half-days are needed from Mon 8 Nov to Fri 19 Nov, "
        r"16 are available\.",
        trouble.message,
    )


def test_short_has_nine_days_of_meetings() -> None:
    """Eleven in the base."""
    assert (len(base().working_dates), len(variant("short").working_dates)) == (11, 9)
    days = {each.start.astimezone(base().zone).date() for each in stored("short").assignments}
    assert len(days) == 9


def test_what_is_prepared_upstream_frees_hours() -> None:
    """At least 18 hours of administration; what is left out or shorter is nothing of development."""
    name, purpose = "prepared-upstream", Purpose.ADMINISTRATION
    before, after = (
        hours(base(), base_programme(), purpose),
        hours(variant(name), stored(name), purpose),
    )
    assert before - after >= 18
    left = {each.id: each.duration for each in variant(name).sessions}
    less = [each for each in base().sessions if left.get(each.id) != each.duration]
    assert {purpose_in(base(), each) for each in less} == {purpose}


def test_what_is_settled_upstream_is_on_no_agenda() -> None:
    """15 hours of items and more; what is left of a Question takes less than it did."""
    name = "prepared-upstream"
    items = variant(name).items
    assert sum(((each.minutes - each.needed) for each in items), timedelta()) >= timedelta(hours=15)
    dealt = stored(name).entries_by_item
    assert not dealt.keys() & {each.id for each in items if not each.is_open}
    (before,), (after,) = base_programme().entries_by_item["q3-2"], dealt["q3-2"]
    assert (before.minutes, after.minutes) == (25, 8)  # 30 % of 25 minutes, rounded up


def test_the_call_of_the_young_is_heard_in_time() -> None:
    """The summit ends before the opening; ministers hear it by day 3, and before COM 3 takes it up."""
    name = "youth-summit"
    places = stored(name).by_session
    assert day_of(name, "summit-2") < day_of(name, "opening-ceremony")
    assert day_of(name, "youth-call") <= date(2021, 11, 10)
    assert places["youth-call"].start < places["com3-5"].start
