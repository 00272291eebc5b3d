"""Register rules that the catalogue lacks."""

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
    """Register a rule in this process. Searches, evaluations, reports and explanations then include it.

    Parameters
    ----------
    id_
        Its id, in lower-case letters and underscores. Instances set its level by this id.
    sentence
        What it counts, in one sentence.
    unit
        Unit of its amounts, such as ``minutes``.
    restrictions
        Takes an instance; returns what a schedule must satisfy, as kinds of `scheduler.restrictions`.
    findings
        Takes an instance and a schedule; returns where the schedule breaks the rule. Both functions count
        equal amounts for equal items: a search that finds a difference raises `DisagreementError`.
    default
        Its level if the instance sets none: a weight, or ``hard``.
    item
        What its findings are about, such as ``session`` or ``person``.

    Raises
    ------
    InputError
        When a rule has this id already, or the id is not valid.
    """
    if not re.fullmatch(r"[a-z]+(_[a-z]+)+", id_):
        raise InputError(f"{id_}: expected lower-case letters and underscores, such as my_rule.")
    if id_ in RULES or id_ in OLD_RULES:
        raise InputError(f"{id_}: a rule with this id exists already.")
    setattr(OWN_RULES, id_, restrictions)
    VOICES[id_] = lambda instance, schedule: iter(findings(instance, schedule))
    add_rule(Rule(id_, OWN, item, unit, default, sentence))
