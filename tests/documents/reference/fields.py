"""The reference of fields of instance files, made of the models, and the schema of the format."""

import ast
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.catalogue import RULES, Rule, name_of
from scheduler.instance import Instance
from scheduler.rules import items
from scheduler.rules.problem import MODULES
from scheduler.sources import schema_text

EXAMPLES = Path(__file__).parent / "examples.yaml"
HEAD = "| field | meaning | written as | default |\n|---|---|---|---|\n"
GROUPS = {
    "Instance": "The conference",
    "Announced": "For readers",
    "Regular": "Regularity",
    "Preferring": "Preferences",
    "Related": "Relations and features",
    "Tracked": "Tracks",
    "Itemised": "Agenda items",
    "Preparing": "The months before",
}
"""Headings of the top-level fields, by the class that has them."""
SHARED = "Values of several fields"

BY_PATTERN = {
    "^[A-Za-z0-9][A-Za-z0-9._-]*$": "id",
    "^[a-z][a-z0-9_]*$": "word",
    "^([01][0-9]|2[0-4]):[0-5][0-9]$": "clock time",
    "^[A-Z]{2}$": "two capitals",
}
BY_EXAMPLE = {
    "2021-11-08T09:30[Africa/Addis_Ababa]": "instant",
    "Africa/Addis_Ababa": "zone",
    "en": "language",
    "agenda@example.org": "mail address",
    "https://agenda.example.org": "address",
    "https://agenda.example.org/live": "address",
}
A_WEEK, LONGEST_TEXT, MANY_NAMES = 10_080, 10_000, 20

Shape = Mapping[str, Any]


class Section(NamedTuple):
    """Where a model is described."""

    model: str
    title: str
    anchor: str
    level: int
    """Of its heading."""

    @property
    def link(self) -> str:
        """Return a link to it on the page."""
        return f"[{self.title}](#{self.anchor})"


def page() -> str:
    """Return the top-level fields, then every table, then the values that several fields have."""
    links = {section.model: section.link for section in sections()}
    return "\n".join((*_top(links), *(_section(section, links) for section in sections())))


def anchor_of(table: str) -> str:
    """Return the heading under which a top-level field is described."""
    tables = {section.title: section.anchor for section in sections()}
    return tables.get(table, next(_slug(title) for title, has in _groups() if table in has))


@cache
def reads() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the fields that each rule reads, by table: the end of the docstring of what it asks for."""
    return {rule: dict(_read(asked_by(RULES[rule])[1])) for rule in RULES}


def asked_by(rule: Rule) -> tuple[str, str]:
    """Return what the docstring of a rule says of its aim and formula, and of what it reads."""
    text = inspect.getdoc(getattr(MODULES.get(rule.family, items), rule.id)) or ""
    said, _, read = text.partition("Reads ``")
    return said.strip(), f"``{read}"


def _read(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield tables with fields: ````rooms`` (capacity, layouts), ``first_day``."""
    for table, fields in re.findall(r"``(\w+)``(?:\s\(([\w,\s]+)\))?", text):
        yield table, re.findall(r"\w+", fields)


@cache
def models() -> dict[str, Shape]:
    """Return the schema of each model that has fields, by its name."""
    shapes = {name: shape for name, shape in _schema()["$defs"].items() if "properties" in shape}
    return {"Instance": _schema(), **shapes}


@cache
def _schema() -> Any:
    return json.loads(schema_text())


@cache
def sections() -> tuple[Section, ...]:
    """Return the models but the instance: tables with their parts, then what several fields have."""
    found = tuple(part for _, fields in _groups() for field in fields for part in _table(field))
    placed = {section.model for section in found}
    shared = sorted(models().keys() - placed - {"Instance"})
    return found + tuple(Section(name, _words(name), _slug(_words(name)), 3) for name in shared)


def _groups() -> Iterator[tuple[str, list[str]]]:
    """Yield the headings of top-level fields with these."""
    for owner in Instance.__mro__:
        if owner.__name__ in GROUPS:
            names = inspect.get_annotations(owner)
            yield GROUPS[owner.__name__], [name for name in Instance.model_fields if name in names]


