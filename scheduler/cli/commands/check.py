"""`scheduler check`: whether an instance can be used, and what is in it."""

from datetime import date
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, InstancePath
from scheduler.cli.terminal.console import say
from scheduler.cli.views.check_report import check_answer, check_report
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.sources import read_instance, read_lines

On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Say what is locked on this date: 2021-09-01.",
        show_default=False,
    ),
]


def check(instance: InstancePath, *, on: On = None, as_json: AsJson = False) -> Code:
    """Read an instance, say what is in it, and what cannot work."""
    facts, day = read_instance(instance), _day(on)
    told = check_answer(facts, screen(facts), read_lines(instance), day)
    say(as_json, lambda: told, lambda: check_report(facts, told, instance, day))
    return Code.IMPOSSIBLE if any(each.certain for each in told.troubles) else Code.FINE


def _day(text: str | None) -> date | None:
    """Return the date that `--on` names, if it is given."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f'--on: found "{text}", expected a date such as 2021-09-01.') from error
