"""A comparison as a whole: nothing changes against itself, and differences add up."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.comparison import Programme, compare, labelled
from scheduler.comparison.changes import ChangeKind, counts
from scheduler.comparison.comparisons import unknown_to
from scheduler.comparison.figures import UNKNOWN
from scheduler.comparison.sheets import SheetCell
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import shown
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, Purpose
from scheduler.schedule import Assignment, Schedule
from tests.comparison.pairs import programme, small
from tests.conference import at, session


def test_a_programme_compared_with_itself_says_that_nothing_changes() -> None:
    """Every session, amount and figure is the same, and nobody is affected."""
    found = compare([programme("a"), programme("b")])
    assert found.nothing_changes
    assert [*sentences(found)] == ["No changes: the programmes are the same."]
    (difference,) = found.differences
    assert {each.change for each in difference.changes} == {ChangeKind.UNCHANGED}
    assert not difference.affected
    assert not any(difference.freed.values())
    assert all(each.equal and not each.better and not each.worse for each in found.verdicts)
    assert found.undominated == ("a", "b")


def test_other_labels_change_nothing_else() -> None:
    """All is as if they had been there from the beginning, and nothing is counted again."""
    pair = [programme("a"), programme("b", dinner="Mon 18:00 A")]
    found = compare(pair)
    called = found.called(["x", "b to be"])
    others = [programme("x"), programme("b to be", dinner="Mon 18:00 A")]
    expected = compare(others)
    assert replace(called, indicators=()) == replace(expected, indicators=())
    assert [row.values for row in called.indicators] == [row.values for row in expected.indicators]
    assert called.programmes[0].findings is found.programmes[0].findings
    with pytest.raises(ValueError, match="different labels"):
        found.called(["x", "x"])


def test_one_difference_is_enough() -> None:
    """Another room of equal worth, another level, another instance: something changes."""
    for other in (
        programme("b", dinner="Mon 18:00 A"),
        programme("b", small(levels={"late_hours": 7})),
        programme("b", small(session("extra")), extra="Tue 14:00 A"),
    ):
        assert not compare([programme("a"), other]).nothing_changes


def test_two_labels_are_different_and_two_programmes_needed() -> None:
    """Or nobody knows which is meant."""
    with pytest.raises(ValueError, match="two programmes or more"):
        compare([programme("a")])
    with pytest.raises(ValueError, match="different labels"):
        compare([programme("a"), programme("a")])
    assert labelled(["x", "y", "x", "x"]) == ("x", "y", "x (2)", "x (3)")
    assert labelled(["x (2)", "x", "x"]) == ("x (2)", "x", "x (3)")


def scattered(instance: Instance, chance: random.Random) -> Schedule:
    """Return a schedule that places every session anywhere, good or not."""
    monday = at(instance, "Mon 09:00")
    return Schedule.of(
        Assignment(
            each.id,
            monday + timedelta(days=chance.randrange(2), minutes=30 * chance.randrange(8)),
            chance.choice("AB"),
        )
        for each in instance.sessions
    )


def statement(number: int) -> dict[str, object]:
    """Describe one more session, for the second instance."""
    return session(f"statement-{number}", purpose="statements", duration=30)


@pytest.mark.parametrize("seed", range(10))
def test_the_differences_add_up(seed: int) -> None:
    """An independent count of two unlike programmes of two instances comes to the same numbers."""
    chance = random.Random(seed)
    first = small(*map(statement, range(chance.randrange(3))))
    second = small(*map(statement, range(chance.randrange(3))), levels={"late_hours": 2})
    base = Programme("base", first, scattered(first, chance))
    other = Programme("other", second, scattered(second, chance))
    found = compare([base, other])
    (difference,) = found.differences

    before = {a.session: (a.start, a.room) for a in base.schedule.assignments}
    after = {a.session: (a.start, a.room) for a in other.schedule.assignments}
    both = before.keys() & after.keys()
    expected = Counter(
        {
            ChangeKind.ADDED: len(after.keys() - before.keys()),
            ChangeKind.REMOVED: len(before.keys() - after.keys()),
            ChangeKind.MOVED: sum(before[s][0] != after[s][0] for s in both),
            ChangeKind.UNCHANGED: sum(before[s] == after[s] for s in both),
        }
    )
    expected[ChangeKind.ROOM] = (
        len(both) - expected[ChangeKind.MOVED] - expected[ChangeKind.UNCHANGED]
    )
    counted = counts(difference.changes)
    assert +Counter(counted) == +expected
    assert len(before) + counted[ChangeKind.ADDED] - counted[ChangeKind.REMOVED] == len(after)

    minutes = [sum((s.duration for s in i.sessions), timedelta()) for i in (first, second)]
    assert timedelta(minutes=sum(difference.freed.values())) == minutes[0] - minutes[1]
    assert difference.freed[Purpose.STATEMENTS] == 30 * (len(first.sessions) - len(second.sessions))

    for position, of in enumerate((base, other)):
        judged = evaluate(of.instance, of.schedule)
        totals = [row.totals[position] for row in found.rules]
        assert sum(total.penalty for total in totals) == judged.penalty
        assert sum(total.forbidden for total in totals) == sum(
            each.finding.amount for each in judged.forbidden
        )


@pytest.mark.parametrize("seed", range(5))
def test_each_who_is_affected_is_in_a_changed_session(seed: int) -> None:
    """Counted from the sessions' own lists, person by person."""
    chance = random.Random(seed)
    instance = small()
    base, other = (Programme(label, instance, scattered(instance, chance)) for label in "ab")
    (difference,) = compare([base, other]).differences
    moved = {each.session for each in difference.changed}
    expected = {
        person
        for each in instance.sessions
        if each.id in moved
        for people in each.people.values()
        for person in people
    }
    assert {each.id for each in difference.affected if each.group == "person"} == expected


