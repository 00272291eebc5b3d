"""`scheduler check`: whether an instance can be used, and what is in it."""

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, InstancePath
from scheduler.cli.terminal.console import say
from scheduler.cli.views.check_report import check_answer, check_report
from scheduler.explanation import screen
from scheduler.sources import read_instance, read_lines


def check(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Validate an instance and report what cannot work."""
    facts = read_instance(instance)
    told = check_answer(facts, screen(facts), read_lines(instance))
    say(as_json, lambda: told, lambda: check_report(facts, told, instance))
    return Code.IMPOSSIBLE if any(each.certain for each in told.troubles) else Code.FINE
