"""How late a session is after what another one allows, tightened for the linear relaxation."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.timeline import Minutes


def add_steps(
    over: Literal,
    bounds: Minutes,
    starts: Sequence[Literal],
    moments: Minutes,
    thens: Sequence[Literal],
    variables: Variables,
) -> None:
    """Tighten ``over >= moment - bound``: it adds up the stretches of time between bound and moment.

    Exact for whole starts, where the relaxation of that row alone would let two halves of a session be on
    both sides.
    """
    edges = np.unique(np.concatenate([bounds, moments]))
    edges = edges[(edges >= bounds.min()) & (edges <= moments.max())]
    number = min(len(edges), variables.params.cuts + 1)
    if number < 2:
        return
    edges = edges[np.unique(np.linspace(0, len(edges) - 1, number).astype(int))]
    passed: list[tuple[Literal, int]] = []
    for since, until in pairwise(edges.tolist()):
        before = [starts[start].index for start in np.flatnonzero(bounds <= since).tolist()]
        behind = [thens[then].index for then in np.flatnonzero(moments >= until).tolist()]
        step = variables.model.new_bool_var("")
        literals = [*before, *behind, step.index]
        variables.at_most(literals, [*(1 for _ in before + behind), -1], 1)
        passed.append((step, until - since))
    literals = [step.index for step, _ in passed]
    variables.at_most([*literals, over.index], [*(length for _, length in passed), -1], 0)