def test_notes_warn_of_what_cannot_be_compared() -> None:
    """Other levels, broken hard rules, another zone."""
    broken = programme("b", small(levels={"late_hours": 3}), budget="Mon 09:00 A")
    (hard, levels, noise) = compare([programme("a"), broken]).notes()
    assert hard.startswith("b breaks hard rules: ")
    assert levels.startswith("Levels differ (late_hours). ")
    assert noise == UNKNOWN
    elsewhere = programme("b", small(zone="Africa/Lagos"))
    assert "different time zones (Africa/Addis_Ababa, Africa/Lagos)" in " ".join(
        compare([programme("a"), elsewhere]).notes()
    )


def test_penalties_are_told_at_the_levels_of_the_base_too() -> None:
    """The dinner is two hours late, at 0.2 points a minute for the base and 3 for the other."""
    late = programme("b", small(levels={"late_hours": 3}))
    found = compare([programme("a"), late])
    (row,) = (each for each in found.rules if each.rule.id == "late_hours")
    assert [(total.penalty, total.at_base) for total in row.totals] == [
        (24_000, 24_000),
        (360_000, 24_000),
    ]
    assert not row.same_level
    for level in ("off", "hard"):
        silent = compare([programme("a", small(levels={"late_hours": level})), late])
        (row,) = (each for each in silent.rules if each.rule.id == "late_hours")
        assert [total.at_base for total in row.totals] == [0, 0]


def test_what_is_printed_of_three_programmes(snapshot: SnapshotAssertion) -> None:
    """The sentences and all tables, as they are read."""
    strict = small(levels={"no_slack": "hard"})
    pair = [programme("a"), programme("b", closing="Tue 14:00 A", opening="Mon 09:00 B")]
    third = programme("c", strict, closing="Mon 14:00 A")
    for programmes in (pair, [*pair, third]):
        found = compare(programmes)
        printed = [*sentences(found)]
        for sheet in shown(found):
            printed += ["", sheet.title, " | ".join(each.title for each in sheet.columns)]
            printed += [" | ".join(map(_cell, row.cells)) for row in sheet.rows] or [sheet.empty]
        assert "\n".join(printed) == snapshot


def _cell(cell: SheetCell) -> str:
    note = f" ({cell.note})" if cell.note else ""
    return f"{cell.text}{note}{' *' if cell.best else ''}"


CLOSED = "Hall A is closed on Mon 8 Nov"


def test_who_does_not_know_a_fact_is_not_better() -> None:
    """Without the fact the late one would be ranked out; with it nothing is said but who did not know."""
    late = replace(programme("knows", dinner="Mon 19:00 B"), known=(CLOSED,))
    three = [programme("began"), programme("copy"), late]
    assert "knows" not in compare([replace(each, known=()) for each in three]).undominated
    found = compare(three)
    assert "knows" in found.undominated
    by = {(each.programme, each.against): each.ranked for each in found.verdicts}
    assert by["began", "copy"]
    assert not by["copy", "knows"]
    assert not by["knows", "began"]
    assert sum(CLOSED in note for note in found.notes()) == 2


def test_a_fact_that_goes_on_is_known() -> None:
    """Who knows that Ada is away on both days knows that she is away on one."""
    both, one = ((fact,) for fact in ("Ada is away on Mon; is away on Tue", "Ada is away on Mon"))
    knows_both, knows_one = (replace(programme("a"), known=known) for known in (both, one))
    assert unknown_to(knows_both, [knows_one]) == ()
    assert unknown_to(knows_one, [knows_both]) == both
