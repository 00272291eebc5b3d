"""Restrictions on tasks in the exact model."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.tasks.variables import Linear, TaskVariables
from scheduler.engines.items.amounts import BROKEN, Lagging, outside, shared
from scheduler.restrictions.items import (
    Apart,
    Attended,
    Complete,
    Crowd,
    Early,
    Even,
    Few,
    Ordered,
    PricedTask,
    Room,
    Side,
    Taken,
    Undivided,
    Within,
)

_Literal = cp_model.IntVar | int


def add(priced: PricedTask, variables: TaskVariables) -> None:
    """Add a restriction to a model."""
    price = priced.price
    match priced.restriction:
        case Taken() | Complete() | Undivided() | Within():
            _add_own(priced, variables)
        case Room(session=session, minutes=most):
            load, highest = variables.load(session)
            variables.at_most(load, most, highest, price)
        case Few(session=session, at_most=most):
            taking = [by[session] for by in variables.takes.values() if session in by]
            variables.at_most(sum(taking), most, len(taking), price)
        case Even():
            _add_even(priced.restriction, price, variables)
        case Ordered() | Early():
            _add_order(priced.restriction, _bent(price, variables), variables)
        case Apart():
            _add_apart(priced.restriction, _bent(price, variables), variables)
        case Attended():
            _add_attended(priced.restriction, _bent(price, variables), variables)
        case Crowd():
            _add_crowd(priced.restriction, _bent(price, variables), variables)


def _bent(price: int | None, variables: TaskVariables) -> int | None:
    """Return the price of something that depends on when sessions are."""
    return BROKEN if price is None and variables.question.elastic else price


def _add_own(priced: PricedTask, variables: TaskVariables) -> None:
    """Add what concerns one task alone."""
    by_id = {task.id: task for task in variables.question.tasks.tasks}
    restriction, price = priced.restriction, priced.price
    match restriction:
        case Taken(task=id_, amount=amount):
            if by_id[id_].optional:
                _require(variables, amount * (1 - variables.taken[id_]), price)
        case Complete(task=id_):
            task = by_id[id_]
            if task.least < task.needed:
                given = sum(variables.gives[id_].values())
                _require(variables, task.needed * variables.taken[id_] - given, price)
        case Undivided(task=id_):
            if by_id[id_].parts > 1:
                number = sum(variables.takes[id_].values())
                _require(variables, number - variables.taken[id_], price)
        case Within(task=id_, sessions=sessions):
            takes = variables.takes[id_].items()
            outer = [literal for session, literal in takes if session not in sessions]
            if outer:
                _require(variables, sum(outer), price)


def _require(variables: TaskVariables, amount: Linear, price: int | None) -> None:
    """Pay for an amount that is never below 0, or forbid it."""
    if price is None:
        variables.model.add(amount == 0)
    else:
        variables.pay(amount, price)


def _add_even(even: Even, price: int | None, variables: TaskVariables) -> None:
    held = [session for session in even.minutes if session in variables.question.held]
    if len(held) < 2 or price == 0:
        return
    left = []
    for session in held:
        load, highest = variables.load(session)
        left.append((even.minutes[session] - load, even.minutes[session], highest))
    high = max(most for _, most, _ in left)
    low = min(most - highest for _, most, highest in left)
    most, fewest = (variables.model.new_int_var(low, high, "") for _ in range(2))
    for minutes_left, _, _ in left:
        variables.model.add(most >= minutes_left)
        variables.model.add(fewest <= minutes_left)
    _require(variables, most - fewest, price)


def _side(side: Side, variables: TaskVariables) -> dict[str, _Literal]:
    """Return the sessions of a side, each with whether it counts."""
    if side.is_task:
        return dict(variables.takes[side.id])
    return {side.id: 1} if side.id in variables.question.held else {}


def _add_order(order: Ordered | Early, price: int | None, variables: TaskVariables) -> None:
    """Forbid, or pay for, each two sessions of which the later one starts too early."""
    question = variables.question
    lagging = Lagging.of(question.timeline, order)
    firsts, thens = _side(order.first, variables), _side(order.then, variables)
    enough = isinstance(order, Early) or order.fits_one_session
    worst: dict[str, list[tuple[_Literal, int]]] = {}
    for then in thens:
        for first, literal in firsts.items():
            if first == then and enough:
                continue
            amount = lagging.amount(question.slots[first], question.slots[then])
            if amount:
                worst.setdefault(then, []).append((literal, amount))
    single = variables.single(order.first)
    if price is None:
        for then, broken in worst.items():
            others = [literal for literal, _ in broken]
            _forbid_beside(thens[then], others, variables, single=single)
    elif price and worst:
        most = max(amount for broken in worst.values() for _, amount in broken)
        paid = variables.number(most)
        for then, broken in worst.items():
            _pay_beside(paid, thens[then], broken, variables, single=single)
        variables.pay(paid, price)


def _forbid_beside(
    literal: _Literal, others: Sequence[_Literal], variables: TaskVariables, *, single: bool
) -> None:
    """Let none of the others be true if a literal is."""
    free = [other for other in others if not isinstance(other, int)]
    if len(free) < len(others):  # a session that is always there
        variables.model.add(literal == 0)
    elif isinstance(literal, int):
        variables.model.add(sum(free) == 0)
    elif single:
        variables.model.add_at_most_one(literal, *free)
    else:
        for other in free:
            variables.model.add_at_most_one(literal, other)


def _pay_beside(
    paid: cp_model.IntVar,
    literal: _Literal,
    others: Sequence[tuple[_Literal, int]],
    variables: TaskVariables,
    *,
    single: bool,
) -> None:
    """Let what is paid be at least the amount of each of the others that is true beside a literal."""
    if single:
        amount, most = sum(amount * other for other, amount in others), max(n for _, n in others)
        variables.model.add(paid >= amount - most * (1 - literal))
        return
    for other, amount in others:
        variables.model.add(paid >= amount * (literal + other - 1))


def _add_apart(apart: Apart, price: int | None, variables: TaskVariables) -> None:
    slots, model = variables.question.slots, variables.model
    taking = _taking(apart.tasks, variables, apart.sessions)
    for session, literal in taking.items():
        others = (each for each in apart.sessions if each in variables.question.held)
        beside = sum(shared(slots[session], slots[other]) for other in others)
        if beside and price is None:
            model.add(literal == 0)
        elif beside and price:
            variables.pay(beside * literal, price)
    for one, other in combinations(taking, 2):
        both = shared(slots[one], slots[other])
        if both and price is None:
            model.add_at_most_one(taking[one], taking[other])
        elif both and price:
            paid = model.new_bool_var("")
            model.add(paid >= taking[one] + taking[other] - 1)
            variables.pay(both * paid, price)


def _taking(
    tasks: Sequence[str], variables: TaskVariables, but: Iterable[str] = ()
) -> dict[str, cp_model.IntVar]:
    """Return whether each session, but certain ones, takes one of some tasks, if it can."""
    found = {}
    for session in variables.question.tasks.places:
        literal = None if session in but else variables.any_of(tasks, session)
        if literal is not None:
            found[session] = literal
    return found


def _add_attended(attended: Attended, price: int | None, variables: TaskVariables) -> None:
    question = variables.question
    for session, literal in _taking(attended.tasks, variables, attended.exempt).items():
        away = outside(question.slots[session], attended.within, question.timeline)
        if away:
            _require(variables, away * literal, price)


def _add_crowd(crowd: Crowd, price: int | None, variables: TaskVariables) -> None:
    slots = variables.question.slots
    taking = _taking(crowd.tasks, variables)
    held = {each: load for each, load in crowd.held if each in variables.question.held}
    fixed = {each: slots[each] for each in (*taking, *held) if slots[each].fixed}
    edges = sorted({edge for slot in fixed.values() for edge in (slot.first, slot.last_end)})
    lengths: dict[tuple[str, ...], int] = {}
    for since, until in pairwise(edges):
        running = tuple(
            each for each, slot in fixed.items() if slot.first <= since and slot.last_end >= until
        )
        lengths[running] = lengths.get(running, 0) + until - since
    for running, length in lengths.items():
        cost = None if price is None else price * length
        literals = {each: taking[each] for each in running if each in taking}
        free = crowd.at_most - sum(held.get(each, 0) for each in running)
        alone = [literal for each, literal in literals.items() if each not in held]
        if free >= 0:
            variables.at_most(sum(alone), free, len(alone), cost)
        elif literals:
            _add_beyond(-free, alone, literals.values(), cost, variables)


def _add_beyond(
    beyond: int,
    alone: Sequence[_Literal],
    literals: Iterable[cp_model.IntVar],
    price: int | None,
    variables: TaskVariables,
) -> None:
    """Pay for what is beyond if any literal is true, and for each that holds something more; or forbid it."""
    either = variables.model.new_bool_var("")
    for literal in literals:
        variables.model.add_implication(literal, either)
    _require(variables, beyond * either + sum(alone), price)
