"""What a question is about: the session, room or rule that was meant."""

from collections.abc import Sequence

from scheduler.catalogue import RULES
from scheduler.cli.terminal.words import nearest
from scheduler.errors import InputError
from scheduler.instance.meetings import Session
from scheduler.instance.participants import Person
from scheduler.instance.places import Room
from scheduler.wording import one_line


def one_named(option: str, name: str, known: Sequence[Session | Room | Person]) -> str:
    """Return the id of the one session, room or person of that id or title.

    Raises
    ------
    InputError
        When there is none, or several bear the title.
    """
    wanted = one_line(name).lower()
    ids = [each.id for each in known if each.id.lower() == wanted]
    titled = [each.id for each in known if one_line(each.title or "").lower() == wanted]
    found = ids or titled
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{option} {name}: several have this name: {', '.join(found)}.")
    close = nearest(name, [each.id for each in known])
    close = close if close.startswith("Maybe") else f"There are {len(known)}, by id or title."
    raise InputError(f"{option} {name}: no such name. {close}")


def rule_named(name: str) -> str:
    """Return the rule of that id, or raise `InputError`."""
    if name not in RULES:
        raise InputError(f"--rule {name}: no such rule. {nearest(name, RULES)}")
    return name


def make_sure_of_question(
    session: str | None,
    at: str | None,
    room: str | None,
    person: str | None,
    rule: str | None,
    *,
    others_move: bool,
    least: bool,
) -> None:
    """Raise `InputError`, with all that is wrong, unless one question is asked."""
    troubles = ["--least: of which rule? Add --rule."] if least and rule is None else []
    if rule is not None and session is not None:
        troubles.append("--rule and --session: ask for one of them.")
    places = {"--at": at is not None, "--in": room is not None, "--others-move": others_move}
    if session is None:
        given = places | {"--person": person is not None}
        troubles += [
            f"{option}: of which session? Add --session." for option in given if given[option]
        ]
    elif person is not None:
        troubles += [
            f"--person and {each}: ask for one of them." for each in places if places[each]
        ]
    elif others_move and at is None and room is None:
        troubles.append("--others-move: to which place? Add --at, --in or both.")
    if troubles:
        raise InputError(*troubles)
