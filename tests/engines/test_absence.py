"""Sessions that may be absent: what is chosen, what is proved, and what a schedule without them is."""

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.domains import ABSENT
from scheduler.engines.model import prepared
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import (
    Avoid,
    Capacity,
    Distinct,
    Lag,
    LoadQuota,
    Pairs,
    Present,
    Stay,
    Unfit,
    Use,
)
from scheduler.solution import Engine, Status
from tests.engines.problems import answer_of, hard, placed, problem, soft, span, span_of

ENGINES = pytest.mark.parametrize("engine", Engine)
ONE_AT_A_TIME = Capacity("i", tuple(Use(session) for session in "abc"), 1)


def _held(answer: object) -> list[str]:
    schedule = getattr(answer, "schedule", None)
    assert schedule is not None
    return sorted(schedule.by_session)


@ENGINES
def test_what_is_worth_most_is_held(engine: Engine) -> None:
    """a, b and c take 30, 60 and 90 minutes, and there are 150 in all: not enough."""
    made = problem(
        *hard(ONE_AT_A_TIME, *(Stay("i", each, (span(0, 150),)) for each in "abc")),
        *soft(1, Present("i", "a", 5), Present("i", "b", 3), Present("i", "c", 4)),
        optional="abc",
    )
    answer = answer_of(made, Effort(engine, 2.0), least=3)
    assert _held(answer) == ["a", "c"]
    assert answer.penalty == 3  # what b is worth


@ENGINES
def test_at_most_and_at_least_so_many_are_held(engine: Engine) -> None:
    """Each costs something to hold; two are asked for, or one is all that is allowed."""
    dear = soft(1, *(Unfit("i", each, None) for each in "abc"))
    count = {"a": 1, "b": 1, "c": 1}
    at_least = problem(*dear, *hard(LoadQuota("i", count, None, at_least=2)), optional="abc")
    answer = answer_of(at_least, Effort(engine, 2.0), least=2)
    assert len(_held(answer)) == answer.penalty == 2
    wanted = soft(5, *(Present("i", each) for each in "abc"))
    at_most = problem(*wanted, *hard(LoadQuota("i", count, None, at_most=1)), optional="abc")
    answer = answer_of(at_most, Effort(engine, 2.0), least=2 * 5)
    assert len(_held(answer)) == 1
    assert answer.penalty == 2 * 5


def test_an_optional_session_without_a_place_is_absent() -> None:
    """That is no proof that there is no schedule; it is one if the session has to be present."""
    nowhere = Stay("i", "a", (span(0, 10),))
    made = problem(*hard(nowhere), *soft(7, Present("i", "a")), optional="a")
    answer = search(made, Effort(Engine.CP_SAT, 2.0))
    assert (answer.status, answer.penalty) == (Status.OPTIMAL, 7)
    assert _held(answer) == ["b", "c"]
    needed = problem(*hard(nowhere, Present("i", "a")), optional="a")
    assert prepared(needed).hopeless == ("a",)


@ENGINES
def test_where_nobody_has_a_place_all_pay_for_it(engine: Engine) -> None:
    """Two that are never held never run at once: a proof may build rows of that, in which no time is."""
    nowhere = (Stay("i", each, (span(7, 8),)) for each in "abc")
    wanted = soft(5, *(Present("i", each) for each in "abc"), Distinct("i", ("a", "b"), None, None))
    made = problem(*hard(ONE_AT_A_TIME, *nowhere), *wanted, optional="abc")
    answer = answer_of(made, Effort(engine, 2.0, workers=1), least=3 * 5)
    assert _held(answer) == []
    assert answer.penalty == 3 * 5


def test_only_what_may_be_absent_is() -> None:
    """Absence is a place of its own, after all others; a session that is needed has none."""
    model = prepared(problem(optional="ac"))
    assert [domain.optional for domain in model.domains.values()] == [True, False, True]
    assert model.domains["a"].starts[-1] == ABSENT
    assert model.rooms == ("A", "B", "C", "")
    assert prepared(problem()).rooms == ("A", "B", "C")
    schedule = placed(b="30 C")
    assert model.places(schedule) == [(6, 3), (1, 2), (6, 3)]  # after six starts and three rooms
    assert model.schedule([(6, 3), (1, 2), (6, 3)]) == schedule
    assert model.places(placed(a="0 A")) == [(0, 0), None, (6, 3)]


def test_a_needed_session_that_is_missing_cannot_be_counted() -> None:
    """An optional one can."""
    made = problem(*soft(3, Present("i", "a", 2)), optional="a")
    assert Counter(made).by_rule(placed(b="0 A", c="0 B"))["soft"].penalty == 6
    with pytest.raises(KeyError):
        Counter(made).by_rule(placed(a="0 A", c="0 B"))


def test_lags_rule_out_starts_of_what_may_be_absent_but_not_for_its_sake() -> None:
    """b cannot follow a later than at 60, unless it is absent; so a may start whenever it likes."""
    soon = Stay("i", "b", (span(0, 120),))  # b starts at 60 at the latest
    lag = Lag("i", "a", "b", span_of(0))
    needed = prepared(problem(*hard(soon, lag))).domains
    assert needed["a"].starts.tolist() == [0, 30]
    optional = prepared(problem(*hard(soon, lag), optional="b")).domains
    assert optional["a"].starts.tolist() == [0, 30, 60, 90, 120, 150]
    assert optional["b"].held.tolist() == [30, 60]  # not at 0: a ends at 30 at the earliest


def test_absence_costs_what_present_says_and_nothing_else() -> None:
    """Whatever else is priced or forbidden for the session, or shared with others."""
    pair = Pairs("i", {("a", "b"): 1, ("a", "c"): 1})
    never = Avoid("i", "a", (span(0, 999),))
    full = Capacity("i", (Use("a", 5), Use("b"), Use("c")), 2)
    made = problem(
        *hard(full),
        *soft(9, pair, never, Unfit("i", "a", None)),
        *soft(2, Present("i", "a", 3), Present("i", "a", 1)),
        optional="a",
    )
    for engine in Engine:
        answer = answer_of(made, Effort(engine, 1.0), least=2 * (3 + 1))
        assert _held(answer) == ["b", "c"]
        assert answer.penalty == 2 * (3 + 1)
