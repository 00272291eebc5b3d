"""Parameters of the search: one frozen object, with a part for each part of the portfolio.

A strategy is switched off by False, by a number or share of 0, or by an empty tuple, as its field says;
`python -m benchmarks.ablation` measures what each is worth. Three kinds of constants are not here:

- definitions: bits and scales of numbers, infinities, tolerances of floats, what is nominally a second of
  work, how often a search looks whether it is over, how a problem is laid out (`lags.FEW`);
- what is compiled into the kernels, which would have to be handed to them at every call: `HOPELESS`
  (`annealing/state.py`), `LINKS`, `NEARBY` and `HOUR` (`annealing/ejection_chains.py`);
- what tables of the kernels are made with, so that a forbidden amount means the same everywhere: `MEETING`
  (`annealing/prices.py`), `FAR` (`annealing/lags.py`), `LARGEST_CIRCLE` (`annealing/groups.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortfolioParams:
    """The shares of the time limit, 0 to 1, that the engines get."""

    first_looks: int = 8
    """Looks for a first schedule before the exact engine helps, with several workers: they are sooner over
    than its model is built."""
    first_annealing: float = 0.7
    """Share, with one worker, of annealing from a random start."""
    first_proof: float = 0.05
    """Share of a first proof, which suffices for small conferences."""
    small: int = 10_000
    """Most places of all sessions for a first proof, since a model of these is built fast."""
    annealing: float = 0.4
    """Share, with one worker, of annealing from an incumbent; the rest is for a proof."""
    bounding: float = 0.25
    """Share, with several workers, of lower bounds without a model, before the exact engine begins."""
    bounding_alone: float = 0.1
    """Share of lower bounds without a model with one worker."""
    relaxing: float = 0.4
    """Share, with several workers, after which the linear relaxation should have proved the share
    `hopeful`."""
    hopeful: float = 0.5
    """Least proved share of the penalty at that time for the exact engine to continue. With less, its bounds
    climb too slowly, and two processors anneal better than one."""
    in_reach: float = 0.97
    """Least proved share of the penalty for a proof on all processors."""
    idle_runs: int = 4
    """Runs of annealing without improvement beside such a proof, after which the proof gets all
    processors."""
    behind: float = 0.5
    """Share of its gap that other engines have closed when the exact engine begins anew from their
    incumbent, if there is twice the time left that its search has taken."""
    provable: float = 0.98
    """Share of the penalty that must be proved by bounding, for the exact engine to be of use where pairs
    are all that costs: its own bounds on them are poor, and two processors anneal better than one."""
    wide: int = 1_000_000
    """Elements of a sweep (numbers that the pricing of all sessions looks at) from which on Lagrangian bounds
    are better than those that the exact engine finds in a minute: 200 sessions have 0.8 million, 400 have
    2.5."""
    large: int = 5_000_000
    """Elements of a sweep above which the exact engine needs minutes for a first answer: 800 sessions have 8
    million."""
    proving: float = 1e-5
    """Seconds for each element of a large problem before its first answer."""
    hurry: float = 0.5
    """Share after which the exact engine searches for a first schedule with presolve; 0 for the beginning."""


@dataclass(frozen=True, slots=True)
class MoveParams:
    """Tries of each move in a sweep of annealing."""

    least_draws: float = 0.1
    """Share of the sessions drawn again in a sweep, even if no session moves."""
    most_exchanges: int = 20
    """Exchanges for each session when no other move succeeds; 0 turns them off. Followers are exchanged with
    a partner, other sessions with any session that is no follower."""
    group_moves: float = 0.25
    """Groups connected by lags that are removed and placed again (ruin and recreate), for each session with a
    lag; 0 turns this off."""
    trades: float = 0.5
    """Exchanges of all sessions of two rooms in a period, for each session, if there are tracks; 0 turns them
    off."""
    relocations: float = 1.0
    """Tries to move a group to one room, for each group that pays for each of its rooms; 0 turns them off."""
    rebuilds: float = 3.0
    """Removals of all sessions of a track or body, to be drawn again, for each of them; 0 turns them off."""
    largest_group: int = 8
    """Most sessions in such a group; 2 or more."""
    first_ejections: float = 0.005
    """Ejection chains, for each session, of a search without an incumbent while its board breaks something:
    there they take long, as what to begin with has to be looked for. 0: none."""
    most_ejections: int = 128
    """Ejection chains of a search that has an incumbent: as many as there are sessions, at most so many. What
    a chain looks at grows with the number of sessions, as what a draw looks at does. 0: none."""
    longest_chain: int = 96
    """Most sessions in a chain."""
    full: float = 0.7
    """Share of exchanges among successful moves above which a board counts as full; full boards have no
    ejection chains."""
    priced_at_once: int = 1_000_000
    """Places, or elements of a few of them, priced between two checks for the end of the search."""
    exchanged_at_once: int = 50_000
    """Exchanges between two checks for the end of the search."""


@dataclass(frozen=True, slots=True)
class FirstScheduleParams:
    """How annealing searches for a first feasible schedule."""

    looks: int = 24
    """Looks before each cooling run. A look sweeps at one high temperature and raises the prices of
    violations; 0 for cooling runs alone."""
    look_sweeps: int = 24
    """Sweeps of a look."""
    look_fines: tuple[float, float] = (0.2, 0.8)
    """First and last price of a forbidden minute in a look, as multiples of the temperature, which stays high
    so that soft rules do not hold sessions in place."""
    skipped: float = 0.95
    """Share of the sessions that break nothing, and of the moves of groups, that a look leaves out: most of
    its work is for the sessions that break something (focused search; Selman, Kautz, Cohen 1994)."""
    weighing: bool = True
    """Whether the prices of broken rules rise after each sweep of a look (breakout)."""
    relief: int = 16
    """Rises after which all prices fall by a step: if many are very high, no session moves."""
    fine: float = 0.05
    """Price of a forbidden minute in the first cooling run, as a multiple of the typical spread of prices. It
    is low, so that sessions pass through violations, and doubles with each such run."""


@dataclass(frozen=True, slots=True)
class RestartParams:
    """How runs of annealing cool, one after the other. Temperatures are multiples of the typical spread."""

    first_sweeps: int = 24
    """Sweeps of the first run: enough for a first schedule; later runs are longer."""
    most_sweeps: int = 768
    """Most sweeps of a run, since another engine may have found a better schedule to begin with."""
    last_temperature: float = 1 / 400
    """Temperature at the end of a run."""
    hot: tuple[float, ...] = (2.0,)
    """First temperatures of restarts that pass through violations to another part of the search space; empty
    for none."""
    hot_fine: float = 0.05
    """First price of a forbidden minute in a hot run, as a multiple of the spread; it rises to 1, the price
    in all other runs."""
    warm: tuple[float, ...] = (0.3, 0.1, 0.03, 0.015, 0.0075)
    """First temperatures of the following restarts, which stay nearer and nearer to the incumbent; one or
    more."""
    mending: int = 24
    """Most sweeps over what is broken at the end of a run that would be the best one without that; 0 for
    none."""
    repeated: float = 0.001
    """Share of the penalty by which a restart has to improve the incumbent to be repeated at once; 1 for
    never. Small gains keep a search for long near an incumbent that is far from the best."""
    strict_share: float = 0.1
    """If prices are far apart, part of the work forbids violations that cost this share of the incumbent's
    penalty or more, as long as it finds feasible schedules; 0 turns this off."""
    regrouping: bool = True
    """Whether part of the work is for large neighbourhoods of groups that are not to share a room, if there
    are such groups."""


@dataclass(frozen=True, slots=True)
class AnnealingParams:
    """The fast engine."""

    moves: MoveParams = MoveParams()
    first: FirstScheduleParams = FirstScheduleParams()
    restarts: RestartParams = RestartParams()


@dataclass(frozen=True, slots=True)
class BoundingParams:
    """Lower bounds without a model."""

    ascent: bool = True
    """Whether the dual ascent bounds the cost of pairs."""
    ascent_worth: float = 1e-4
    """The ascent ends with a round that adds a smaller share to the bound."""
    largest_ascent: int = 48_000_000
    """Most pairs of places, since its arrays have four bytes for each."""
    lagrangian: bool = True
    """Whether Lagrangian relaxation bounds wide capacities and largest totals."""
    largest_lagrangian: int = 100_000_000
    """Most places of all sessions, since its arrays have eight bytes for each."""
    momentum: float = 0.9
    """Share of the previous steps in the direction of the next subgradient step."""
    patience: int = 20
    """Steps without improvement after which steps become shorter."""
    shorter: float = 0.85
    """Factor by which they become shorter."""
    shortest: float = 0.01
    """Share of the way to the incumbent's penalty at which the steps end; they begin at 1."""
    worth: float = 1e-4
    """Least share by which a step raises the bound to count as an improvement."""
    unit_price: float = 1.5
    """Unit of the prices of loads, as a multiple of the average cost of a session."""


