"""What is wished at a desk, for those who decide and do not plan."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.catalogue import name_of
from scheduler.desk import Desk, closed_said
from scheduler.instance import Level
from scheduler.phrases import Figure, say
from scheduler.wording import item_name, without_stop


def wishes_of(desk: Desk) -> tuple[str, ...]:
    """Return what is wished at a desk besides places of sessions, pins and locks, in words without ids."""
    told: dict[str, None] = {}
    for key, line in desk.lines.items():
        (kind, fields), *_ = line.change.items()
        of_sessions = kind in ("add", "remove") and "sessions" in fields
        is_place = of_sessions or kind in ("pin", "unpin") or key.startswith(("lock ", "drop "))
        wished = [f"prefer {item}" for item in fields.get("items", ())]
        if kind == "set_level" and wished and all(each in desk.lines for each in wished):
            continue  # how much hours count that are wanted is told with them
        if kind == "set_level":
            told |= dict.fromkeys(_levels(desk, fields))
        elif kind == "close_room" and not is_place:
            told[closed_said(desk, fields)] = None
        elif not is_place and not key.startswith("optional "):
            told[without_stop(line.said)] = None
    return tuple(told)


def _levels(desk: Desk, fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield how much a rule matters: ``“Empty seats” counts more (2, not 1)``."""
    rule = fields["rule"]
    own = {"": fields["level"]} if "level" in fields else {}
    for item, level in {**own, **fields.get("items", {})}.items():
        before = desk.base.level(rule, item)
        said = say("“{}”", say(name_of(rule)))
        if item:
            said = say("{} of {}", said, item_name(desk.instance, rule, item))
        if before != level:
            yield say("{} {}", said, _weighed(level, before))


_WORDS: Mapping[Level, tuple[str, str]] = {
    "hard": (say("must be kept"), say("it had to be kept")),
    "off": (say("does not count"), say("it did not count")),
}
"""What a level says, now and before."""


def _weighed(level: Level, before: Level) -> str:
    if level in _WORDS or before in _WORDS:
        now, _ = _WORDS.get(level, (say("counts ({})", Figure(f"{level}")), ""))
        _, was = _WORDS.get(before, ("", say("it counted ({})", Figure(f"{before}"))))
        return say("{}; before, {}", now, was)
    more = float(level) > float(before)
    words = "counts more ({}, not {})" if more else "counts less ({}, not {})"
    return say(words, Figure(f"{level}"), Figure(f"{before}"))
