"""What may be claimed: every sentence that says that something is proved, impossible, or not known.

Each says what was proved if it was, and that nothing is known only where nothing is. What was found is
compared with what no programme is below in one place, `is_least`.
"""

from typing import TYPE_CHECKING

from scheduler.phrases import say
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import Standing
from scheduler.wording import brief_points, counted, least_points, percent, points, seconds

if TYPE_CHECKING:  # whoever reports an evaluation needs no solver, which takes long to load
    from scheduler.explanation.programmes import RulePrice
    from scheduler.findings import Evaluation
    from scheduler.replanning import FewMoves, Replan
    from scheduler.whatif import Done

NONE = "no programme can keep every hard rule"


def is_least(found: int | None, bound: int | None) -> bool:
    """Tell whether it is proved that nothing is below what was found."""
    return found is not None and bound is not None and found <= bound


# How a search ended


def ended_in_words(solution: Solution, duration: float, *, kept: bool = False) -> str:
    """Return how a search ended, in a sentence.

    `kept` says that it found nothing better than the stored programme, which is that of the solution.
    """
    took = seconds(duration)
    if solution.penalty is None:
        return nothing_in_words(solution, took)
    stored = "The stored programme is kept. " if kept else ""
    if solution.status is Status.OPTIMAL:
        return f"{stored}Proved optimal in {took}: no programme has a smaller penalty."
    stopped = f"You stopped it after {took}. " if _is_stopped(solution) else ""
    best = "It is the best found" if stored else "Best found"
    how = f"{stopped}{stored}{best}{'' if stopped else f' in {took}'}"
    if solution.gap is None:
        return f"{how}; it is not known how much better another could be."
    return f"{how}; a better one could be at most {percent(solution.gap)} better."


def nothing_in_words(solution: Solution, took: str = "", condition: str = "") -> str:
    """Return what is known where a search has found no programme: proved, out of time, or stopped.

    `condition` is what was asked of it besides: ``with the session there``.
    """
    if solution.status is Status.INFEASIBLE:
        where = f", {condition}" if condition else ""
        return f"Proved{f' in {took}' if took else ''}: {NONE}{where}."
    after = f" after {took}" if took else ""
    why = f"You stopped it{after}" if _is_stopped(solution) else f"Out of time{after}"
    where = f" {condition}" if condition else ""
    return f"{why}: no programme{where} yet, and no proof that there is none."


def _is_stopped(solution: Solution) -> bool:
    return solution.search.stop is Stop.INTERRUPTED


def why_not(done: "Done") -> str:
    """Say why a variant has no programme, without a full stop."""
    if done.solution is None:
        return f"no programme; {done.note}"
    return nothing_in_words(done.solution).removesuffix(".")


def stays_in_words(standing: Standing, found: int | None) -> str:
    """Say what has not changed, and what the search itself has found (thousandths; None for nothing)."""
    reached = "no programme" if found is None else f"penalty {points(found)}"
    return f"{standing.path} stays as it is; this search reached {reached}."


# What a committee is told of a programme: what is proved, and what is not known


def proved_in_brief(penalty: int | None, bound: int | None) -> tuple[str, str]:
    """Return how much better a programme of the same variant can be, at most; and what else is not known."""
    if is_least(penalty, bound):
        return say("None: proved"), ""
    if not penalty or bound is None:
        return say("Not known"), ""
    return say("{} at most", percent((penalty - bound) / penalty)), ""


def proved_at_desk(evaluation: "Evaluation", bound: int | None) -> tuple[str, str]:
    """Return the same of a programme at the desk, with the penalties; and what is not known."""
    if bound is None:
        return say("Not known: no search has proved how good a programme can be"), ""
    least = say("proved: no programme costs less than {}", least_points(bound))
    if evaluation.forbidden:
        return say("Not known, as it breaks hard rules; {}", least), ""
    said, rest = proved_in_brief(evaluation.penalty, bound)
    return say("{}; it costs {}, {}", said, brief_points(evaluation.penalty), least), rest


def missing_in_brief(done: "Done") -> tuple[str, str]:
    """Return what is proved of a variant without a programme, with the shortest reason; and what is not."""
    solution = done.solution
    if solution is None or solution.status is not Status.INFEASIBLE:
        return "", f"Nobody knows whether it can be held: {why_not(done)}."
    reasons = (each.message.partition(" Sessions: ")[0] for each in done.troubles)
    reason = min(reasons, key=len, default="What it asks for cannot all be had at once.")
    return f"It cannot be held: proved. {reason}", ""


# The fewest changes


def fewest_in_words(found: "Replan", condition: str = "") -> str:
    """Return what is proved of the changes of a replanned programme, or of the moves that make room.

    `condition` is what holds in all programmes among which it is proved: ``no session being left out``.
    """
    least = counted(found.at_least, "change")
    where = f" ({condition})" if condition else ""
    proved = [
        words
        for words, holds in {
            f"fewer changes are not possible{where}": found.fewest,
            f"it takes at least {least}{where}": found.at_least and not found.fewest,
            "no choice of as few changes fewer panels, or as few of them and affects fewer people": (
                found.fewest and found.gentlest
            ),
            "of those that move only these sessions and change no more seats, none costs less": (
                found.moves and found.best
            ),
        }.items()
        if holds
    ]
    unknown = "" if found.fewest else "It is not known whether fewer changes would do."
    return " ".join(filter(None, (unknown, f"Proved: {'; '.join(proved)}." if proved else "")))


def few_moves_in_words(found: "FewMoves", moves: int) -> str:
    """Return how many sessions a programme moves, and what is proved of those that move no more."""
    limit = f"at most {counted(moves, 'move')}"
    if found.solution.schedule is None:
        return f"No programme with {limit} was found."
    said = f"{counted(found.moved, 'session')} elsewhere."
    if found.bound is None and not found.best:
        return said
    least = "" if found.best or found.bound is None else f" than {points(found.bound)}"
    return f"{said} Proved: with {limit} none costs less{least}."


# What a rule costs


def price_in_words(price: "RulePrice") -> str:
    """Return how sure it is what a rule costs."""
    proved = {True: "proved to be the best", False: "not proved to be the best"}
    now, without = proved[price.now_proved], proved[without_proved(price)]
    return f"The programme with it is {now}, the one without it {without}."


def without_proved(price: "RulePrice") -> bool:
    """Tell whether no programme without the rule is better than the one that was found."""
    return is_least(price.without.penalty, price.without.bound)
