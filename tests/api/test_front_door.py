"""The front door: what `import scheduler` gives, and what it says of what cannot be used."""

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from syrupy.assertion import SnapshotAssertion

import scheduler
from scheduler.cli import main
from scheduler.errors import InputError, InstanceError, SolutionError
from scheduler.instance import Pin
from scheduler.publishing.feeds.folder import Written
from scheduler.schedule import Assignment
from tests.conference import conference, placed, session

TINY = Path("instances/tiny.yaml")
EITHER = [{"id": "meeting", "bands": ["morning", "evening"]}]


def _said(error: pytest.ExceptionInfo[InputError]) -> tuple[str, ...]:
    return error.value.troubles


def test_every_name_is_there_and_has_a_docstring() -> None:
    """No name is promised that cannot be had."""
    for name in scheduler.__all__:
        assert inspect.getdoc(getattr(scheduler, name)), name
    assert {*scheduler.__all__} <= {*dir(scheduler)}
    with pytest.raises(AttributeError, match="no attribute 'sovle'"):
        scheduler.sovle  # noqa: B018


def test_importing_loads_neither_solver_nor_tables() -> None:
    """What is heavy comes with the first name that needs it."""
    code = "import scheduler, sys; print(sorted({m.split('.')[0] for m in sys.modules}))"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    for heavy in (
        "numpy",
        "numba",
        "ortools",
        "pandas",
        "pydantic",
        "icalendar",
        "yaml",
        "inspect",
    ):
        assert f"'{heavy}'" not in loaded


def test_a_file_a_text_and_a_mapping_are_one_conference() -> None:
    """However it is given."""
    from_file = scheduler.read(TINY)
    text = TINY.read_text(encoding="utf-8")
    assert scheduler.read(str(TINY)) == scheduler.read(text) == from_file
    tables = json.loads(from_file.model_dump_json())
    assert scheduler.read(tables) == from_file


def test_a_mapping_that_is_no_conference_is_told_by_its_keys() -> None:
    """It stands in no file, and has no lines."""
    with pytest.raises(InstanceError) as error:
        scheduler.read({"format": 1, "name": "x", "zone": "Mars/Base"})
    assert any(each.startswith('zone: found "Mars/Base", expected') for each in _said(error))
    assert (
        "the mapping: found no `sessions`, expected one. "
        "(Sessions. List those of a body in the order in which it meets.)" in _said(error)
    )
    tables = json.loads(scheduler.read(TINY).model_dump_json(by_alias=True))
    tables["sessions"][1]["duration"] = 0
    with pytest.raises(InstanceError) as error:
        scheduler.read(tables)
    assert str(error.value).startswith(
        f"sessions[{tables['sessions'][1]['id']}].duration: found 0,"
    )


def test_changes_make_a_variant_and_leave_the_base() -> None:
    """A weight, and a session less."""
    base = conference(session("a"), session("b"))
    changes: list[dict[str, Any]] = [
        {"set_level": {"rule": "late_hours", "level": 3}},
        {"remove": {"sessions": ["b"]}},
    ]
    variant = scheduler.change(base, changes, name="short")
    assert (variant.name, variant.level("late_hours", "")) == ("short", 3)
    assert [each.id for each in variant.sessions] == ["a"]
    assert [each.id for each in base.sessions] == ["a", "b"]


def test_each_change_that_cannot_be_made_is_a_line() -> None:
    """Each by its number in the list."""
    base = conference(session("a"))
    with pytest.raises(InstanceError) as error:
        scheduler.change(base, [{"unpin": {"session": "a"}}, {"remove": {"sessions": ["z"]}}])
    assert any(each.startswith("changes[2]") and '"z"' in each for each in _said(error))


def test_tables_of_a_programme_are_read_again() -> None:
    """On the clocks of the venue, whether or not the times have a zone."""
    instance = conference(session("a"), session("b"))
    schedule = placed(instance, a="Mon 09:00 A", b="Tue 14:00 B")
    table = pd.DataFrame(
        {
            "session": ["a", "b"],
            "start": [pd.Timestamp("2021-11-08 09:00"), pd.Timestamp("2021-11-09 14:00")],
            "room": ["A", "B"],
        }
    )
    assert scheduler.load(table, instance) == schedule
    aware = table.assign(start=[each.tz_localize("Africa/Addis_Ababa") for each in table["start"]])
    assert scheduler.load(aware.set_index("session"), instance) == schedule


