"""What others have done with the files of a desk, taken over as steps of it."""

import json
from dataclasses import replace
from pathlib import Path

from scheduler.desk.steps import Change, Desk, Line, Step, different, step_to, taken
from scheduler.errors import InstanceError
from scheduler.phrases import say
from scheduler.sources import changes_in, read_instance, read_published
from scheduler.wording import counted


def edited(desk: Desk, variant: Path) -> Desk:
    """Return a desk with what somebody has changed in its variant by hand."""
    known = {_words(line.change): (key, line) for key, line in desk.lines.items()}
    lines: dict[str, Line] = {}
    for change in changes_in(variant):
        key, line = known.get(_words(change)) or (
            _key(change),
            Line(say("By hand: {}.", ", ".join(change)), change, desk.done + 1),
        )
        lines[key] = line
    step = Step(say("{} was edited by hand.", variant.name), different(desk.lines, lines), {})
    return taken(desk, step) if step.lines else desk


def solved(desk: Desk, programme: Path) -> Desk:
    """Return a desk with the programme that another command has written."""
    found = read_published(programme, desk.instance).schedule
    step = step_to(desk, "", desk.lines, found)
    if step.is_nothing:
        return desk
    number = counted(len(step.places), "session")
    what = say("{} elsewhere", number) if step.places else say("other agendas")
    return taken(desk, replace(step, said=say("Take over {}: {}.", str(programme), what)))


def _words(change: Change) -> str:
    return json.dumps(change, sort_keys=True, default=str)


def _key(change: Change) -> str:
    """Return what a change is about, so that the commands find it again."""
    (kind, fields), *_ = change.items()
    if kind in ("pin", "unpin"):
        return f"pin {fields['session']}"
    if kind == "set_level" and ("level" in fields) != bool(fields.get("items")):
        items = [*fields.get("items", ())]
        if len(items) < 2:
            return " ".join(("level", fields["rule"], *items))
    sessions = fields.get("sessions") if len(fields) == 1 else None
    if kind in ("add", "remove") and isinstance(sessions, list) and len(sessions) == 1:
        (one,) = sessions
        return f"add {one['id']}" if kind == "add" else f"cancel {one}"
    if kind == "change" and isinstance(sessions, dict) and len(sessions) == 1:
        ((session, given),) = sessions.items()
        if [*given] == ["optional"]:
            return f"optional {session}"
    return _words(change)


def make_sure_of_lines(desk: Desk, variant: Path) -> None:
    """Raise `InstanceError` if the instance has changed so that the lines of the variant fit no more."""
    try:
        _ = desk.instance
    except InstanceError:
        read_instance(variant)  # says so with the lines of both files
        raise
