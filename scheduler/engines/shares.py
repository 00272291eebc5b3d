"""Which part of a search each engine gets, and how often annealing runs."""

FIRST_ANNEALING = 0.05
"""Share of a search with one worker for annealing from a random start."""

FIRST_PROOF = 0.05
"""Share of it for a first try at a proof, which small conferences need no more than."""

SMALL = 10_000
"""Places of all sessions up to which that comes first: such a model is built in a moment."""

ANNEALING = 0.4
"""Share of it for annealing from a schedule that keeps everything; the rest is for a proof."""

BOUNDING = 0.25
"""Share of a search with several workers for bounds without a model, before the exact engine begins."""

BOUNDING_ALONE = 0.1
"""Share of it for the same with one worker."""

IN_REACH = 0.7
"""Share of the penalty that is proved, from which on a proof is worth all processors."""

PROVABLE = 0.98
"""Share of the penalty that must be proved by then, for the exact engine to be of use where all that costs
are pairs: its own bounds on them are poor, and two processors anneal better than one."""

WIDE = 1_000_000
"""Numbers that the pricing of all sessions looks at, from which on prices of what is shared give better
bounds than the exact engine does in a minute: 200 sessions have 0.8 million, 400 have 2.5."""

LARGE = 5_000_000
"""Numbers that the pricing of all sessions looks at, from which on the exact engine takes minutes to say
anything: a conference of 800 sessions has 8 million."""

PROVING = 1e-5
"""Seconds, for each such number of a large problem, before which it says nothing."""

IDLE_RUNS = 4
"""Runs of annealing in vain, beside a proof, after which the proof has all processors to itself."""

RUNS_BEFORE = 2
"""Runs of annealing before the exact engine begins, with their result as its hint."""

RELAXED = 0.7
"""Share of a search for relaxed models, where there is one."""

HURRY = 0.5
"""Share of a search after which a first schedule is looked for with more thought."""