def test_all_that_is_wrong_with_a_table_is_told_at_once() -> None:
    """Each with its row."""
    instance = conference(session("a"))
    rows = [("z", "2021-11-08 09:00", "A"), ("a", "2021-11-08 09:00", "Q"), ("a", None, "A")]
    with pytest.raises(SolutionError) as error:
        scheduler.load(pd.DataFrame(rows, columns=["session", "start", "room"]), instance)
    assert _said(error) == (
        "table, row 1: session: found 'z', expected a session of tiny.",
        "table, row 2: room: found 'Q', expected a room of tiny.",
        "table, row 3: start: found nothing, expected a time.",
    )
    with pytest.raises(SolutionError, match="expected room too"):
        scheduler.load(pd.DataFrame({"session": [], "start": []}), instance)
    twice = [("a", "2021-11-08 09:00", "A")] * 2
    with pytest.raises(SolutionError, match="a comes twice"):
        scheduler.load(pd.DataFrame(twice, columns=["session", "start", "room"]), instance)


def test_prices_are_what_the_evaluation_says() -> None:
    """Of every place: the same difference, and forbidden where a hard rule is broken anew."""
    instance = conference(session("a", attendance=50), session("b"), levels={"room_waste": 1})
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A")
    before = scheduler.evaluate(instance, schedule)
    table = scheduler.prices(instance, schedule, "a")
    assert len(table) > 10
    for row in table.to_dict(orient="records"):
        start = row["start"].to_pydatetime().astimezone(UTC)
        others = [each for each in schedule.assignments if each.session != "a"]
        moved = scheduler.Schedule.of([*others, Assignment("a", start, row["room"])])
        after = scheduler.evaluate(instance, moved)
        assert row["penalty"] * 1000 == after.penalty - before.penalty
        assert bool(row["forbidden"]) == bool(after.forbidden)


def test_a_comparison_is_a_row_for_each_programme_and_figure() -> None:
    """An hour late of two: once at 18:00, once not."""
    instance = conference(session("a"), kinds=EITHER, levels={"late_hours": 2}, only="late_hours")
    early, late = placed(instance, a="Mon 09:00 A"), placed(instance, a="Mon 18:00 A")
    comparison = scheduler.compare({"early": (instance, early), "late": (instance, late)})
    table = comparison.to_pandas()
    figures = {(row["programme"], row["figure"]): row for row in table.to_dict(orient="records")}
    assert len(figures) == len(table)
    assert figures["early", "late_hours"]["value"] == 0
    late_hours, total = figures["late", "late_hours"], figures["late", "penalty"]
    assert [late_hours[each] for each in ("value", "unit", "penalty")] == [60, "minutes", 120]
    assert [total[each] for each in ("value", "unit", "kind")] == [120, "points", "total"]
    assert figures["late", "session_hours"]["value"] == 1
    wide = table.pivot(index="programme", columns="figure", values="value")
    assert wide["late_hours"].to_dict() == {"early": 0, "late": 60}
    assert "late_hours" in comparison._repr_html_()


def test_what_if_is_a_row_for_each_variant() -> None:
    """One that is as good, one that has no programme; with two seeds the figures have ranges."""
    instance = conference(session("a"), session("b"), kinds=EITHER)
    off = scheduler.change(instance, [{"set_level": {"rule": "late_hours", "level": "off"}}])
    long = scheduler.change(instance, [{"change": {"sessions": {"a": {"duration": 720}}}}])
    found = scheduler.what_if(instance, {"off": off, "long": long}, time_limit=2, seeds=2)
    table = found.to_pandas()
    assert table["status"].to_dict() == {"tiny": "optimal", "off": "optimal", "long": "infeasible"}
    assert table["penalty"].dropna().to_dict() == table["bound"].dropna().to_dict()
    assert table["session_hours"].dropna().to_dict() == {"tiny": 2, "off": 2}
    assert repr(found) == "VariantSearch(tiny: optimal, off: optimal, long: infeasible)"
    assert found.comparison is not None
    assert found.comparison.has_ranges
    with pytest.raises(InputError, match="'tiny' is the name of the conference"):
        scheduler.what_if(instance, {"tiny": off})


