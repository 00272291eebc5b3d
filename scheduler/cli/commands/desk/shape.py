"""The shape of all commands of the desk: a wish is weighed, room is made for it, it is applied and told.

What a preview has shown is kept, and that is what is applied: a search by the clock may not find it again.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

import scheduler.desk
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.options import ANSWER, AsJson, InstancePath, TimeLimit
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.desk_report import WishReport, outcome_report, wish_answer
from scheduler.desk import (
    DeskFile,
    DeskState,
    Outcome,
    Preview,
    apply,
    is_as_shown,
    keep_preview,
    open_desk,
    preview_of,
    room_shown,
    shown_of,
)

Apply = Annotated[bool, typer.Option("--apply", help="Record it. Default: only show the effect.")]
MakeRoom = Annotated[
    bool,
    typer.Option(
        "--make-room", help="Move as few others as possible, so that no hard rule breaks."
    ),
]


@dataclass(frozen=True, slots=True)
class How:
    """What every command of the desk is given besides its wish."""

    apply: bool
    make_room: bool
    time_limit: float
    as_json: bool

    @property
    def effort(self) -> tuple[float, int, int]:
        """How room is searched for: seconds, seed and threads, those of `make_room` unless it is told."""
        return self.time_limit, 0, 1


_COMMON: dict[str, tuple[Any, Any]] = {
    "apply": (Apply, False),
    "make_room": (MakeRoom, False),
    "time_limit": (TimeLimit, ANSWER),
    "as_json": (AsJson, False),
}
"""The fields of `How`, as options."""
_OF_ROOM = ("make_room", "time_limit")
"""Those of them that a wish does not have after which all is where it was."""


def desk_command(wish: Callable[..., Outcome], *, moves: bool = True) -> Callable[..., Code]:
    """Return the command of a wish: a function of a desk and of what the command is given besides.

    One that `moves` nothing needs no room.
    """
    own = [*inspect.signature(wish).parameters.values()][1:]
    name = wish.__name__.partition("_")[0]

    @functools.wraps(wish)
    def command(instance: Path, **given: Any) -> Code:
        how = How(**{option: given.pop(option, usual) for option, (_, usual) in _COMMON.items()})
        words = (name, str(instance), *_typed(own, given))
        return carry_out(instance, how, functools.partial(wish, **given), words)

    only = inspect.Parameter.KEYWORD_ONLY
    first = inspect.Parameter(
        "instance", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=InstancePath
    )
    options = [
        inspect.Parameter(option, only, default=default, annotation=annotation)
        for option, (annotation, default) in _COMMON.items()
        if moves or option not in _OF_ROOM
    ]
    parameters = [first, *own, *options]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _typed(own: Sequence[inspect.Parameter], given: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a command was given besides its instance and the common options, to be typed again."""
    for each in own:
        value = given.get(each.name)
        if value is None:
            continue
        if each.kind is inspect.Parameter.KEYWORD_ONLY:
            yield f"--{each.name}"
        yield from value if isinstance(value, list) else (str(value),)


def carry_out(
    instance: Path, how: How, wish: Callable[[DeskState], Outcome], words: Sequence[str]
) -> Code:
    """Weigh a wish, look for room if it breaks hard rules, apply it if that is asked, and say all of it.

    `words` are those of the command without the common options.
    """
    file = open_desk(instance)
    plain = wish(file.desk)
    asked = preview_of((words[0], *words[2:]), plain)
    shown = shown_of(file, asked)
    is_outdated = bool(
        how.apply
        and shown is not None
        and not (plain.wish.is_fact and not how.make_room)  # it is so, whatever comes of it
        and not is_as_shown(shown, asked, make_room=how.make_room)
    )
    if is_outdated:
        how = replace(how, apply=False)
    roomy = _with_room(plain, how, shown, asked)
    fails = how.make_room and roomy is not None and not _is_found(roomy)
    granted = plain if roomy is None or not how.make_room or fails else roomy
    written = _applied(file, granted) if how.apply and (plain.wish.is_fact or not fails) else None
    if written is None:
        kept = keep_preview(file, asked.with_room(roomy, how.effort))
        roomy = room_shown(kept, asked, plain) or roomy
    told = WishReport(file, plain, roomy, written, words, is_outdated)
    say(how.as_json, lambda: wish_answer(told), lambda: outcome_report(told))
    if is_outdated:
        return Code.BAD_INPUT
    if fails and roomy is not None and roomy.made is not None:
        return CODES[roomy.made.solution.status]
    return Code.IMPOSSIBLE if granted.consequences.broken else Code.FINE


def _with_room(plain: Outcome, how: How, shown: Preview | None, asked: Preview) -> Outcome | None:
    """Return the outcome with room made for it, if that is wanted and there is a need.

    A fact is not asked whether it can be: room is looked for only if that is said. It is that which was
    shown, if it is to be done, or the same is asked once more.
    """
    is_only_told = how.apply or plain.wish.is_fact
    if not plain.consequences.broken or (is_only_told and not how.make_room):
        return None
    is_again = shown is not None and shown.is_like(asked) and shown.effort == how.effort
    if shown is not None and (how.apply or is_again):
        found = room_shown(shown, asked, plain)
        if found is not None:
            return found
    search = functools.partial(scheduler.desk.make_room, plain, time_limit=how.time_limit)
    return watched(search, how.time_limit, workers=1)[0]


def _applied(file: DeskFile, outcome: Outcome) -> DeskFile:
    return file.save(apply(file.desk, outcome))


def _is_found(roomy: Outcome) -> bool:
    return roomy.made is not None and roomy.made.solution.schedule is not None
