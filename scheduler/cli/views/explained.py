"""Answers of `explain` that take no search: about a programme as a whole, an item, or a seat."""

from functools import partial

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.terminal.console import say
from scheduler.cli.views.item_report import ItemAnswer, item_report
from scheduler.cli.views.rule_prices import overview_answer, overview_report
from scheduler.cli.views.seat_report import seating_answer, seating_report
from scheduler.explanation.programmes import overview, place_item, seat
from scheduler.instance import Instance
from scheduler.schedule import Schedule


def explain_whole(facts: Instance, schedule: Schedule, item: str | None, *, as_json: bool) -> Code:
    """Say what a programme suffers from; or of an item, why it is where it is, and what is elsewhere."""
    if item is not None:
        about = facts, place_item(facts, schedule, one_named("--item", item, facts.items))
        say(as_json, partial(ItemAnswer.about, *about), partial(item_report, *about))
        return Code.FINE
    found = overview(facts, schedule)
    say(as_json, lambda: overview_answer(facts, found), lambda: overview_report(facts, found))
    return Code.IMPOSSIBLE if found.evaluation.forbidden else Code.FINE


def explain_seat(
    facts: Instance, schedule: Schedule, session: str, person: str, *, as_json: bool
) -> Code:
    """Say why a person is on a panel, or why not."""
    asked = one_named("--session", session, facts.sessions)
    about = facts, seat(facts, schedule, asked, one_named("--person", person, facts.people))
    say(as_json, partial(seating_answer, *about), partial(seating_report, *about))
    return Code.FINE
