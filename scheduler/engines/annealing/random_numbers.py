"""Random numbers inside compiled code: SplitMix64 (Steele, Lea, Flood 2014), state in an array."""

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import enclosed

RandomState = NDArray[np.uint64]
"""The state: one number, changed by each draw."""


def random_state_of(seed: int) -> RandomState:
    """Return the state that belongs to a seed."""
    return np.array([seed % 2**64], dtype=np.uint64)


@enclosed
def _next(random: RandomState) -> np.uint64:
    random[0] += np.uint64(0x9E3779B97F4A7C15)
    mixed = random[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@enclosed
def uniform(random: RandomState) -> float:
    """Draw from [0, 1)."""
    return float(_next(random) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@enclosed
def below(random: RandomState, number: int) -> int:
    """Draw one of 0, 1, ... number - 1; number is far below 2**32."""
    return int(uniform(random) * number)
