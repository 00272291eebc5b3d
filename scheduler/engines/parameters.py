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
    """Which part of a search each engine gets. Shares are parts of the time limit, 0 to 1."""

    first_annealing: float = 0.4
    """Share, with one worker, of annealing from a random start."""
    first_proof: float = 0.05
    """Share of a first try at a proof, which small conferences need no more than."""
    small: int = 10_000
    """Places of all sessions up to which that comes first: such a model is built in a moment."""
    annealing: float = 0.4
    """Share, with one worker, of annealing from an incumbent; the rest is for a proof."""
    bounding: float = 0.25
    """Share, with several workers, of lower bounds without a model, before the exact engine begins."""
    bounding_alone: float = 0.1
    """Share of the same with one worker."""
    relaxing: float = 0.4
    """Share, with several workers, after which the linear relaxation should have proved what is `hopeful`."""
    hopeful: float = 0.5
    """Share of the penalty that must be proved by then, for the exact engine to be of use: beyond, its own
    bounds climb too slowly, and two processors anneal better than one."""
    in_reach: float = 0.97
    """Share of the penalty that is proved, from which on a proof is worth all processors."""
    idle_runs: int = 4
    """Runs of annealing in vain, beside such a proof, after which the proof has all processors to itself."""
    provable: float = 0.98
    """Share of the penalty that must be proved by bounding, for the exact engine to be of use where pairs
    are all that costs: its own bounds on them are poor, and two processors anneal better than one."""
    wide: int = 1_000_000
    """Elements of a sweep (numbers that the pricing of all sessions looks at) from which on Lagrangian bounds
    are better than those that the exact engine finds in a minute: 200 sessions have 0.8 million, 400 have
    2.5."""
    large: int = 5_000_000
    """Elements of a sweep from which on the exact engine takes minutes to say anything: 800 sessions have 8
    million."""
    proving: float = 1e-5
    """Seconds, for each element of a large problem, before which it says nothing."""
    hurry: float = 0.5
    """Share after which the exact engine looks for a first schedule with presolve; 0: from the beginning."""


@dataclass(frozen=True, slots=True)
class MoveParams:
    """How often a sweep of annealing tries each move."""

    least_draws: float = 0.1
    """Share of the sessions that are drawn anew in a sweep, even where that moves nothing."""
    most_exchanges: int = 20
    """Exchanges for each session, where nothing else moves any more; 0: none ever. A session is
    exchanged with any that follows none either, a follower with one of its partners."""
    group_moves: float = 0.25
    """Groups connected by lags that are taken out and put back (ruin and recreate), for each session that
    has a lag; 0: none."""
    trades: float = 0.5
    """Exchanges of what fills two rooms for a period, for each session, where there are tracks; 0: none."""
    relocations: float = 1.0
    """Tries to bring a group to one room, for each group that pays for each of its rooms; 0: none."""
    rebuilds: float = 3.0
    """Tracks and bodies that are taken out and drawn back in as a whole, for each of them; 0: none."""
    permutations: float = 1.0
    """Tracks and bodies whose sessions of equal length change places among themselves, for each; 0: none."""
    largest_group: int = 8
    """Sessions in such a group, at most; 2 at least."""
    first_ejections: float = 0.02
    """Ejection chains, for each session, of a search without an incumbent while its board breaks something:
    there they take long, as what to begin with has to be looked for. 0: none."""
    most_ejections: int = 128
    """Ejection chains of a search that has an incumbent: as many as there are sessions, at most so many. What
    a chain looks at grows with the number of sessions, as what a draw looks at does. 0: none."""
    longest_chain: int = 96
    """Sessions in a chain, at most."""
    full: float = 0.7
    """Share of exchanges in what moves from which on a board counts as full; full boards eject nothing."""
    priced_at_once: int = 1_000_000
    """Places, or elements of a few of them, priced between two looks at whether the search is over."""
    exchanged_at_once: int = 50_000
    """Exchanges between two looks at whether the search is over."""


@dataclass(frozen=True, slots=True)
class FirstScheduleParams:
    """How annealing looks for something that keeps everything."""

    looks: int = 6
    """Looks before each run that cools. A look sweeps at one high temperature while what is forbidden gets
    dearer; 0: runs that cool, alone."""
    look_sweeps: int = 24
    """Sweeps of a look."""
    look_fines: tuple[float, float] = (0.1, 0.4)
    """First and last price of a forbidden minute in a look, as multiples of the temperature. It stays hot
    meanwhile: what is paid for does not keep sessions from moving."""
    weighing: bool = True
    """Whether what is broken gets dearer after each sweep of a look (breakout)."""
    relief: int = 16
    """Weighings until all gets a step cheaper again: where much is very dear, everything is stuck."""
    fine: float = 0.05
    """Price of a forbidden minute in the first run that cools, as a multiple of the typical spread of prices:
    low, to find a way through; it doubles from one such run to the next."""


