"""Progress while solving: what is said, and how often."""

import threading
from dataclasses import replace

import pytest

from scheduler.cli.searches import ONCE, Compiling, Lines, line, watched
from scheduler.progress import WAITING, Onward, Progress, Watch, within

BEST = Progress(seconds=3.0, best=4000, bound=3000, phase="annealing")


def test_a_line_says_what_is_known() -> None:
    """Best 4 points, bound 3: a quarter is the gap."""
    assert line(None, 0.5, 60) == "0 s of 60 s"
    assert [line(None, at, 8) for at in (7.96, 8.04, 8.1)] == [
        "7 s of 8 s",
        "8 s of 8 s",
        "8 s of 8 s",
    ]
    assert line(BEST, 3, 30) == "3 s of 30 s  best 4  lower bound 3  gap 25.0 %  annealing"
    nothing = Progress(seconds=3.0, best=None, bound=None, phase="looking")
    assert line(nothing, 3, 30) == "3 s of 30 s  no programme yet  looking"


def test_with_one_worker_a_line_tells_work_and_time_apart() -> None:
    """Work is what ends the search, and time is what it takes: no fraction of one by the other."""
    told = Progress(seconds=642.0, best=4000, bound=None, phase="proving", work=0.355)
    assert line(told, 642, None) == "10 min 42 s  35.5 % of the work  best 4  proving"
    assert line(None, 642, None) == "10 min 42 s"


def test_what_is_waited_for_counts_not_as_search() -> None:
    told = Progress(seconds=0.0, best=None, bound=None, phase=WAITING, waited=12.0, compiling=True)
    assert line(told, 12, 60) == "compiling for 12 s"
    later = Progress(seconds=3.0, best=4000, bound=None, phase="annealing", waited=12.0)
    assert line(later, 15, 60) == "3 s of 60 s  best 4  annealing"


def test_that_it_is_compiled_is_said_once() -> None:
    told = Progress(seconds=1.0, best=None, bound=None, phase=WAITING, compiling=True)
    heard: list[str] = []
    compiling = Compiling(heard.append)
    for each in (None, BEST, told, told):
        compiling.look(each)
    assert heard == [ONCE]


def test_plain_lines_come_when_the_best_changes_and_at_most_one_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told ten times a second for three seconds, with a new best each time: three lines."""
    now = 100.0
    monkeypatch.setattr("scheduler.cli.searches.time.monotonic", lambda: now)
    said: list[str] = []
    lines = Lines(said.append)
    for tenth in range(31):  # the clock starts at 0.0 and ends at 3.0
        now = 100.0 + tenth / 10
        lines(Progress(now, best=4000 - tenth, bound=None, phase="annealing"))
        lines.show(30)
    assert [text.split()[0] for text in said] == ["1", "2", "3"]


def test_plain_lines_say_that_the_search_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any news, a line after five seconds and not before."""
    now = 100.0
    monkeypatch.setattr("scheduler.cli.searches.time.monotonic", lambda: now)
    said: list[str] = []
    lines = Lines(said.append)
    for second in (1, 4.9, 5, 9.9):
        now = 100.0 + second
        lines.show(30)
    assert said == ["5 s of 30 s"]


def _waiting(waited: float) -> float:
    """Return the seconds that a search took, which says that it only waited for so many."""

    def search(*, watch: Watch, stop: threading.Event) -> str:
        watch(BEST)
        watch(replace(BEST, waited=waited))
        return "found" if not stop.is_set() else "stopped"

    answer, took = watched(search, 60.0)
    assert answer == "found"
    return took


def test_what_it_only_waited_for_is_not_what_a_search_took() -> None:
    assert _waiting(1000.0) == 0.0
    assert _waiting(0.0) > 0.0


def test_what_is_told_of_a_part_is_work_of_the_whole() -> None:
    """A half of the second part, of 0.6, comes after 0.3: 0.6 of all; without work there is none."""
    told: list[Progress] = []
    watch = within(told.append, 0.3, 0.6)
    watch(replace(BEST, work=0.5))
    watch(replace(BEST, work=1.5))
    watch(BEST)
    assert [each.work for each in told] == [pytest.approx(0.6), pytest.approx(0.9), None]


def test_a_search_of_several_parts_never_goes_back() -> None:
    """What a part does not know is what was known before."""
    told: list[Progress] = []
    watch = Onward(told.append)
    watch(Progress(2.0, 4000, None, "annealing", work=0.023))
    watch(Progress(1.0, None, 3000, "items", work=0.006))
    watch(Progress(3.0, 5000, 1000, "proving"))
    watch(Progress(4.0, 3500, 3100, "proving", work=0.5))
    assert told == [
        Progress(2.0, 4000, None, "annealing", work=0.023),
        Progress(2.0, 4000, 3000, "items", work=0.023),
        Progress(3.0, 4000, 3000, "proving", work=0.023),
        Progress(4.0, 3500, 3100, "proving", work=0.5),
    ]
