"""The best programme in which no rule costs more than in another one.

Who shows a better programme wants to say that nothing has become worse.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from scheduler.catalogue import RULES
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import Keep, Watch, forget, nobody
from scheduler.replanning.limited_search import LimitedSearch, Limits
from scheduler.replanning.shares import Listener
from scheduler.replanning.starts import Start
from scheduler.rules import with_open_items
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import proved_impossible
from scheduler.sources import fit

FIRST = 0.3
"""Share of the time limit for a search that knows no ceilings."""


@dataclass(frozen=True, slots=True)
class NoRuleWorse:
    """The best programme that was found in which no rule costs more than in another."""

    solution: Solution
    """Its bound is one of all programmes; without a programme, if none costs no more in every rule."""
    than: Evaluation
    """What the other one costs."""
    nearest: Evaluation | None
    """If none was found: what the programme costs that came nearest to it, if there is any."""
    proved: bool = False
    """Whether there is none better in which no rule costs more or, if none was found, none at all."""

    @property
    def cheaper(self) -> tuple[str, ...]:
        """Rules that cost less than there, those first that save most."""
        own = self.solution.evaluation
        if own is None:
            return ()
        saved = {rule: -more for rule, more in _more(own, self.than).items() if more < 0}
        return tuple(sorted(saved, key=lambda rule: (-saved[rule], rule)))

    @property
    def dearer(self) -> Mapping[str, tuple[int, int]]:
        """What rules cost that cost more in the nearest programme, and there; in thousandths."""
        if self.nearest is None:
            return {}
        costs = {
            rule: (self.nearest.total(rule).penalty, self.than.total(rule).penalty)
            for rule, more in sorted(_more(self.nearest, self.than).items())
            if more > 0
        }
        return dict(sorted(costs.items(), key=lambda each: each[1][1] - each[1][0]))


def has_a_worse_rule(one: Evaluation, than: Evaluation) -> bool:
    """Tell whether a rule costs more in a programme than in another one, or it breaks hard rules."""
    return bool(one.forbidden) or any(more > 0 for more in _more(one, than).values())


def _more(one: Evaluation, other: Evaluation) -> Mapping[str, int]:
    """Return by how much each rule costs more in one programme than in another."""
    rules = one.totals.keys() | other.totals.keys()
    return {rule: one.total(rule).penalty - other.total(rule).penalty for rule in rules}


def solve_with_no_rule_worse(  # noqa: PLR0913 - how to search, and who is told
    instance: Instance,
    than: Schedule,
    *,
    start: Schedule | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    begun: Callable[[Start], None] = lambda _: None,
    since: float | None = None,
) -> NoRuleWorse:
    """Search for the best programme in which no rule costs more than in another one.

    Parameters
    ----------
    instance
        The conference.
    than
        A programme of it. If it keeps every hard rule, what is found is no worse than it, at the least
        the programme itself. Items have no more time in it than they need now.
    start
        A programme to begin with, which is repaired if it breaks hard rules. Unless given the search begins
        with nothing, or with the other programme if that breaks hard rules.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told that the search goes on.
    stop
        Ends the search when it is set; the best programme so far is kept.
    keep
        Told of each better programme in which no rule costs more.
    begun
        Told of a programme that the search begins with, and what was amiss with it.
    since
        When the limit began, by `time.perf_counter`, if what came before this call is to count as well.
    """
    began = time.perf_counter() if since is None else since
    event, known = (
        stop or threading.Event(),
        with_open_items(instance, fit(instance, than).schedule),
    )
    waited = await_kernels(watch, event.is_set)
    judged = evaluate(instance, known)
    costs = {rule: total.penalty for rule, total in judged.totals.items()}
    limits = Limits(dict.fromkeys(RULES, 0) | costs)
    effort = Effort(Engine.AUTO, time_limit, seed, workers)
    listener = Listener(watch, lambda _: None, event, keep)
    search = LimitedSearch(instance, limits, effort, listener, began, waited)
    search.take(known)
    begin = start or (known if search.best is None else None)
    if begin is not None:
        begin = search.begin(begin, begun)
    purse = search.purse()
    # Without any programme, there is nothing that the rest of the time could be for.
    share = FIRST if search.best is not None else 1.0
    status = search.look_anywhere(purse.part(share), begin)
    search.look_around(purse.part(1.0))
    best = search.best
    proved = status is Status.INFEASIBLE or (best is not None and best.best)
    why = Stop.INTERRUPTED if event.is_set() else Stop.LIMIT
    how = Search(Engine.AUTO, seed, workers, time_limit, Stop.PROVED if proved else why)
    if best is None or best.standing.beyond:
        impossible = status is Status.INFEASIBLE
        missing = replace(
            proved_impossible(instance, how),
            status=Status.INFEASIBLE if impossible else Status.UNKNOWN,
        )
        nearest = None if best is None else evaluate(instance, best.schedule)
        return NoRuleWorse(missing, judged, nearest, proved)
    return NoRuleWorse(search.solution(how), judged, None, proved)