@dataclass(frozen=True, slots=True)
class RestartParams:
    """How runs of annealing cool, one after the other. Temperatures are multiples of the typical spread."""

    first_sweeps: int = 24
    """Sweeps of the first run: enough for a first schedule, not for a good one; the next are longer."""
    most_sweeps: int = 768
    """Sweeps of a run at most: another engine may have found a better schedule to begin with meanwhile."""
    last_temperature: float = 1 / 400
    """At the end of a run."""
    hot: tuple[float, ...] = (1.0,)
    """First temperatures of restarts that go through what is forbidden to another part of the search space;
    empty: none."""
    hot_fine: float = 0.05
    """First price of a forbidden minute in a hot run, as a multiple of the spread; it rises to 1, which it is
    in the others all along."""
    warm: tuple[float, ...] = (0.3, 0.1, 0.03, 0.015, 0.0075)
    """First temperatures of restarts that follow in turn, ever nearer to the incumbent; one at least."""
    repeating: bool = True
    """Whether a restart that has led to something better is made again at once."""
    cold: float = 0.006
    """First temperature of cold runs, of full boards, where exchanges are what moves: most of them cost much,
    so that a board that could still be much better is frozen by far lower temperatures."""
    cold_last_temperature: float = 0.001
    """At the end of a cold run."""
    cold_sweeps: int = 4
    """How many times as long as the others a cold run is; 0: none. Where `Pairs` cost, there are no others on
    a full board, and they grow without end: what a run finds is the better the longer it is."""
    reheating: float = 3.0
    """How many times as hot the next cold run begins after one in vain: it may be in a deep local optimum,
    which only heat leaves. 1: as cold as the first."""
    reheatings: int = 4
    """Cold runs in vain after which one begins as cold as the first; 1 at least."""
    strict_share: float = 0.1
    """Where prices are far apart, half of the work forbids violations that cost this share of the incumbent's
    penalty or more, as long as that finds feasible schedules; 0: none."""


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
    """Whether the dual ascent bounds what pairs cost."""
    ascent_worth: float = 1e-4
    """A round of the ascent that adds a smaller share to the bound is the last one."""
    largest_ascent: int = 48_000_000
    """Pairs of places, at most; beyond, its arrays would be too large (four bytes each)."""
    lagrangian: bool = True
    """Whether Lagrangian relaxation bounds what is wide, and largest totals."""
    largest_lagrangian: int = 100_000_000
    """Places of all sessions, at most; beyond, its arrays would be too large (eight bytes each)."""
    momentum: float = 0.9
    """Share of the steps before in the direction of the next subgradient step."""
    patience: int = 20
    """Steps in vain after which they get shorter."""
    shorter: float = 0.85
    """By how much."""
    shortest: float = 0.01
    """Share of the way to the incumbent's penalty at which the steps end; they begin at 1."""
    worth: float = 1e-4
    """A step that adds a smaller share to the bound is in vain."""
    unit_price: float = 1.5
    """Price of a load in a row by which prices are measured, as a multiple of what a session costs on
    average."""


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
    Those with all rows in the linear relaxation come first: its bound is worth more than what it costs.
    Empty: the solver chooses."""
    left_out: tuple[str, ...] = (
        "graph_arc_lns",
        "graph_cst_lns",
        "graph_dec_lns",
        "rnd_cst_lns",
        "scheduling_precedences_lns",
        "scheduling_resource_windows_lns",
        "scheduling_time_window_lns",
    )
    """Neighbourhoods without which the complete search gets its turn on a single thread more often."""
    hints: bool = True
    """Whether the solver is told the incumbent to begin with."""
    cuts: int = 16
    """Clauses, at most, with which a hard lag is tightened for the linear relaxation; 0: none."""
    border_cuts: int = 2_000
    """Clauses, at most, about, for all lags of a border together."""
    relaxes: bool = True
    """Whether the linear relaxation is solved before the first search: its bounds come long before the solver
    has prepared a large model."""
    conflict_rows: int = 40_000
    """Rows, at most, that tell the linear relaxation what all capacities together never let run at once; 0:
    none."""
    blockers: int = 3
    """Parts of the sessions of a capacity, at most, and for each of them cliques of others that block it and
    are counted in it; 0: none."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """All that a search can be tuned by."""

    portfolio: PortfolioParams = PortfolioParams()
    annealing: AnnealingParams = AnnealingParams()
    bounding: BoundingParams = BoundingParams()
    exact: ExactParams = ExactParams()


DEFAULTS = SearchParams()
"""What is right for nearly everybody."""
