"""Named tuples as compiled code reads them: the same numbers, and the same arrays."""

from typing import NamedTuple

import numpy as np
import pytest
from numba import TypingError
from numpy.typing import NDArray

from scheduler.engines.compilation.kernels import Packed, by_address, compiled, enclosed


class _Part(NamedTuple):
    square: NDArray[np.int64]
    cube: NDArray[np.int32]
    step: int


@by_address
class _Whole(NamedTuple):
    numbers: NDArray[np.int64]
    part: _Part
    even: bool
    marks: NDArray[np.bool_]
    share: float


@enclosed
def _add(whole: _Whole, position: int) -> int:
    """Add a step to a number, and return what is in the corner of the square."""
    whole.numbers[position] += whole.part.step
    return int(whole.part.square[1][2]) if whole.even else -1


@compiled
def _add_twice(whole: _Whole, position: int) -> int:
    return _add(whole, position) + _add(whole, position)


@compiled
def _change(whole: _Whole, factors: NDArray[np.int64], position: int, more: float) -> float:
    """Change one element of each array; return what the numbers come to."""
    whole.part.square[1][0] += factors[position]
    whole.part.cube[1][2][3] = whole.part.cube[0][1][2] * factors[position]
    if not whole.marks[0]:
        whole.marks[position] = more > 0
    return whole.share + more


@compiled
def _ask_for_nothing(whole: _Whole) -> int:
    return whole.nothing  # type: ignore[attr-defined,no-any-return]


def _whole(*, even: bool) -> _Whole:
    part = _Part(
        np.arange(6, dtype=np.int64).reshape(2, 3),
        np.arange(24, dtype=np.int32).reshape(2, 3, 4),
        10,
    )
    return _Whole(np.array([1, 2], dtype=np.int64), part, even, np.zeros(2, dtype=bool), 0.5)


@pytest.mark.parametrize(("even", "found"), [(True, 10), (False, -2)])
def test_fields_are_read_where_they_are_and_arrays_are_those_of_python(
    even: bool, found: int
) -> None:
    whole = _whole(even=even)
    assert _add_twice(Packed(whole), 1) == found
    assert whole.numbers.tolist() == [1, 22]


def test_arrays_of_several_dimensions_and_of_several_types_are_read_and_written() -> None:
    whole, factors = _whole(even=True), np.array([2, 3], dtype=np.int64)
    assert _change(Packed(whole), factors, 1, 0.25) == 0.75  # 0.5 + 0.25
    assert whole.part.square.tolist() == [[0, 1, 2], [6, 4, 5]]  # 3 + 3
    assert whole.part.cube[1, 2, 3] == 18  # 6 x 3
    assert whole.part.cube.sum() == sum(range(23)) + 18
    assert whole.marks.tolist() == [False, True]


def test_arrays_without_elements_are_handed_on() -> None:
    whole = _whole(even=False)
    empty = whole.part._replace(
        square=np.zeros((0, 3), np.int64), cube=np.zeros((2, 0, 4), np.int32)
    )
    assert _add_twice(Packed(whole._replace(part=empty)), 0) == -2


def test_what_is_enclosed_is_python_for_python() -> None:
    whole = _whole(even=True)
    assert _add(whole, 0) == 5
    assert whole.numbers.tolist() == [11, 2]


def test_a_tuple_whose_fields_have_other_types_is_refused() -> None:
    Packed(_whole(even=True))
    wide = _whole(even=True)._replace(numbers=np.array([0.5, 1.5]))
    with pytest.raises(TypeError, match="_Whole"):
        Packed(wide)


def test_an_array_that_is_not_in_one_piece_is_refused() -> None:
    with pytest.raises(ValueError, match="not in one piece"):
        Packed(_whole(even=True)._replace(numbers=np.arange(4)[::2]))


def test_a_field_that_is_none_is_named() -> None:
    with pytest.raises(TypingError, match="nothing"):
        _ask_for_nothing(Packed(_whole(even=True)))
