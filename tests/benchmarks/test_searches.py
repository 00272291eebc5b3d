"""Measured searches: what is kept of them, and that none is made twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.searches import (
    PLAIN,
    Record,
    Results,
    Search,
    code_now,
    made_apart,
    made_here,
    run,
)
from tests.benchmarks.records import SEARCH, record

BEST = 60_000
"""Penalty of the best programme of the tiny instance, proved."""


def test_what_was_known_at_a_moment_is_the_last_that_was_noted() -> None:
    """The moment itself counts; before the first programme there is none."""
    made = record((0.5, None, 1), (1.0, 9, 1), (2.0, 7, 3))
    assert [made.at(moment).best for moment in (0.4, 0.5, 1.0, 1.9, 60)] == [None, None, 9, 9, 7]
    assert [made.until(), made.until(9), made.until(8), made.until(6)] == [1.0, 1.0, 2.0, None]
    assert (made.end.best, made.end.bound) == (7, 3)


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    """Only what is missing is made; half a line at the end of the file does no harm."""
    path, asked = tmp_path / "results.jsonl", []
    first, second = SEARCH, replace(SEARCH, seed=1)

    def make(search: Search) -> Record:
        asked.append(search)
        return record((1.0, 5, 2), seed=search.seed)

    assert run([first], Results(path, code_now()), lambda _: None, make=make)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"search": {"subj')
    results = Results(path, code_now())
    assert run([first, second, second], results, lambda _: None, make=make)
    assert asked == [first, second]
    again = Results(path, code_now()).made
    assert again == results.made == {each.search: each for each in map(make, (first, second))}


def test_failures_and_what_other_code_has_made_are_made_anew(tmp_path: Path) -> None:
    """A failure is told, and ends no run."""
    path, told = tmp_path / "results.jsonl", list[str]()
    results = Results(path, code_now())
    results.add(replace(record((1.0, 5, 2)), code="before"))
    failed = Record(replace(SEARCH, seed=1), code_now(), trouble="ValueError: no")
    makes = {SEARCH: record((1.0, 6, 2)), failed.search: failed}
    results = Results(path, code_now())
    assert not run(makes, results, lambda each: told.append(each.trouble), make=makes.__getitem__)
    assert told == ["", "ValueError: no"]
    assert [*Results(path, code_now()).made.values()] == [makes[SEARCH]]


def test_searches_are_made_anew_with_other_code_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither prose nor a command that is changed makes a search go otherwise."""
    monkeypatch.setattr("benchmarks.searches.ROOT", tmp_path)
    names = []
    for path, text in (
        ("engines/a.py", "def f():\n    return 1\n"),
        ("engines/a.py", 'def f():\n    """Say one."""\n    # as before\n    return 1\n'),
        ("cli/a.py", "A = 1\n"),
        ("engines/a.py", "def f():\n    return 2\n"),
    ):
        file = tmp_path / "scheduler" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        code_now.cache_clear()
        names.append(code_now())
    code_now.cache_clear()
    assert names[0] == names[1] == names[2] != names[3]


def test_plain_cp_sat_is_measured_like_ours() -> None:
    """It proves the best programme of the tiny instance, and is judged by our evaluation."""
    found = made_here(Search("tiny", 0, 20.0, 1, engine=PLAIN))
    assert (found.status, found.end.best, found.end.bound) == ("optimal", BEST, BEST)
    assert found.until() is not None
    assert not found.judged  # by code that is not ours
    assert found.memory > 1


@pytest.mark.slow
def test_a_search_in_a_process_of_its_own() -> None:
    """Its moments are of work with one worker; what goes wrong there is told in a line."""
    found = made_apart(Search("tiny", 0, 20.0, 1, busy=1))
    assert (found.trouble, found.end.best, found.end.bound) == ("", BEST, BEST)
    assert found.end.seconds < 20.0
    bests = [each.best for each in found.points if each.best is not None]
    assert bests == sorted(bests, reverse=True)
    failed = made_apart(Search("nowhere", 0, 20.0, 1))
    assert failed.trouble.endswith("neither shipped nor a workbook that is here; see --data.")


@pytest.mark.slow
def test_equal_seeds_and_one_worker_give_equal_records() -> None:
    """But for what is measured by the clock."""
    one, other = (made_apart(Search("generated-50:1~3", 0, 1.0, 1)) for _ in range(2))
    assert one.end.best is not None
    assert one.end == other.end
    assert [(p.best, p.bound) for p in one.points] == [(p.best, p.bound) for p in other.points]