def test_a_broken_programme_is_published_only_if_that_is_said(tmp_path: Path) -> None:
    """And then it is release 1; the same again is no other release."""
    instance = scheduler.read(TINY)
    stored = scheduler.load("solutions/tiny.json", instance)
    clash = [
        Assignment(each.session, at_, "hall") if each.session == "villages" else each
        for each in stored.assignments
        for at_ in [stored.by_session["opening"].start]
    ]
    broken = scheduler.Schedule.of(clash)
    store = tmp_path / "releases.db"
    with pytest.raises(InputError, match="breaks hard rules"):
        scheduler.publish(instance, broken, store)
    assert not store.exists()
    release = scheduler.publish(instance, broken, store, anyway=True)
    assert release.number == 1
    assert scheduler.publish(instance, broken, store, anyway=True).number == 1
    assert scheduler.publish(instance, stored, store).number == 2


def test_feeds_are_those_of_the_command(tmp_path: Path) -> None:
    """The same files with the same bytes."""
    instance = scheduler.read(TINY)
    store = tmp_path / "releases.db"
    release = scheduler.publish(instance, scheduler.load("solutions/tiny.json", instance), store)
    written = scheduler.feeds(release, tmp_path / "python")
    assert isinstance(written, Written)
    assert main(("feeds", "tiny", "--store", str(store), "-o", str(tmp_path / "command"))) == 0
    for path in written.paths:
        assert (tmp_path / "python" / path).read_bytes() == (
            tmp_path / "command" / path
        ).read_bytes()
    with pytest.raises(InputError, match="found 'de', expected one of en, fr"):
        scheduler.feeds(release, tmp_path / "no", languages=["de"])


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """A schedule alone, and a solution with its proof."""
    instance = conference(session("a"))
    schedule = placed(instance, a="Mon 09:00 A")
    scheduler.save(tmp_path / "x.json", instance, schedule)
    assert scheduler.load(tmp_path / "x.json", instance) == schedule
    solution = scheduler.solve(instance, engine="cp-sat", time_limit=5)
    scheduler.save(tmp_path / "y.json", instance, solution)
    stored = json.loads((tmp_path / "y.json").read_text(encoding="utf-8"))
    assert stored["status"] == "optimal"


def test_a_better_programme_stays_unless_it_is_to_go(tmp_path: Path) -> None:
    """As it does with the command; what gives way is kept."""
    instance = conference(session("a"), kinds=EITHER, only="late_hours")
    best = scheduler.solve(instance, engine="cp-sat", time_limit=5)
    late = placed(instance, a="Mon 18:00 A")
    worse = replace(
        best,
        schedule=late,
        evaluation=scheduler.evaluate(instance, late),
        status=scheduler.Status.FEASIBLE,
    )
    path = tmp_path / "x.json"
    assert scheduler.save(path, instance, best).written == path
    assert scheduler.save(path, instance, worse).stays is not None
    assert scheduler.load(path, instance) == best.schedule
    filed = scheduler.save(path, instance, worse, overwrite=True)
    assert filed.kept is not None
    assert scheduler.load(path, instance) == late
    assert scheduler.load(filed.kept.path, instance) == best.schedule


def test_without_a_programme_nothing_is_judged() -> None:
    """A search that has proved there is none."""
    instance = conference(session("a", duration=720))
    solution = scheduler.solve(instance, engine="cp-sat", time_limit=5)
    assert solution.status is scheduler.Status.INFEASIBLE
    with pytest.raises(SolutionError, match="has no programme: infeasible"):
        scheduler.evaluate(instance, solution)
    assert solution.to_pandas().empty
    assert "infeasible" in solution._repr_html_()


def test_notebooks_show_tables_with_every_text_escaped() -> None:
    """Nothing of a title is markup."""
    instance = conference(session("a", title="<script>x</script>"), session("b", duration=90))
    solution = scheduler.solve(instance, engine="cp-sat", time_limit=5)
    for shown in (solution, instance):
        page = shown._repr_html_()
        assert "&lt;script&gt;x" in page
        assert "<script" not in page
    assert solution.evaluation is not None
    assert "0 against hard rules" in solution.evaluation._repr_html_()


def _forum() -> scheduler.Conference:
    forum = scheduler.Conference("forum", date(2026, 5, 11), "2026-05-12", "Africa/Addis_Ababa")
    hall = forum.add_room("hall", capacity=300)
    forum.add_session("opening", minutes=timedelta(hours=1), pin={"room": hall})
    return forum


def test_a_conference_is_built_in_code() -> None:
    """Rows stand for their ids, dates may be text, a kind is made where there is none."""
    instance = _forum().build()
    opening = instance.session_by_id["opening"]
    assert (opening.title, opening.kind, opening.duration) == (
        "opening",
        "session",
        timedelta(hours=1),
    )
    assert opening.pin == Pin(room="hall")
    assert instance.kinds[0].bands == ("morning", "afternoon")
    assert (instance.first_day, instance.last_day) == (date(2026, 5, 11), date(2026, 5, 12))


