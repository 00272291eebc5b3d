"""Strategies of a search, each with the parameters that switch it off."""

from collections.abc import Mapping
from dataclasses import replace

from scheduler.engines.parameters import (
    DEFAULTS,
    BoundingParams,
    ExactParams,
    FirstScheduleParams,
    MoveParams,
    PortfolioParams,
    RelaxationParams,
    RestartParams,
    SearchParams,
)

ALL = "all strategies"
"""What is called a search with none switched off."""


def _moves(moves: MoveParams) -> SearchParams:
    return replace(DEFAULTS, annealing=replace(DEFAULTS.annealing, moves=moves))


def _first(first: FirstScheduleParams) -> SearchParams:
    return replace(DEFAULTS, annealing=replace(DEFAULTS.annealing, first=first))


def _restarts(restarts: RestartParams) -> SearchParams:
    return replace(DEFAULTS, annealing=replace(DEFAULTS.annealing, restarts=restarts))


def _portfolio(portfolio: PortfolioParams) -> SearchParams:
    return replace(DEFAULTS, portfolio=portfolio)


WITHOUT: Mapping[str, SearchParams] = {
    "ejection chains": _moves(MoveParams(first_ejections=0.0, most_ejections=0)),
    "exchanges": _moves(MoveParams(most_exchanges=0)),
    "group moves along lags": _moves(MoveParams(group_moves=0.0)),
    "relocations of whole bodies": _moves(MoveParams(relocations=0.0)),
    "insertions in tracks": _moves(MoveParams(insertions=0.0)),
    "permutations in tracks": _moves(MoveParams(permutations=0.0)),
    "ruin and recreate of tracks": _moves(MoveParams(rebuilds=0.0)),
    "trades of rooms for a period": _moves(MoveParams(trades=0.0)),
    "looks for a first schedule": _first(FirstScheduleParams(looks=0)),
    "weighing (breakout)": _first(FirstScheduleParams(weighing=False)),
    "repeating what pays": _restarts(RestartParams(repeating=False)),
    "hot restarts": _restarts(RestartParams(hot=())),
    "cold runs on full boards": _restarts(RestartParams(cold_sweeps=0)),
    "reheating in vain": _restarts(RestartParams(reheating=1.0)),
    "Lagrangian bound": replace(DEFAULTS, bounding=BoundingParams(lagrangian=False)),
    "dual ascent on pairs": replace(DEFAULTS, bounding=BoundingParams(ascent=False)),
    "relaxed models": _portfolio(PortfolioParams(relaxation=0.0)),
    "branch and cut (HiGHS)": replace(DEFAULTS, relaxation=RelaxationParams(branching=0.0)),
    "large-neighbourhood descent": replace(DEFAULTS, relaxation=RelaxationParams(descent=0.0)),
    "second annealing": _portfolio(PortfolioParams(second_annealing=False)),
    "annealing before the exact engine": _portfolio(PortfolioParams(runs_before=0)),
    "exact search without presolve": _portfolio(PortfolioParams(hurry=0.0)),
    "chosen searches of CP-SAT": replace(DEFAULTS, exact=ExactParams(searches=(), left_out=())),
    "hints to CP-SAT": replace(DEFAULTS, exact=ExactParams(hints=False)),
    "cuts from lags": replace(DEFAULTS, exact=ExactParams(cuts=0)),
    "rows from conflicts": replace(DEFAULTS, exact=ExactParams(conflict_rows=0)),
    "linear relaxation first": replace(DEFAULTS, exact=ExactParams(relaxes=0.0)),
}
"""By the name of the strategy: parameters of a search without it, and with all others."""


def params_of(strategy: str) -> SearchParams:
    """Return the parameters of a search without a strategy; those of all strategies, if it is `ALL`."""
    return DEFAULTS if strategy == ALL else WITHOUT[strategy]
