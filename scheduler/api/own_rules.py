"""Rules of one's own: what a conference asks that no rule of the catalogue says."""

import re
from collections.abc import Callable, Iterable
from typing import Literal

from scheduler.catalogue import OLD_RULES, OWN, RULES, Rule, add_rule
from scheduler.errors import InputError
from scheduler.evaluation import VOICES
from scheduler.findings import Finding
from scheduler.instance import Instance
from scheduler.restrictions import Restriction
from scheduler.rules import OWN_RULES
from scheduler.schedule import Schedule


def register(
    id_: str,
    *,
    sentence: str,
    unit: str,
    restrictions: Callable[[Instance], Iterable[Restriction]],
    findings: Callable[[Instance, Schedule], Iterable[Finding]],
    default: Literal["hard"] | float = 1.0,
    item: str = "session",
) -> None:
    """Add a rule, for this process: search, evaluation, reports and explanations know it from now on.

    Parameters
    ----------
    id_
        Its id, in small letters and underscores: instances give it a level under this name.
    sentence
        What it counts, in one sentence.
    unit
        Unit of its amounts, such as ``minutes``.
    restrictions
        Returns what a schedule must keep, by the kinds of `scheduler.restrictions`.
    findings
        Returns what is amiss with a schedule. Both count the same amounts for the same items: a search that
        finds a difference raises an error.
    default
        Its level where the instance says nothing: a weight, or ``hard``.
    item
        What its findings are about, and what a level of a single item names.

    Raises
    ------
    InputError
        If there is such a rule already, or its id is none.

    """
    if not re.fullmatch(r"[a-z]+(_[a-z]+)+", id_):
        raise InputError(f"{id_}: expected small letters and underscores, such as my_rule.")
    if id_ in RULES or id_ in OLD_RULES:
        raise InputError(f"{id_}: there is such a rule already.")
    setattr(OWN_RULES, id_, restrictions)
    VOICES[id_] = lambda instance, schedule: iter(findings(instance, schedule))
    add_rule(Rule(id_, OWN, item, unit, default, sentence))
