"""What a search makes of whole programmes that come from elsewhere is what organisers would use."""

import json
import threading
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation import screen
from scheduler.instance import FREED, Instance
from scheduler.progress import Progress
from scheduler.replanning.limited_search import has_a_worse_rule
from scheduler.schedule import Schedule
from scheduler.solving import solve
from scheduler.sources.programmes import ImportedProgramme, ImportPolicy, import_programme
from tests.acceptance.shapes import SHAPES, shape

pytestmark = pytest.mark.slow

CLASHES = {"rooms": ["person_conflict"]}
"""Hard rules that a programme breaks as it is."""


def imported(folder: Path, name: str, policy: ImportPolicy | None = None) -> ImportedProgramme:
    """Return what is made of a programme."""
    path = folder / "schedule.json"
    path.write_text(json.dumps(shape(name)), "utf-8")
    return import_programme([path], name, policy=policy or ImportPolicy())


def where(instance: Instance, schedule: Schedule) -> dict[str, tuple[object, str]]:
    """Return day and room of each session."""
    return {
        each.session: (each.start.astimezone(instance.zone).date(), each.room)
        for each in schedule.assignments
    }


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_known_stays_and_no_rule_gets_worse(tmp_path: Path, name: str) -> None:
    found = imported(tmp_path, name)
    instance, before = found.instance, evaluate(found.instance, found.schedule)
    assert len(instance.sessions) >= 100
    assert [*dict.fromkeys(each.rule for each in before.forbidden)] == CLASHES.get(name, [])
    assert not [each for each in screen(instance) if each.certain]
    solution = solve(instance, start=found.schedule, time_limit=3, workers=2)
    assert solution.schedule is not None
    after = evaluate(instance, solution.schedule)
    assert not after.forbidden
    assert not has_a_worse_rule(after, before)
    kinds: dict[str, set[tuple[object, str]]] = {}
    was, now = (where(instance, each) for each in (found.schedule, solution.schedule))
    for session, place in was.items():
        kinds.setdefault(instance.session_by_id[session].kind, set()).add(place)
    for session, (day, room) in now.items():
        assert day == was[session][0]
        assert room in {each for _, each in kinds[instance.session_by_id[session].kind]}
    starts = {each.session: each.start for each in solution.schedule.assignments}
    for session, (start, _) in instance.kept.times.items():
        assert starts[session] == start


@pytest.mark.parametrize("name", SHAPES)
def test_all_can_be_freed(tmp_path: Path, name: str) -> None:
    """Then there are more programmes, and some of them keep every hard rule."""
    found = imported(tmp_path, name, ImportPolicy(free=tuple(FREED.values())))
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    solution = solve(
        found.instance, start=found.schedule, time_limit=20, workers=2, watch=watch, stop=stop
    )
    assert solution.schedule is not None
    assert not evaluate(found.instance, solution.schedule).forbidden


def test_a_list_of_talks_gets_a_programme_like_last_year(tmp_path: Path) -> None:
    """Each track has a room of its own in each half-day."""
    last, talks, mapping = (tmp_path / name for name in ("last.json", "talks.csv", "mapping.yaml"))
    last.write_text(json.dumps(shape("papers")), "utf-8")
    lengths = (20, 30, 30, 45)
    rows = [
        f"Talk {number},Person {number},Area {number * 7 % 12},{lengths[number % 4]}"
        for number in range(100)
    ]
    talks.write_text("\n".join(["Title,Speaker,Track,Minutes", *rows]), "utf-8")
    mapping.write_text(
        "zone: Europe/Brussels\nfirst_day: 2026-06-01\nlast_day: 2026-06-06\ndurations: minutes\n"
        "columns: {title: Title, speakers: Speaker, track: Track, duration: Minutes}\n",
        "utf-8",
    )
    found = import_programme([talks], "new", mapping=mapping, policy=ImportPolicy(like=last))
    solution = solve(found.instance, time_limit=5, workers=2)
    assert solution.schedule is not None
    totals = evaluate(found.instance, solution.schedule).totals
    assert not {"track_split", "track_mixed"} & totals.keys()
    assert not any(total.forbidden for total in totals.values())