def _table(field: str) -> Iterator[Section]:
    """Yield a table of the instance, if it is described there, and the parts of its rows."""
    for model in _own("Instance", field):
        yield Section(model, field, field, 2)
        yield from _parts(model, field, field)


def _parts(model: str, title: str, anchor: str) -> Iterator[Section]:
    for field in models()[model]["properties"]:
        for part in _own(model, field):
            section = Section(part, f"{title}.{field}", f"{anchor}-{field}", 3)
            yield section
            yield from _parts(part, section.title, section.anchor)


def _own(model: str, field: str) -> list[str]:
    """Return the models that a field has, and no other field."""
    return [name for name in _named(models()[model]["properties"][field]) if _users()[name] == 1]


@cache
def _users() -> Mapping[str, int]:
    """Return how many fields have each model."""
    fields = [each for shape in models().values() for each in shape["properties"].values()]
    return {name: sum(name in _named(field) for field in fields) for name in models()}


def _named(about: Any) -> list[str]:
    """Return the models with fields that a part of the schema refers to."""
    found = re.findall(r'"#/\$defs/(\w+)"', json.dumps(about))
    return [name for name in dict.fromkeys(found) if name in models()]


def _top(links: Mapping[str, str]) -> Iterator[str]:
    shape = models()["Instance"]
    yield "## Top-level fields\n"
    for title, fields in _groups():
        yield f"### {title}\n"
        yield _rows(shape, fields, links)


def _section(section: Section, links: Mapping[str, str]) -> str:
    shape = models()[section.model]
    title = section.title if section.title[0].isupper() else f"`{section.title}`"
    about = shape["description"].replace("``", "`")
    rows = _rows(shape, list(shape["properties"]), links)
    shared = section.title[0].isupper() and f"## {SHARED}\n\n" if _is_first_shared(section) else ""
    heading = f"{'#' * section.level} {title} {{ #{section.anchor} }}"
    values = "".join(map(_values, shape["properties"].items()))
    return f"{shared}{heading}\n\n{about}\n\n{rows}{values}{_example(section.anchor)}{_rules(section.title)}"


def _is_first_shared(section: Section) -> bool:
    return section == next(each for each in sections() if each.title[0].isupper())


def _values(field: tuple[str, Shape]) -> str:
    """Return a table of the values of a field that are described."""
    name, about = field
    named = re.findall(r'"#/\$defs/(\w+)"', json.dumps(about))
    choices = {each.__name__: each for each in StrEnum.__subclasses__()}
    return "".join(table_of(name, choices[each]) for each in named if each in choices)


def table_of(name: str, choices: type[StrEnum]) -> str:
    """Return a table of the values of an enumeration; nothing if they are not described."""
    rows = "".join(f"| `{value}` | {meaning} |\n" for value, meaning in _described(choices))
    return f"\n| `{name}` | meaning |\n|---|---|\n{rows}" if rows else ""


def _described(choices: type[StrEnum]) -> Iterator[tuple[str, str]]:
    """Yield the values of an enumeration with the docstrings below them, if they have any."""
    written = ast.parse(inspect.getsource(choices)).body[0]
    for member, below in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
        match member, below:
            case ast.Assign(value=ast.Constant(str(value))), ast.Expr(ast.Constant(str(text))):
                yield value, " ".join(text.split())


def _rules(table: str) -> str:
    rules = [rule for rule, tables in reads().items() if table in tables]
    links = " · ".join(f"[{name_of(rule)}](rules.md#{rule})" for rule in rules)
    return f"\nRules: {links}\n" if links else ""


def _example(anchor: str) -> str:
    blocks = examples()
    return f"\n```yaml\n{blocks[anchor]}```\n" if anchor in blocks else ""


