"""What may be asked for, and how sessions are shared out."""

import pytest

from benchmarks.generation import LEAST, MOST, Wanted
from benchmarks.generation.sizes import SHARES, shared_out
from scheduler.errors import InputError


@pytest.mark.parametrize("number", [10, 21, 300, 2500])
def test_all_sessions_are_shared_out(number: int) -> None:
    """Each kind has one at least, and together they are as many as were asked for."""
    counts = shared_out(number)
    assert list(counts) == [kind for kind, _ in SHARES]
    assert min(counts.values()) >= 1
    assert sum(counts.values()) == number


@pytest.mark.parametrize(
    ("name", "sessions", "tightness", "seed", "expected"),
    [
        ("a", LEAST - 1, 0.5, 0, "--sessions: found 49, expected a number from 50 to 4000."),
        ("a", MOST + 1, 0.5, 0, "--sessions: found 4001, expected a number from 50 to 4000."),
        ("a", 60, 1.5, 0, "--tightness: found 1.5, expected a number from 0 to 1."),
        ("a", 60, float("nan"), 0, "--tightness: found nan, expected a number from 0 to 1."),
        ("a", 60, 0.5, -1, "--seed: found -1, expected a number, 0 or more."),
    ],
)
def test_what_lies_beyond_is_refused(
    name: str, sessions: int, tightness: float, seed: int, expected: str
) -> None:
    """The message says what was found and what was expected."""
    with pytest.raises(InputError) as caught:
        Wanted(name, sessions, tightness, seed)
    assert str(caught.value) == expected
