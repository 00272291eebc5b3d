"""The tables of fields of instance files, which ``python -m tests.documents.fields`` makes of the models.

A comment ``<!-- fields: MODEL -->`` stands before each table, and the heading above it is what other tables
link to. Rows stay in the order in which they stand, new ones come last. The schema is written, too.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scheduler.sources import schema_text

DOCS = Path(__file__).parents[2] / "docs"
PAGE, SCHEMA = DOCS / "reference" / "instance-file.md", DOCS / "instance.schema.json"
HEAD = "| field | meaning | written as | default |\n|---|---|---|---|\n"
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
TABLE = re.compile(r"(<!-- fields: (\w+) -->\n\n)((?:\|.*\n)*)")
HEADING = re.compile(r"^#{2,4} (.+)$", re.MULTILINE)

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


def models() -> dict[str, Shape]:
    """Return the schema of each model that has fields, by its name."""
    schema = json.loads(schema_text())
    shapes = {name: shape for name, shape in schema["$defs"].items() if "properties" in shape}
    return {"Instance": schema, **shapes}


def current(page: str) -> str:
    """Return a page with its tables of fields as the models say."""
    shapes, names = models(), json.loads(schema_text())["$defs"]
    links = dict(_links(page))

    def table(found: re.Match[str]) -> str:
        shape = shapes[found[2]]
        fields = [field for field in ROW.findall(found[3]) if field in shape["properties"]]
        fields += [field for field in shape["properties"] if field not in fields]
        return found[1] + HEAD + "".join(_row(field, shape, names, links) for field in fields)

    return TABLE.sub(table, page)


def _links(page: str) -> Iterator[tuple[str, str]]:
    """Yield the link to the section of each model."""
    for found in TABLE.finditer(page):
        heading = HEADING.findall(page[: found.start()])[-1]
        anchor = heading.lower().replace(" ", "-")
        yield found[2], f"[{heading}](#{anchor})"


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
    return "[level](#levels)" if said[0] == "`hard` or `off`" else "; or ".join(said)


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


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
