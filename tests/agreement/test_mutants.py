"""A programme of the reference conference, with one session moved: every voice and engine agrees."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import Model, prepared
from scheduler.instance import DAY, Instance, Session, attending, instant_at, languages_of, remade
from scheduler.replanning.published import promised
from scheduler.restrictions import Problem
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance, read_schedule
from tests.engines.fixing import objective_of
from tests.sampling import TIMES
from tests.voices import counted, differences, judged

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "wtdc21-addis.json"
PARTS, MUTANTS = 2, 40 * TIMES
"""Each part is a sample of its own, so that they can run side by side."""
IN_A_TRACK = 3
"""Sessions: with more of them, the exact model counts fewer changes of track than there are."""
SMALL = 25 * TIMES
"""Mutants of which each has one seat, or one session, more or less."""


@cache
def reference() -> tuple[Instance, Problem, Counter]:
    """Return the reference instance, with tracks, its problem and its count."""
    plain = read_instance(ROOT / "instances" / "wtdc21-addis.yaml")
    ids = [each.id for each in plain.sessions if each.kind == "thematic"][: 2 * IN_A_TRACK]
    tracks = {"one": ids[:IN_A_TRACK], "two": ids[IN_A_TRACK:]}
    rows = [{"id": id_, "sessions": {"sessions": own}} for id_, own in tracks.items()]
    tables = json.loads(plain.model_dump_json(by_alias=True))
    instance = Instance.model_validate_json(json.dumps({**tables, "tracks": rows}))
    problem = problem_of(instance)
    return instance, problem, Counter(problem)


@cache
def programme() -> Schedule:
    """Return the solution that is shipped."""
    return read_schedule(SOLUTION, reference()[0])


def mutant(problem: Problem, schedule: Schedule, rng: Random) -> Schedule:
    """Change one session, which keeps its agenda; or let another one deal with one of the items."""
    if rng.random() < 0.15:
        moved, other = rng.choice(schedule.agendas), rng.choice(schedule.assignments).session
        kept = [each for each in schedule.agendas if each.item != moved.item]
        return schedule.with_agendas([*kept, replace(moved, session=other)])
    found = changed(problem, schedule, rng)
    return found.with_agendas(each for each in schedule.agendas if each.session in found.by_session)


def changed(problem: Problem, schedule: Schedule, rng: Random) -> Schedule:
    """Move a session in time, in room, or in both; seat somebody or nobody there; drop one or take one up."""
    if rng.random() < 0.15:
        return selected(problem, schedule, rng)
    moved = rng.choice(schedule.assignments)
    pool = reference()[0].pools.get(moved.session, ())
    others = [each for each in schedule.assignments if each is not moved]
    if pool and rng.random() < 0.8:
        seated = tuple(sorted({*moved.seated} ^ {rng.choice(pool)}))
        return Schedule.of((*others, replace(moved, seated=seated)))
    start, room = moved.start, moved.room
    change = rng.choice(("start", "room", "both"))
    while (start, room) == (moved.start, moved.room):
        start = start if change == "room" else rng.choice(problem.starts)
        room = room if change == "start" else rng.choice(problem.rooms)
    return Schedule.of((*others, replace(moved, start=start, room=room)))


def selected(problem: Problem, schedule: Schedule, rng: Random) -> Schedule:
    """Leave out an optional session that is held, or hold one that is not."""
    chosen = rng.choice(sorted(problem.optional))
    others = [each for each in schedule.assignments if each.session != chosen]
    if chosen in schedule.by_session:
        return Schedule.of(others)
    there = Assignment(chosen, rng.choice(problem.starts), rng.choice(problem.rooms))
    return Schedule.of((*others, there))


def places_of(model: Model, schedule: Schedule) -> list[tuple[int, int]]:
    """Return the places of a schedule, all of which lie in the sessions' domains."""
    places = [place for place in model.places(with_seats(schedule)) if place is not None]
    assert len(places) == len(model.domains)
    return places


def _alone(model: Model) -> list[int]:
    """Return the positions of the sessions that neither follow nor are followed."""
    followers = model.problem.followers
    others = {*followers, *followers.values()}
    return [number for number, session in enumerate(model.domains) if session not in others]


