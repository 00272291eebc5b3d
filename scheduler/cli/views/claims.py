"""What may be claimed: every sentence that says that something is proved, impossible, or not known.

Each says what was proved if it was, and that nothing is known only where nothing is. What was found is
compared with what no programme is below in one place, `is_least`.
"""

from pathlib import Path
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
UNPROVED = "no proof that there is none"


def is_least(found: int | None, bound: int | None) -> bool:
    """Tell whether it is proved that nothing is below what was found."""
    return found is not None and bound is not None and found <= bound


# How a search ended


def ended_in_words(solution: Solution, duration: float, *, kept: bool = False) -> str:
    """Return how a search ended, in a sentence.

    `kept` says that it found nothing better than the stored programme, which is that of the solution.
    """
    took = seconds(duration)
    stopped = solution.search.stop is Stop.INTERRUPTED
    if kept and solution.penalty is not None:
        return _kept_in_words(solution, took, stopped=stopped)
    match solution.status:
        case Status.OPTIMAL:
            return f"Proved optimal in {took}: no programme has a smaller penalty."
        case Status.INFEASIBLE:
            return f"Proved in {took}: {NONE}."
        case Status.UNKNOWN:
            return f"{_in_vain(took, stopped=stopped)}: {_no_programme()}."
        case Status.FEASIBLE:
            how = f"You stopped it after {took}. Best found" if stopped else f"Best found in {took}"
            return f"{how}; {_at_most_better(solution)}."


def _kept_in_words(solution: Solution, took: str, *, stopped: bool) -> str:
    if solution.status is Status.OPTIMAL:
        return (
            f"The stored programme is proved optimal: no programme has a smaller penalty ({took})."
        )
    how = (
        f"You stopped it after {took}: no better programme yet"
        if stopped
        else f"No better programme in {took}"
    )
    return f"{how}. Kept the stored one; {_at_most_better(solution)}."


def _in_vain(took: str, *, stopped: bool) -> str:
    return f"You stopped it after {took}" if stopped else f"Nothing found in {took}"


def _no_programme() -> str:
    return f"no programme yet, and {UNPROVED}"


def _at_most_better(solution: Solution) -> str:
    if solution.gap is None:
        return "it is not known how much better another could be"
    return f"a better one could be at most {percent(solution.gap)} better"


def nothing_in_words(solution: Solution) -> str:
    """Return what is known where a search has found no programme, without a full stop."""
    if solution.status is Status.INFEASIBLE:
        return "no programme keeps every hard rule"
    stopped = solution.search.stop is Stop.INTERRUPTED
    return f"nothing was found {'before you stopped it' if stopped else 'in time'}"


def why_not(done: "Done") -> str:
    """Say why a variant has no programme, without a full stop."""
    solution = done.solution
    if solution is None:
        return f"no programme; {done.note}"
    if solution.status is Status.UNKNOWN:
        return _found_nothing(solution)
    return f"{NONE}; proved {'without a search' if done.troubles else 'by the search'}"


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


def replanned_in_vain(found: "Replan", duration: float) -> str:
    """Return why a published programme could not be replanned."""
    took = seconds(duration)
    if found.solution.status is Status.INFEASIBLE:
        return f"Proved in {took}: {NONE}, whatever is changed."
    stopped = found.solution.search.stop is Stop.INTERRUPTED
    return f"{_in_vain(took, stopped=stopped)}: {_no_programme()}."


def fewest_in_words(found: "Replan") -> str:
    """Return what is proved of a replanned programme."""
    best = "Of the programmes that change only these{}, none costs less: proved"
    return _least_in_words(found, "change", "fewer changes are not possible", best)


def made_room_in_words(found: "Replan", *, holds: bool = False) -> str:
    """Return what is proved of the moves that make room, or of those that leave no session out (`holds`)."""
    best = "Where only these move{}, nothing costs less: proved"
    unless = " unless a session is left out" if holds else ""
    return _least_in_words(found, "move", f"with fewer moves it is not possible{unless}", best)


def _least_in_words(found: "Replan", what: str, fewest: str, best: str) -> str:
    known, has_panels = found.fewest or found.at_least, found.promised.pools
    few = f" Proved: it takes at least {counted(found.at_least, what)}." if known else ""
    said = f"It is not known whether fewer would do.{few}"
    panels = ", with no more seats on these panels" if found.panels else " and no panel"
    if found.fewest and found.gentlest:
        fewer = "has others on fewer panels, or on as few and " if has_panels else ""
        said = f"Proved: {fewest}, and no other choice of as few {fewer}affects fewer people."
    elif found.fewest:
        less = "; whether fewer panels would do is not known" if found.panels else ""
        said = f"Proved: {fewest}{less}."
    also = best.format(panels if has_panels else "") + (" as well." if known else ".")
    return f"{said} {also}" if found.moves and found.best else said


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


def no_room_in_words(found: "Replan") -> str:
    """Return why no room was made for a wish."""
    if found.solution.status is Status.INFEASIBLE:
        return "No room can be made. Proved: with it no programme keeps every hard rule, whatever moves."
    return f"No room for it was found; {_found_nothing(found.solution)}."


# What a rule or a place costs


def price_in_words(price: "RulePrice") -> str:
    """Return how sure it is what a rule costs."""
    without = without_proved(price)
    if price.now_proved and without:
        return "Both programmes are proved to be the best."
    if not price.now_proved and not without:
        which = "Neither programme is"
    else:
        which = f"The programme {'without' if price.now_proved else 'with'} it is not"
    return f"{which} proved to be the best: with more time the numbers may change."


def price_in_vain(price: "RulePrice") -> str:
    """Return what is known of what a rule costs where no programme without it was found, and what is not."""
    broken = ", which breaks hard rules," if price.now.forbidden else ""
    costs = f"{points(price.now.penalty)} with it, {points(price.own)} of that for the rule itself"
    known = f"The programme{broken} costs {costs}."
    if price.without.status is Status.INFEASIBLE:
        return f"{known} Proved: {NONE}, with the rule or without it."
    unknown = "What another would cost without it is not known"
    return f"{known} {unknown}; {_found_nothing(price.without)}."


def _found_nothing(solution: Solution) -> str:
    """Return what is known where a search has found no programme and proved nothing."""
    return f"{nothing_in_words(solution)}: no programme, and {UNPROVED}"


def without_proved(price: "RulePrice") -> bool:
    """Tell whether no programme without the rule is better than the one that was found."""
    return is_least(price.without.penalty, price.without.bound)


def stays_in_words(standing: Standing, found: int | None) -> str:
    """Say what has not changed, and what the search itself has found (thousandths; None for nothing)."""
    stays = f"{standing.path} stays as it is"
    if found is None:
        return f"{stays}: this search found no programme."
    if found > standing.evaluation.penalty:
        return f"{stays}: this search reached {points(found)}."
    return f"{stays}: this search reached the same penalty."


def gained_in_words(path: Path, before: int, after: int) -> str:
    """Say what a search has gained over the programme in a file that it began with (thousandths)."""
    began = f"Started from {path} (penalty {points(before)})"
    if after < before:
        return f"{began}: {points(before - after)} lower now."
    return f"{began}: no better one found."
