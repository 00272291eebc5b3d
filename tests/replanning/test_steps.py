"""The moves of a programme as steps."""

from scheduler.cli.commands.solving import steps_in_words
from scheduler.instance import Instance
from scheduler.replanning import steps_between
from tests.conference import conference, placed, session


def wished(*, only: str = "off_preferred_time") -> Instance:
    """Make a conference in which `a` and `b` want each other's hour, and `c` a free one."""

    def at(clock: str, to: str) -> list[dict[str, object]]:
        return [{"days": ["2021-11-08"], "from": clock, "to": to}]

    return conference(
        session("a", preferred=at("10:00", "11:00")),
        session("b", preferred=at("09:00", "10:00")),
        session("c", preferred=at("14:00", "15:00"), duration=30),
        rooms=[{"id": "A", "capacity": 100}],
        only=only,
        levels={"room_overlap": "hard"},
    )


def test_what_is_in_the_way_moves_with_it_and_the_best_comes_first() -> None:
    """The exchange gains more than the single move; each step keeps what is hard."""
    instance = wished()
    before = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    after = placed(instance, a="Mon 10:00 A", b="Mon 09:00 A", c="Mon 14:00 A")
    steps = [*steps_between(instance, before, after)]
    assert [[session for session, _, _ in step.moved] for step in steps] == [["a", "b"], ["c"]]
    assert [step.after for step in steps] == [(0, 3000), (0, 0)]
    assert steps[0].before == (0, 15_000)
    assert [dict(step.rules) for step in steps] == [
        {"off_preferred_time": 120},
        {"off_preferred_time": 30},
    ]


def test_steps_are_told_with_their_reason() -> None:
    """One step needs no heading."""
    instance = wished()
    before = placed(instance, a="Mon 09:00 A", b="Mon 15:00 A", c="Mon 14:00 A")
    after = placed(instance, a="Mon 10:00 A", b="Mon 15:00 A", c="Mon 14:00 A")
    assert [*steps_in_words(instance, [*steps_between(instance, before, after)])] == [
        (
            "1. A (Mon 8 Nov 09:00, A → Mon 8 Nov 10:00, A): sessions outside their preferred times "
            "−60 min, penalty 12 → 6."
        )
    ]


def test_nothing_moves_between_equal_programmes() -> None:
    instance = wished()
    same = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 14:00 A")
    assert not [*steps_between(instance, same, same)]
