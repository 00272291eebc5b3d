"""What the two voices of a rule say of a schedule, and that they say the same.

One voice is the evaluation, which judges finished schedules; the other one is what the engines count on
the restrictions of the rule. They share nothing but the facts and the catalogue's sentence.
"""

from collections.abc import Mapping

from scheduler.engines.counting import Counter
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule

Key = tuple[str, str]
"""A rule and one of its items."""

Said = Mapping[Key, tuple[int, int, int]]
"""What a voice says: amount where it is forbidden, amount where it is priced, penalty in thousandths."""


def judged(instance: Instance, schedule: Schedule) -> Said:
    """Return what the evaluation says, by rule and item; no finding is about nothing.

    The schedule may be one of the conference or of its problem, in which seats are sessions.
    """
    said: dict[Key, tuple[int, int, int]] = {}
    for judgement in evaluate(instance, without_seats(schedule)).judgements:
        assert judgement.finding.amount > 0
        key = judgement.rule, judgement.finding.item
        _add(said, key, judgement.finding.amount, judgement.price)
    return said


def counted(counter: Counter, schedule: Schedule) -> Said:
    """Return what the engines count, by rule and item, of a schedule of the conference or of its problem."""
    said: dict[Key, tuple[int, int, int]] = {}
    for priced, amount in counter.all_amounts(with_seats(schedule)):
        _add(said, (priced.rule, priced.restriction.item), amount, priced.price)
    assert all(number >= 0 for found in said.values() for number in found)
    return {key: found for key, found in said.items() if any(found)}


def differences(instance: Instance, counter: Counter, schedule: Schedule) -> list[str]:
    """Return where the voices differ, in words; nothing where they agree."""
    evaluation, engines = judged(instance, schedule), counted(counter, schedule)
    return [
        f"{key}: the evaluation says {evaluation.get(key)}, the engines count {engines.get(key)}"
        for key in sorted(evaluation.keys() | engines.keys())
        if evaluation.get(key) != engines.get(key)
    ]


def amount(instance: Instance, schedule: Schedule, rule: str, item: str | None = None) -> int:
    """Return a rule's amount in a schedule, of one item or of all, on which both voices agree."""
    said = judged(instance, schedule), counted(Counter(problem_of(instance)), schedule)
    by_evaluation, by_engines = (
        {
            key[1]: forbidden + priced
            for key, (forbidden, priced, _) in voice.items()
            if key[0] == rule
        }
        for voice in said
    )
    assert by_evaluation == by_engines
    return sum(by_evaluation.values()) if item is None else by_evaluation.get(item, 0)


def _add(said: dict[Key, tuple[int, int, int]], key: Key, amount: int, price: int | None) -> None:
    forbidden, priced, penalty = said.get(key, (0, 0, 0))
    if price is None:
        said[key] = forbidden + amount, priced, penalty
    else:
        said[key] = forbidden, priced + amount, penalty + price * amount


def rule_of(name: str) -> str:
    """Return the rule of an example; one of a part of a rule is called `rule part`."""
    return name.partition(" ")[0]
