"""What is searched: conferences by name, their variants, and what other judges say."""

from pathlib import Path
from random import Random

import pytest

import scheduler
from benchmarks.public import OptaPlannerWorkbook, penalty_of
from benchmarks.subjects import subject_of
from benchmarks.variants import KINDS, variant
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.instance import MILLI, Instance
from scheduler.schedule import Schedule
from tests.benchmarks.optaplanner.workbooks import SOFT, talk, write_workbook
from tests.conference import conference, placed, room, session


def _conference() -> tuple[Instance, Schedule]:
    """Return a conference that each kind of change changes, and a programme of it."""
    instance = conference(
        *(session(f"s{n}", duration=60, attendance=40) for n in range(19)),
        session("talk", duration=60, attendance=40, people={"speaker": ["ada"]}),
        last_day="2021-11-10",
        people=[{"id": "ada"}],
        rooms=[room("A", capacity=100), room("B", capacity=60)],
        levels={"late_hours": 2.0, "room_waste": 0.5},
    )
    return instance, placed(instance, talk="Mon 11:00 A")


def test_a_seed_gives_one_variant() -> None:
    instance, known = _conference()
    made = [variant(instance, seed, known) for seed in range(8)]
    assert made == [variant(instance, seed, known) for seed in range(8)]
    assert len({each.model_dump_json() for each in made}) == 8


@pytest.mark.slow
def test_each_kind_of_change_changes_something() -> None:
    """Rooms grow, the speaker has hours around the talk, one session in ten goes, one is held twice."""
    instance, known = _conference()
    for kind in KINDS:
        assert scheduler.change(instance, [*kind(instance, Random(0), known)]) != instance
    variants = [variant(instance, seed, known) for seed in range(40)]
    assert {len(each.sessions) for each in variants} == {20, 18}
    assert all(
        new.capacity >= old.capacity
        for each in variants
        for new, old in zip(each.rooms, instance.rooms, strict=True)
        if new.capacity is not None and old.capacity is not None
    )
    assert any(s.id.endswith("-again") for each in variants for s in each.sessions)
    assert any(each.people[0].available for each in variants)
    assert any(each.levels != instance.levels for each in variants)


@pytest.mark.parametrize("seed", range(4))
def test_a_variant_keeps_the_programme_of_a_generated_conference(seed: int) -> None:
    """But for sessions that others have taken the place of, it still breaks nothing."""
    base = subject_of(f"generated-50:{seed}")
    assert base.known is not None
    made = variant(base.instance, seed, base.known)
    here = {each.id for each in made.sessions}
    left = Schedule.of(each for each in base.known.assignments if each.session in here)
    broken = {each.finding.item for each in evaluate(made, left).forbidden}
    assert {each for each in broken if not each.endswith("-again")} == set()


def test_rooms_that_were_permuted_are_to_be_undone() -> None:
    """What people planted costs less than what the search begins with; a search knows neither."""
    subject = subject_of("devrooms-300:3/permuted")
    assert subject.start is not None
    begun = evaluate(subject.instance, subject.start)
    assert not begun.forbidden
    assert subject.own is not None
    assert begun.penalty > subject.own


def test_a_name_that_is_nowhere_is_refused() -> None:
    with pytest.raises(InputError, match="nowhere: is neither shipped nor a workbook"):
        subject_of("nowhere")


def test_scores_of_the_scorer_are_penalties(tmp_path: Path) -> None:
    """There and back; hard points are refused."""
    talks = [talk(code, Theme_track_tags="IoT", Favorite_count=1) for code in "abcd"]
    path = write_workbook(tmp_path / "tiny.xlsx", talks, weights={"Theme track conflict": SOFT})
    prices = OptaPlannerWorkbook(path).prices
    for penalty in (0, 7, prices.medium - 1):
        assert penalty_of(f"{prices.score(penalty)}\n", prices) == penalty * MILLI
    with pytest.raises(ValueError, match="the scorer says '-1hard/0medium/0soft'"):
        penalty_of("-1hard/0medium/0soft\n", prices)
