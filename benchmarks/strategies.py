"""Strategies of a search, each with the fields of `SearchParams` that switch it off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.engines.parameters import DEFAULTS, SearchParams

WITHOUT: Mapping[str, Mapping[str, Any]] = {
    "ejection chains": {
        "annealing.moves.first_ejections": 0.0,
        "annealing.moves.most_ejections": 0,
    },
    "exchanges": {"annealing.moves.most_exchanges": 0},
    "group moves along lags": {"annealing.moves.group_moves": 0.0},
    "relocations of whole bodies": {"annealing.moves.relocations": 0.0},
    "ruin and recreate of tracks": {"annealing.moves.rebuilds": 0.0},
    "trades of rooms for a period": {"annealing.moves.trades": 0.0},
    "looks for a first schedule": {"annealing.first.looks": 0},
    "looks at what is broken": {"annealing.first.skipped": 0.0},
    "repair of what a run leaves broken": {"annealing.restarts.mending": 0},
    "weighing (breakout)": {"annealing.first.weighing": False},
    "repeating what pays": {"annealing.restarts.repeated": 1.0},
    "hot restarts": {"annealing.restarts.hot": ()},
    "runs without dear violations": {"annealing.restarts.strict_share": 0.0},
    "neighbourhoods of groups": {"annealing.restarts.regrouping": False},
    "Lagrangian bound": {"bounding.lagrangian": False},
    "dual ascent on pairs": {"bounding.ascent": False},
    "exact search without presolve": {"portfolio.hurry": 0.0},
    "chosen searches of CP-SAT": {"exact.searches": (), "exact.left_out": ()},
    "hints to CP-SAT": {"exact.hints": False},
    "cuts from lags": {"exact.cuts": 0},
    "rows from conflicts": {"exact.conflict_rows": 0},
    "linear relaxation first": {"exact.relaxes": False},
}
"""By the name of the strategy: fields, and what they are without it."""


def params_without(strategy: str) -> SearchParams:
    """Return the parameters of a search without a strategy; of one with all, if none is named."""
    params = DEFAULTS
    for field, value in WITHOUT[strategy].items() if strategy else ():
        params = _with(params, field.split("."), value)
    return params


def _with(params: Any, path: list[str], value: Any) -> Any:
    """Return parameters with another value of a field of one of their parts."""
    name, *rest = path
    return replace(params, **{name: _with(getattr(params, name), rest, value) if rest else value})
