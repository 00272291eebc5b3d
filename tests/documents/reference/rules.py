"""The reference of rules, made of the catalogue and of the docstrings in `scheduler.rules`."""

import re
from collections.abc import Iterable, Iterator

from scheduler.catalogue import FAMILIES, OLD_RULES, RULES, Rule, name_of
from tests.documents.reference.fields import anchor_of, asked_by, reads

TITLES = {
    "hours": "Hours and windows",
    "rooms": "Rooms",
    "people": "People",
    "bodies": "Bodies and process",
    "services": "Interpretation and remote participation",
    "audience": "Audience",
    "selection": "Selection",
    "panels": "Panels",
    "stability": "The published programme",
    "tracks": "Tracks",
    "preferences": "Preferences",
    "relations": "Relations",
    "features": "Features",
    "items": "Agenda items",
    "preparation": "Preparation",
}
"""Headings of the families."""


def page() -> str:
    """Return the rules, family by family, below a list of them all."""
    return "\n".join((*_contents(), "", *(_family(each) for each in FAMILIES)))


def _contents() -> Iterator[str]:
    for family in FAMILIES:
        title = TITLES[family]
        yield f"- [{title}](#{title.lower().replace(' ', '-')}):"
        yield "  " + " ·\n  ".join(f"[{name_of(each.id)}](#{each.id})" for each in _of(family))


def _of(family: str) -> list[Rule]:
    return [rule for rule in RULES.values() if rule.family == family]


def _family(family: str) -> str:
    return "\n".join((f"## {TITLES[family]}\n", *(_section(rule) for rule in _of(family))))


def _section(rule: Rule) -> str:
    aim, _, formula = asked_by(rule)[0].partition("\n\n")
    default = f"`{rule.default}`" if isinstance(rule.default, str) else f"{rule.default:g}"
    old = [f"`{old}`" for old, new in OLD_RULES.items() if new.rule == rule.id and not new.widened]
    paragraphs = (
        f"### {name_of(rule.id)} {{ #{rule.id} }}",
        f"`{rule.id}` · counts {rule.unit}, for each {rule.item} · level by default: {default}",
        aim,
        f"> {rule.sentence}",
        re.sub(r"`(\w+)`", _linked, formula.replace("``", "`")),
        f"Fields: {'; '.join(_said(*each) for each in reads()[rule.id].items())}.",
        f"Earlier ids: {', '.join(old)}." if old else "",
    )
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def _linked(name: re.Match[str]) -> str:
    return f"[{name[0]}](#{name[1]})" if name[1] in RULES else name[0]


def _said(table: str, fields: Iterable[str]) -> str:
    said = f"[`{table}`](fields.md#{anchor_of(table)})"
    return f"{said} ({', '.join(f'`{field}`' for field in fields)})" if fields else said