@cache
def examples() -> Mapping[str, str]:
    """Return the examples, by the anchors of the sections in which they stand."""
    parts = re.split(r"^--- # (\S+)\n", EXAMPLES.read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]
    return dict(zip(parts[::2], (f"{text.strip()}\n" for text in parts[1::2]), strict=True))


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def _rows(shape: Shape, fields: list[str], links: Mapping[str, str]) -> str:
    return HEAD + "".join(_row(field, shape, _schema()["$defs"], links) for field in fields)


def _row(field: str, shape: Shape, names: Shape, links: Mapping[str, str]) -> str:
    about = shape["properties"][field]
    meaning = about.get("description") or names[about["$ref"].rpartition("/")[2]]["description"]
    default = "required" if field in shape.get("required", ()) else _default(about)
    return f"| `{field}` | {' '.join(meaning.split())} | {_written(about, names, links)} | {default} |\n"


def _default(about: Shape) -> str:
    value = about.get("default")
    if not _says_something(value):
        return "none"
    if isinstance(value, list | dict):
        return f"`{json.dumps(value, ensure_ascii=False)}`".replace('"', "")
    return f"`{json.dumps(value)}`" if isinstance(value, bool) else f"`{value}`"


def _says_something(value: object) -> bool:
    """Tell whether a default holds more than empty fields."""
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    return bool(value) if isinstance(value, list) else value is not None


def _written(about: Shape, names: Shape, links: Mapping[str, str]) -> str:  # noqa: PLR0911 - a case a kind
    """Return how a value is written, in the words of the table at the top of the page."""
    for join in ("anyOf", "oneOf"):
        if join in about:
            return _one_of([each for each in about[join] if each != {"type": "null"}], names, links)
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return links[name] if name in links else _written(names[name], names, links)
    if "enum" in about:
        choices = [f"`{each}`" for each in about["enum"]]
        return (
            "colour"
            if len(choices) > MANY_NAMES
            else " or ".join((", ".join(choices[:-1]), choices[-1]))
        )
    if "const" in about:
        return f"`{about['const']}`"
    match about.get("type"):
        case "array":
            return _list(about, names, links)
        case "object":
            return _mapping(about, names, links)
        case "boolean":
            return "`true` or `false`"
        case "string":
            return _text(about)
        case _:
            return _number(about)


def _one_of(choices: list[Shape], names: Shape, links: Mapping[str, str]) -> str:
    said = [*dict.fromkeys(_written(each, names, links) for each in choices)]
    return (
        "[level](instance-file.md#levels)" if said[0] == "`hard` or `off`" else "; or ".join(said)
    )


def _list(about: Shape, names: Shape, links: Mapping[str, str]) -> str:
    if "prefixItems" in about:
        return f"two of: {_written(about['prefixItems'][0], names, links)}"
    least = {1: ", at least one", 2: ", at least two"}.get(about.get("minItems", 0), "")
    return f"list of: {_written(about['items'], names, links)}{least}"


def _mapping(about: Shape, names: Shape, links: Mapping[str, str]) -> str:
    (values,) = about.get("patternProperties", {"": about.get("additionalProperties")}).values()
    keys = about.get("propertyNames", {})
    if "$ref" in keys:
        said = ", ".join(f"`{each}`" for each in names[keys["$ref"].rpartition("/")[2]]["enum"])
    elif "examples" in keys:
        said = f"{BY_EXAMPLE[keys['examples'][0]]}s"
    else:
        said = "ids" if "patternProperties" in about else "texts"
    return f"mapping of {said} to: {_written(values, names, links)}"


def _text(about: Shape) -> str:
    if about.get("format") == "date":
        return "date"
    if "pattern" in about:
        return BY_PATTERN[about["pattern"]]
    if "examples" in about:
        return BY_EXAMPLE[about["examples"][0]]
    most = about["maxLength"]
    return "text" if most == LONGEST_TEXT else f"text of at most {most} characters"


def _number(about: Shape) -> str:
    least = about.get("minimum", about.get("exclusiveMinimum", -1) + 1)
    most = about.get("maximum")
    if most == A_WEEK:
        return "minutes" if least == 0 else f"minutes, {least} or more"
    return f"number, {least} or more" if most is None else f"number from {least} to {most}"