def test_rows_of_any_table_are_added() -> None:
    """Instants are aware datetimes."""
    forum = _forum()
    noon = datetime(2026, 5, 11, 9, tzinfo=UTC)
    forum.add_person("ada", available=[{"from": noon, "to": noon + timedelta(hours=2)}])
    forum.add("regions", id="africa", title="Africa")
    forum.add_body("board")
    forum.set_level("late_hours", 3)
    instance = forum.build()
    assert instance.people[0].available is not None
    assert [each.id for each in instance.regions] == ["africa"]
    assert [each.id for each in instance.bodies] == ["board"]
    assert instance.level("late_hours", "") == 3


WINDOW = {"from": "2026-05-11T09:00", "to": "2026-05-11T12:00"}
UNZONED = datetime(2026, 5, 11)  # noqa: DTZ001 - what is given without a zone
WRONG: list[Callable[[scheduler.Conference], Any]] = [
    lambda forum: forum.add_session("talk", minutes=0),
    lambda forum: forum.add_room("hall", capacity=1),
    lambda forum: forum.add_room("salon", capcity=1, capacity=3),
    lambda forum: forum.add("rooms", capacity=3),
    lambda forum: forum.add("roms", id="salon"),
    lambda forum: forum.add_person("ada", available=[WINDOW]),
    lambda forum: forum.add_room(
        "x", capacity=2, closures=[{"days": ["2026-05-11"], "from": "9h"}]
    ),
    lambda forum: forum.add_person("ada", available=[{"from": UNZONED}]),
    lambda forum: forum.set_level("late_hours", "strong"),
    lambda forum: forum.set_level("late_hour", 3),
    lambda forum: scheduler.Conference("x", "2026-05-11", "2026-05-12", "Addis"),
    lambda forum: scheduler.Conference("x", "2026-05-11", "2026-05-12", "UTC", grids=30),
]


def test_a_row_that_cannot_be_used_is_refused_at_once(snapshot: SnapshotAssertion) -> None:
    """By call, row and field; of several shapes the faults of the nearest; the rows before stay."""
    told = []
    for call in WRONG:
        forum = _forum()
        with pytest.raises(InstanceError) as error:
            call(forum)
        told.append(_said(error))
        assert len(forum.build().rooms) == 1
    assert told == snapshot


def test_what_does_not_fit_together_is_told_when_it_is_built() -> None:
    """All at once, by its keys."""
    forum = _forum()
    forum.add_session("talk", minutes=30, body="board", people={"chair": ["ada"]})
    with pytest.raises(InstanceError) as error:
        forum.build()
    assert [each.partition(":")[0] for each in _said(error)] == [
        "sessions[talk].body",
        "sessions[talk].people.chair[1]",
    ]


def test_objects_are_shown_in_a_line() -> None:
    """As an interactive Python shows them."""
    instance = _forum().build()
    solution = scheduler.solve(instance, time_limit=2)
    assert repr(instance) == "Instance('forum', 1 sessions, 1 rooms)"
    assert repr(solution) == "Solution('forum', optimal, penalty 0, bound 0)"
    assert repr(solution.schedule) == "Schedule(1 sessions)"
    assert repr(solution.evaluation) == "Evaluation(penalty 0, 0 findings, 0 against hard rules)"
    (talk,) = instance.sessions
    assert repr(scheduler.explain(instance, solution, talk.id)).startswith("Placing('")
    assert repr(scheduler.conflicts(instance)) == "Collision(feasible, 0 conflicts)"


def test_files_of_other_systems_are_imported(tmp_path: Path) -> None:
    """A programme has places; tables have none, and a programme comes back as it was exported."""
    instance = scheduler.read(TINY)
    schedule = scheduler.load("solutions/tiny.json", instance)
    file = tmp_path / "tiny.json"
    file.write_bytes(scheduler.export(instance, schedule, "schedule-json"))
    imported, programme = scheduler.import_(file, name="again")
    assert imported.name == "again"
    assert {each.session for each in programme.assignments} == {*imported.session_by_id}
    with pytest.raises(InputError, match=r"^export: to: found 'odt', expected one of xlsx, "):
        scheduler.export(instance, schedule, "odt")
