"""Claims: every sentence that says that something is proved, impossible, or not known.

A search proves that no programme costs less than its lower bound; `is_least` compares in one place.
"""

from typing import TYPE_CHECKING

from scheduler.phrases import say
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import JudgedSolution
from scheduler.wording import brief_points, counted, least_points, percent, points, seconds

if TYPE_CHECKING:  # reports of an evaluation need no solver, which takes long to load
    from scheduler.findings import Evaluation
    from scheduler.replanning import MinimalPerturbation, Replan
    from scheduler.whatif import Done

NONE = "no programme satisfies all hard rules"


def is_least(found: int | None, bound: int | None) -> bool:
    """Return True if it is proved that no programme is below what was found."""
    return found is not None and bound is not None and found <= bound


def ended_in_words(
    solution: Solution, duration: float, *, kept: bool = False, before: int | None = None
) -> str:
    """Return how a search ended, in a sentence or two.

    `kept` says that it found nothing better than the stored programme, which the solution holds;
    `before` is the penalty of the programme it started from, in thousandths.
    """
    took = seconds(duration)
    if solution.penalty is None:
        return nothing_in_words(solution, took)
    if solution.status is Status.OPTIMAL:
        stored = "The stored programme is the best. " if kept else ""
        return f"{stored}Proved optimal in {took}: no programme has a lower penalty."
    than = "the stored one" if kept else "at the start" if solution.penalty == before else ""
    better = f" Found no programme better than {than}." if than else ""
    ended = f"{_stop_in_words(solution, duration)}{better}"
    if solution.gap is None:
        return f"{ended} How much better another programme could be is not known."
    return f"{ended} Another programme can be better by at most {percent(solution.gap)}."


def _stop_in_words(solution: Solution, duration: float) -> str:
    search, took = solution.search, seconds(duration)
    if search.stop is Stop.INTERRUPTED:
        return f"You stopped the search after {took}."
    if search.workers == 1:  # which an amount of work limits
        return f"Stopped at the limit of work after {took}."
    return f"Stopped at the time limit of {seconds(search.time_limit)}."


def nothing_in_words(solution: Solution, took: str = "", condition: str = "") -> str:
    """Return what is known where a search has found no programme: proved, out of time, or stopped.

    `condition` is what it had to satisfy besides: ``with the session there``.
    """
    where = f" {condition}" if condition else ""
    if solution.status is Status.INFEASIBLE:
        return f"Proved{f' in {took}' if took else ''}: {NONE}{where}."
    is_stopped = solution.search.stop is Stop.INTERRUPTED
    why = "You stopped the search" if is_stopped else "Out of time"
    why += f" after {took}" if took else ""
    return f"{why}: no programme{where} yet, and no proof that none exists."


def why_not(done: "Done") -> str:
    """Return why a variant has no programme, without a full stop."""
    if done.solution is None:
        return f"no programme; {done.note}"
    return nothing_in_words(done.solution).removesuffix(".")


def stays_in_words(standing: JudgedSolution, found: int | None) -> str:
    """Return what has not changed, and what the search has found (thousandths; None for nothing)."""
    reached = "no programme" if found is None else f"penalty {points(found)}"
    return f"{standing.path} is unchanged. This search found {reached}."


def proved_in_brief(penalty: int | None, bound: int | None) -> str:
    """Return how much better a programme of the same variant can be, at most."""
    if is_least(penalty, bound):
        return say("None: proved")
    if not penalty or bound is None:
        return say("Not known")
    return say("{} at most", percent((penalty - bound) / penalty))


def proved_at_desk(evaluation: "Evaluation", bound: int | None) -> str:
    """Return the same of a programme at the desk, with the penalties."""
    if bound is None:
        return say("Not known: no search has proved how good a programme can be")
    least = say("proved: no programme costs less than {}", least_points(bound))
    if evaluation.forbidden:
        return say("Not known, as it breaks hard rules; {}", least)
    said = proved_in_brief(evaluation.penalty, bound)
    return say("{}; it costs {}, {}", said, brief_points(evaluation.penalty), least)


def missing_in_brief(done: "Done") -> str:
    """Return what is known of a variant without a programme, with the shortest reason."""
    solution = done.solution
    if solution is None or solution.status is not Status.INFEASIBLE:
        return f"Not known to be possible: {why_not(done)}."
    reasons = (each.message.partition(" Sessions: ")[0] for each in done.troubles)
    reason = min(reasons, key=len, default="Its hard rules contradict each other.")
    return f"Proved impossible. {reason}"


def fewest_in_words(found: "Replan", condition: str = "") -> str:
    """Return what is proved of the changes of a replanned programme, or of the moves that make room.

    `condition` limits the programmes among which it is proved: ``if no session is left out``.
    """
    least = counted(found.at_least, "change")
    where = f" {condition}" if condition else ""
    conference = found.solution.conference
    panels = "fewer panels, or " if any(each.panel for each in conference.sessions) else ""
    proved = [
        words
        for words, holds in {
            f"fewer changes are not possible{where}": found.fewest,
            f"at least {least} needed{where}": found.at_least and not found.fewest,
            f"no other choice of as few changes affects {panels}fewer people": (
                found.fewest and found.gentlest
            ),
            "moving these sessions to other slots does not lower the penalty": (
                found.moves and found.best
            ),
        }.items()
        if holds
    ]
    unknown = "" if found.fewest else "Whether fewer changes suffice is not known."
    return " ".join(filter(None, (unknown, f"Proved: {'; '.join(proved)}." if proved else "")))


def few_moves_in_words(found: "MinimalPerturbation", moves: int) -> str:
    """Return how many sessions a programme moves, and what is proved of those that move no more."""
    limit = f"at most {counted(moves, 'move')}"
    if found.solution.schedule is None:
        return f"Found no programme with {limit}."
    said = f"{counted(found.moved, 'session')} moved."
    if found.bound is None and not found.best:
        return said
    least = "" if found.best or found.bound is None else f" than {points(found.bound)}"
    return f"{said} Proved: with {limit}, no programme costs less{least}."
