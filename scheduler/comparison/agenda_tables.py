"""The sheets of agendas in a comparison: by body, and item by item."""

from collections.abc import Sequence

from scheduler.comparison.agendas import agendas_by_body
from scheduler.comparison.comparisons import Comparison, Difference
from scheduler.comparison.hours import HOUR
from scheduler.comparison.sheets import Cell, Column, Sheet, SheetRow, number_text, row
from scheduler.phrases import say


def has_items(comparison: Comparison) -> bool:
    """Tell whether any of the conferences has agenda items."""
    return any(each.instance.items for each in comparison.programmes)


def items_sheet(difference: Difference) -> Sheet:
    """Return the agenda items that are in another session, at another time, or in none any more."""
    titles = (say("Item"), say("Change"), difference.against, difference.programme)
    return Sheet(
        say("Changed agenda items: {}", difference.programme),
        tuple(map(Column, titles)),
        tuple(row(each.title, each.words, each.before, each.after) for each in difference.items),
        empty=say("Every agenda item is where it was."),
        is_long=True,
    )


def agendas_sheet(comparison: Comparison) -> Sheet:
    """Return the hours of agendas by body, of those bodies in which programmes differ."""
    labels = (Column(label, is_number=True) for label in comparison.labels)
    bodies = [each for each in agendas_by_body(comparison.programmes) if each.differs]
    rows = [
        _hours_row(each.body, what, minutes)
        for each in bodies
        for what, minutes in (
            (say("settled before"), each.settled),
            (say("dealt with"), each.dealt),
            (say("shortened by"), each.shortened),
            (say("left free"), each.left),
        )
        if any(minutes)
    ]
    return Sheet(
        say("Agendas by body"),
        (Column(say("Body")), Column(say("Hours")), *labels),
        tuple(rows),
        say(
            "Hours, and in brackets the difference to the first programme. What is settled before counts "
            "for the body that deals with it there."
        ),
        empty=say("No body has other hours on its agendas."),
    )


def _hours_row(body: str, what: str, minutes: Sequence[int]) -> SheetRow:
    first, *_ = minutes
    changes = (
        number_text((each - first) / HOUR, signed=True) if each != first else "" for each in minutes
    )
    hours = (number_text(each / HOUR) for each in minutes)
    return row(body, what, *(Cell(text, note) for text, note in zip(hours, changes, strict=True)))