def totals(schedule: Schedule) -> tuple[int, int]:
    """Return the forbidden amount and the penalty, by the engines' count."""
    counts = reference()[2].by_rule(with_seats(schedule)).values()
    return sum(each.forbidden for each in counts), sum(each.penalty for each in counts)


def test_the_programme_keeps_every_hard_rule() -> None:
    """So that whatever a mutant breaks, its one move has broken."""
    assert totals(programme())[0] == 0


def test_the_voices_agree_on_mutants_that_need_some_languages() -> None:
    """Each interpreted session needs some of its pool's; rooms have some of the booths."""
    usual, _, _ = reference()
    rng, lacking = Random("languages"), 0

    def needing(session: Session) -> Session:
        spoken = languages_of(usual, session)
        some = rng.sample(spoken, rng.randint(1, len(spoken))) if spoken else None
        return remade(session, languages=some and tuple(some))

    sessions = tuple(needing(each) for each in usual.sessions)
    rooms = tuple(remade(each, booths=rng.randint(0, 6)) for each in usual.rooms)
    instance = remade(usual, sessions=sessions, rooms=rooms)
    problem = problem_of(instance)
    counter = Counter(problem)
    for _ in range(SMALL):
        schedule = mutant(problem, programme(), rng)
        assert differences(instance, counter, schedule) == []
        lacking += any(rule == "room_lacks_feature" for rule, _ in judged(instance, schedule))
    assert lacking > SMALL // 2


def test_the_voices_agree_on_mutants_that_span_breaks() -> None:
    """Every kind spans breaks, and one more session is moved to begin shortly before a break, or in it."""
    usual, _, _ = reference()
    kinds = tuple(remade(each, span_breaks=True) for each in usual.kinds)
    instance = remade(usual, kinds=kinds)
    problem, rng, longer = problem_of(instance), Random("breaks"), 0
    counter = Counter(problem)
    breaks = next(iter(problem.breaks.values()))
    for _ in range(SMALL):
        schedule = mutant(problem, programme(), rng)
        moved, (since, _) = rng.choice(schedule.assignments), rng.choice(rng.choice(breaks).pauses)
        start = since - rng.choice((-15, 0, 15, 45)) * timedelta(minutes=1)
        others = (each for each in schedule.assignments if each is not moved)
        schedule = Schedule.of((*others, replace(moved, start=start)))
        assert differences(instance, counter, schedule) == []
        longer += any(
            problem.end(each.session, each.start) - each.start > problem.durations[each.session]
            for each in schedule.assignments
        )
    assert longer > SMALL // 2


@pytest.mark.parametrize("part", range(PARTS))
def test_the_voices_agree_on_mutants(part: int) -> None:
    """Rule by rule and item by item, hard and soft; most moves break something, some do not."""
    instance, problem, counter = reference()
    rng, broken = Random(part), 0
    for _ in range(MUTANTS):
        schedule = mutant(problem, programme(), rng)
        said = judged(instance, schedule)
        assert said == counted(counter, schedule), schedule
        broken += any(forbidden for forbidden, *_ in said.values())
    assert MUTANTS / 2 < broken < MUTANTS


def tight() -> Instance:
    """Return the instance with limits of panels, quotas and showcases that the programme just keeps.

    Every second person cares for one theme alone, and every second dialogue is a technical one.
    """
    instance, held = reference()[0], programme().by_session
    tables = json.loads(instance.model_dump_json(by_alias=True))
    for number, row in enumerate(each for each in tables["sessions"] if each["panel"]):
        row["panel"]["at_most"] = row["panel"]["at_least"] = len(on_panel(instance, row["id"]))
        row["level"] = "technical" if number % 2 else row["level"]
    for row in tables["people"][::2]:
        row["themes"] = ["climate"]
    shown = [each for each in instance.sessions if "afr" in each.showcases and each.id in held]
    next(each for each in tables["regions"] if each["id"] == "afr")["showcases"] = len(shown)
    return Instance.model_validate_json(json.dumps(tables))


def on_panel(instance: Instance, session: str) -> set[str]:
    """Return who is on a panel: seated, or in a fixed role that fits one of the panel."""
    fact = instance.session_by_id[session]
    there = {*programme().by_session[session].seated, *attending(fact)}
    roles = fact.panel.roles if fact.panel is not None else ()
    return {person for role in roles for person in instance.in_role(role, there)}