@dataclass(frozen=True, slots=True)
class ExactParams:
    """The exact engine, CP-SAT."""

    searches: tuple[str, ...] = (
        "max_lp",
        "core_max_lp",
        "objective_lb_search_max_lp",
        "quick_restart",
        "reduced_costs",
        "pseudo_costs",
        "lb_tree_search",
        "no_lp",
    )
    """Complete searches of the solver, as many as there are threads for; neighbourhoods share one thread.
    Those with all rows in the linear relaxation come first, since its bound is worth its time. Empty lets the
    solver choose."""
    left_out: tuple[str, ...] = (
        "graph_arc_lns",
        "graph_cst_lns",
        "graph_dec_lns",
        "rnd_cst_lns",
        "scheduling_precedences_lns",
        "scheduling_resource_windows_lns",
        "scheduling_time_window_lns",
    )
    """Neighbourhoods to leave out, so that the complete search runs more often on a single thread."""
    hints: bool = True
    """Whether the solver begins with the incumbent."""
    cuts: int = 16
    """Most clauses that tighten a hard lag for the linear relaxation; 0 for none."""
    relaxes: bool = True
    """Whether the linear relaxation is solved before the first search: its bounds come long before the solver
    has prepared a large model."""
    conflict_rows: int = 40_000
    """Most rows of the linear relaxation for sessions that all capacities together keep apart; 0 for none."""
    blockers: int = 3
    """Most parts of the sessions of a capacity, each with cliques of other sessions that block it; 0 for
    none."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """All parameters of a search."""

    portfolio: PortfolioParams = PortfolioParams()
    annealing: AnnealingParams = AnnealingParams()
    bounding: BoundingParams = BoundingParams()
    exact: ExactParams = ExactParams()


DEFAULTS = SearchParams()
"""The defaults, which suit nearly all conferences."""
