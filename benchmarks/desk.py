"""Measure what a planner waits for at the desk: colours, a drop, a chain, undo; alone and beside a search.

The reference conference and made-up ones. Each line has the median and what 95 of 100 stay within, in
milliseconds, as the server answers: with the search for prices, `evaluate`, and the disk. `--quick` has few
rounds of the reference alone.
"""

import argparse
import gc
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.generation import Wanted, generate
from scheduler.desk import (
    Chains,
    DeskState,
    LiveDesk,
    Outcome,
    Worker,
    move,
    open_desk,
    search_nearby,
)
from scheduler.errors import InputError
from scheduler.sources import read_instance, schedule_text
from scheduler.web.desk.answers import prices_answer, state_of

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "instances" / "wtdc21-addis.yaml"
SIZES = (400, 1600)
ROUNDS = 60
HEAD = """| what | median (ms) | 95 % (ms) | processor, median (ms) | 95 % (ms) | times |
|---|---|---|---|---|---|
"""
CHAIN = 3.0
"""Seconds after which a chain has not been found."""


@dataclass(frozen=True, slots=True)
class Row:
    """How long something took, time and again."""

    what: str
    seconds: list[float]
    worked: list[float] = field(default_factory=list)
    """Of these, what this machine's processor worked: the rest is waiting, for the disk or for others."""

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Measure what is done meanwhile."""
        begun, worked = time.perf_counter(), time.thread_time()
        yield
        self.note(time.perf_counter() - begun, time.thread_time() - worked)

    def note(self, seconds: float, worked: float) -> None:
        """Add one more."""
        self.seconds.append(seconds)
        self.worked.append(worked)

    def line(self) -> str:
        """Return it as a row of a table."""
        cells = [
            f"{_part(times, part) * 1000:,.0f}" if times else "-"
            for times in (self.seconds, self.worked)
            for part in (0.5, 0.95)
        ]
        return f"| {self.what} | {' | '.join(cells)} | {len(self.seconds)} |"


def _part(times: Sequence[float], part: float) -> float:
    return sorted(times)[int(part * (len(times) - 1))]


def main() -> int:
    """Measure, and print a table for each conference."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    rounds = 10 if given.quick else given.rounds
    with tempfile.TemporaryDirectory() as folder:
        for name, live in _desks(Path(folder), quick=given.quick):
            live.warm()
            gc.collect()
            gc.freeze()  # as the server does
            for beside in (False, True):
                _print(name, live, rounds, beside=beside)
    return 0


def _desks(folder: Path, *, quick: bool) -> Iterator[tuple[str, LiveDesk]]:
    stored = _stored(folder)
    yield "reference", LiveDesk(open_desk(REFERENCE, folder / "reference.yaml", solutions=stored))
    for size in () if quick else SIZES:
        made = generate(Wanted(f"made-{size}", size, 0.5, 1))
        path = folder / f"made-{size}.yaml"
        path.write_text(made.text, encoding="utf-8")
        instance = read_instance(path)
        place = folder / f"{instance.name}.json"
        place.write_text(schedule_text(instance, made.planted), encoding="utf-8")
        yield f"{size} sessions", LiveDesk(open_desk(path, solutions=folder))


def _stored(folder: Path) -> Path:
    """Copy the reference programme to where the desk may write."""
    name = f"{REFERENCE.stem}.json"
    (folder / name).write_bytes((ROOT / "solutions" / name).read_bytes())
    return folder


def _print(name: str, live: LiveDesk, rounds: int, *, beside: bool) -> None:
    stop, worker = threading.Event(), Worker()
    asked = (live.desk, 8, lambda _: None, stop, worker.call)
    search = threading.Thread(target=search_nearby, args=asked)
    if beside:
        search.start()
    sys.stdout.write(f"\n{name}{', while it is solved beside' if beside else ''}\n\n")
    sys.stdout.write(HEAD)
    for row in _rows(live, rounds):
        sys.stdout.write(f"{row.line()}\n")
        sys.stdout.flush()
    stop.set()
    if beside:
        search.join()
    worker.close()


def _rows(live: LiveDesk, rounds: int) -> Iterator[Row]:
    chance = random.Random(0)  # noqa: S311 - equal rounds each time
    ids = [each.session for each in live.desk.schedule.assignments]
    rows = {what: Row(what, []) for what in ("colour", "drop", "undo", "first chain")}
    for _ in range(rounds):
        name = chance.choice(ids)
        with rows["colour"].timed():
            number, desk, prices = live.prices(name)
            json.dumps(prices_answer(desk, number, prices))
        goal, room = chance.choice(prices.starts), chance.choice(prices.rooms)
        try:
            move(live.desk, name, goal, room)
        except InputError:  # its own facts leave no way to be there
            continue
        with rows["drop"].timed():
            live.grant(live.number, partial(move, session=name, to=goal, room=room), "")
            json.dumps(state_of(live.desk, live.number))
        with rows["undo"].timed():
            live.turn(live.number, "", back=True)
            json.dumps(state_of(live.desk, live.number))
        _first_chain(live, _onto_another(live.desk, name, chance), rows["first chain"])
        live.follow()
    yield from rows.values()


def _onto_another(desk: DeskState, name: str, chance: random.Random) -> Outcome:
    """Weigh the move of a session to where another one of its kind is."""
    sessions, placed = desk.instance.session_by_id, desk.schedule.by_session
    like = [each for each in placed if sessions[each].kind == sessions[name].kind]
    there = placed[chance.choice(like)]
    try:
        return move(desk, name, there.start, there.room)
    except InputError:
        return _onto_another(desk, chance.choice([*placed]), chance)


def _first_chain(live: LiveDesk, outcome: Outcome, row: Row) -> None:
    """Measure when the first chain is there, if there is one in time."""
    begun, worked = time.perf_counter(), time.thread_time()
    found = list[tuple[float, float]]()

    def told(_: Sequence[Outcome]) -> None:
        found.append((time.perf_counter() - begun, time.thread_time() - worked))

    if outcome.consequences.broken:
        Chains(live.table, outcome, time.monotonic() + CHAIN).search(told)
    for each in found[:1]:
        row.note(*each)


if __name__ == "__main__":
    sys.exit(main())