def test_the_voices_agree_where_panels_and_the_selection_are_tight() -> None:
    """One seat or one session more or less; each rule on them is broken, or costs more, somewhere."""
    instance = tight()
    problem, rng, rules = problem_of(instance), Random(3), set[str]()
    counter, published = Counter(problem), programme()
    before = judged(instance, published)
    panels = [each for each in published.assignments if each.session in instance.pools]
    for number in range(2 * SMALL):
        schedule = selected(problem, published, rng)
        if number % 2:
            moved = rng.choice(panels)
            seated = {*moved.seated} ^ {rng.choice(instance.pools[moved.session])}
            others = [each for each in published.assignments if each is not moved]
            schedule = Schedule.of((*others, replace(moved, seated=tuple(sorted(seated)))))
        said = judged(instance, schedule)
        assert said == counted(counter, schedule), schedule
        rules |= {rule for (rule, item) in said if said[rule, item] != before.get((rule, item))}
    assert rules >= {
        *("quota_missed", "value_lost", "region_unheard"),
        *("panel_size_wrong", "unseated", "theme_mismatch", "levels_mixed"),
    }


def test_the_voices_agree_where_teams_work_in_half_days() -> None:
    """Two teams: of two sessions moved, some need a third team, and some none."""
    tables = json.loads(reference()[0].model_dump_json(by_alias=True))
    tables["interpretation"][0] |= {"teams": 2, "counts": "half_days"}
    instance = Instance.model_validate_json(json.dumps(tables))
    problem, rng, amounts = problem_of(instance), Random(7), set[int]()
    counter, served = Counter(problem), ("teams_exceeded", "six-languages")
    for _ in range(SMALL):
        schedule = mutant(problem, mutant(problem, programme(), rng), rng)
        said = judged(instance, schedule)
        assert said == counted(counter, schedule), schedule
        amounts.add(said.get(served, (0, 0, 0))[0])
    assert len(amounts) > 2


def test_the_voices_agree_on_mutants_of_what_was_published() -> None:
    """The programme is the published plan, and its first six days are frozen."""
    instance, problem, _ = reference()
    now = instant_at(instance.dates[5], DAY, instance.zone)
    frozen = promised(instance, programme(), now, unlock=True)
    counter, rng, rules = Counter(problem_of(frozen)), Random(9), set[str]()
    for _ in range(MUTANTS):
        schedule = mutant(problem, programme(), rng)
        said = judged(frozen, schedule)
        assert said == counted(counter, schedule), schedule
        rules |= {rule for rule, _ in said}
    assert {"frozen_moved", "session_moved", "room_changed"} <= rules


def test_the_annealer_prices_mutants_as_they_are_counted() -> None:
    """The difference that a move makes on the board is the difference that it makes to the count."""
    _, problem, _ = reference()
    model, schedule, rng = prepared(problem), programme(), Random(5)
    places = places_of(model, schedule)
    annealer = Annealer(model, 5, places)
    _, penalty = totals(schedule)
    for session in rng.sample(_alone(model), 30):
        forbidden, prices = annealer.prices(session)
        here = annealer.numbered(places)[session]
        allowed = np.argwhere(annealer.domains[session].allowed).tolist()
        for start, room in rng.choices(allowed, k=4):
            moved = [*places[:session], (start, room), *places[session + 1 :]]
            place = annealer.numbered(moved)[session]
            units, paid = totals(model.schedule(moved))
            assert prices[place] - prices[here] == paid - penalty
            assert (forbidden[place] == forbidden[here]) == (units == 0)


def test_the_exact_model_prices_mutants_as_they_are_counted() -> None:
    """Its least objective with everything fixed is the count's penalty; what is broken is refused."""
    _, problem, _ = reference()
    model, rng = prepared(problem), np.random.default_rng(5)
    variables = exact_model(model)
    base = places_of(model, programme())
    assert objective_of(variables, base) == totals(programme())[1]
    refused = []
    for session in rng.choice(_alone(model), 8, replace=False):
        domain = [*model.domains.values()][session]
        allowed = np.argwhere(domain.allowed)
        start, room = (int(each) for each in allowed[rng.integers(len(allowed))])
        places = [*base[:session], (start, room), *base[session + 1 :]]
        units, paid = totals(model.schedule(places))
        assert objective_of(variables, places) == (None if units else paid)
        refused.append(units > 0)
    assert True in refused
