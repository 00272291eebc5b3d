"""The schema of `--json`, made of what is printed; ``python -m tests.cli.output_schema`` writes it."""

import ast
import inspect
import json
import sys
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from scheduler.catalogue import Thousandths
from scheduler.cli.answers import paths_of, shown_of
from scheduler.cli.commands.check import InstanceCheck
from scheduler.cli.commands.compare import ComparisonReport
from scheduler.cli.commands.desk.changes import WishReport
from scheduler.cli.commands.desk.history import DesksReport
from scheduler.cli.commands.evaluate import ProgrammeReport
from scheduler.cli.commands.feeds import FeedFolder
from scheduler.cli.commands.publish import Publication, ReleasesReport, ReleaseStep
from scheduler.cli.commands.show import Chosen, Vacancies
from scheduler.cli.commands.solving import SolveReport
from scheduler.cli.commands.tokens import RevokedTokens, RotatedTokens, TokensReport
from scheduler.cli.commands.whatif import VariantReport
from scheduler.cli.console import VERSION
from scheduler.cli.exit_codes import Code
from scheduler.cli.views.conflict_report import CollisionReport
from scheduler.desk import DeskFile
from scheduler.explanation.programmes import Placing
from tests.cli.test_commands import ALL

WIDTH = 100
FILE = Path(__file__).parents[2] / "docs/output.schema.json"

_WISHES = (
    *("move", "swap", "pin", "unpin", "prefer", "lock", "unlock", "close", "away", "available"),
    *("change", "drop", "hold", "cancel", "add", "set"),
)
ANSWERS: Mapping[str, tuple[type, ...]] = {
    "check": (InstanceCheck,),
    "solve": (SolveReport,),
    "show": (Chosen, Vacancies),
    "evaluate": (ProgrammeReport,),
    "explain": (CollisionReport, Placing),
    "whatif": (VariantReport,),
    "compare": (ComparisonReport,),
    **dict.fromkeys(_WISHES, (WishReport,)),
    **dict.fromkeys(("undo", "redo", "history"), (DeskFile,)),
    "publish": (Publication,),
    "releases": (ReleasesReport, ReleaseStep),
    "feeds": (FeedFolder,),
    "alternatives list": (DesksReport,),
    "alternatives begin": (DeskFile,),
    "tokens list": (TokensReport,),
    "tokens rotate": (RotatedTokens,),
    "tokens revoke": (RevokedTokens,),
}
"""What commands print, one or the other. All others print the report that is named after their function."""


NAMED: Mapping[str, tuple[str, ...]] = {
    "instance": (
        "check",
        "solve",
        "show",
        "evaluate",
        "explain",
        *_WISHES,
    ),
    "conference": (
        "publish",
        "releases",
        "feeds",
        "tokens list",
        "tokens rotate",
        "tokens revoke",
    ),
}
"""Commands that first print the name of an instance, or of a published conference."""
TEXT, NOTHING = {"type": "string"}, {"type": "null"}
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"
PLAIN: Mapping[object, Mapping[str, Any]] = {
    Any: {},
    NoneType: NOTHING,
    str: TEXT,
    Path: TEXT,
    ZoneInfo: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    timedelta: {"type": "integer", "description": "Minutes."},
    date: TEXT | {"format": "date"},
    datetime: TEXT | {"format": "date-time", "pattern": TIME},
    Thousandths: {"type": "number", "description": "Points."},
}
COMPUTED: Mapping[str, tuple[Any, str]] = {
    "unit": (str, "Unit of the amount."),
    "where": (str | None, "Place in the instance file, as `file:line`."),
}
"""Types and descriptions of fields that are not read from an object alone."""


@dataclass(frozen=True)
class Refusal:
    """The errors of a command."""

    errors: tuple[str, ...]
    """A sentence each."""


class Definitions(dict[str, Any]):
    """Definitions of classes by name, made when they are first named."""

    def of(self, hint: Any) -> dict[str, Any]:  # noqa: C901, PLR0911 - a case for each type
        """Return the schema of a type."""
        if hint in PLAIN:
            return dict(PLAIN[hint])
        origin, parts = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.of(parts[0])
        if origin in (Union, UnionType):
            several = [self.of(each) for each in parts]
            return {"anyOf": [each for n, each in enumerate(several) if each not in several[:n]]}
        if origin is Literal:
            return {"enum": [*parts]}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        if origin is tuple and parts[-1] is not ...:
            items = [self.of(each) for each in parts]
            return {
                "type": "array",
                "prefixItems": items,
                "minItems": len(parts),
                "maxItems": len(parts),
            }
        if isinstance(origin, type) and issubclass(origin, Iterable):
            return {"type": "array", "items": self.of(parts[0])}
        assert isinstance(hint, type), hint
        if issubclass(hint, Enum):
            return {"enum": [each.value for each in hint], "description": paragraph(hint.__doc__)}
        shown = shown_of(hint)
        if shown.startswith("="):
            cls: Any = hint
            return self.of(described(cls, shown[1:])[0])
        if hint.__name__ not in self:
            self[hint.__name__] = {}  # it may name itself
            self[hint.__name__] = self.made(hint)
        return _ref(hint.__name__)

    def made(self, cls: Any, **first: Any) -> dict[str, Any]:
        """Return the schema of a class, with some fields that come first."""
        properties = dict(first)
        for name, path in paths_of(cls).items():
            properties[name] = self.field(cls, name, path)
        return {
            "type": "object",
            "description": paragraph(cls.__doc__),
            "properties": properties,
            "required": [*properties],
            "additionalProperties": False,
        }

    def field(self, cls: type, name: str, path: Sequence[str]) -> dict[str, Any]:
        """Return the schema of a field, with its description."""
        hint, said, may_be_null = cls, "", False
        for attribute in path:
            parts = [each for each in get_args(hint) if each is not NoneType]
            if get_origin(hint) in (Union, UnionType) and len(parts) == 1:
                may_be_null, hint = True, parts[0]
            hint = get_args(hint)[0] if get_origin(hint) is Annotated else hint
            hint, said = described(hint, attribute)
        if name in COMPUTED:
            hint, said = COMPUTED[name]
        schema = self.of(hint | None if may_be_null else hint)
        return schema | ({"description": in_points(said)} if said else {})


@cache
def described(cls: Any, attribute: str) -> tuple[Any, str]:
    """Return the type of an attribute of a class, and what its docstring says."""
    made = inspect.getattr_static(cls, attribute, None)
    getter = getattr(made, "fget", None) or getattr(made, "func", None)
    if getter is not None:
        return get_type_hints(getter, None, known(), include_extras=True)["return"], paragraph(
            getter.__doc__
        )
    for each in cls.__mro__:
        if attribute in vars(each).get("__annotations__", {}):
            hints = get_type_hints(each, None, known(), include_extras=True)
            return hints[attribute], docstrings(each).get(attribute, "")
    raise AssertionError(f"{cls.__name__} has no {attribute}")


@cache
def docstrings(cls: Any) -> Mapping[str, str]:
    """Return the docstring of each field of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0].body  # type: ignore[attr-defined]
    return {
        ast.unparse(field.target): paragraph(str(said.value.value))
        for field, said in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
    }


def paragraph(docstring: str | None) -> str:
    """Return the first paragraph of a docstring in one line."""
    return " ".join(inspect.cleandoc(docstring or "").split("\n\n")[0].split())


def in_points(said: str) -> str:
    """Return a description of thousandths as it holds for points, which are printed."""
    return (
        said.replace(", in thousandths", "").replace(" (thousandths)", "").replace("None", "null")
    )


@cache
def known() -> dict[str, Any]:
    """Return all classes of the package that are loaded, for annotations that only type checkers resolve."""
    modules = [each for name, each in sys.modules.items() if name.startswith("scheduler")]
    return {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type)
    }


def schema() -> dict[str, Any]:
    """Return the schema of all that is printed, with a definition for each command."""
    defs, commands, others = Definitions(), dict[str, Any](), dict(_others())
    usual = {name: (_report_of(function),) for name, function in others.items()}
    for command, several in {"errors": (Refusal,), **ANSWERS, **usual}.items():
        first: dict[str, Any] = {
            "version": {"const": VERSION, "description": "Version of the output."}
        }
        for name, which in NAMED.items():
            if command in which or (command in others and name in _options(others[command])):
                first[name] = TEXT | {"description": f"Name of the {name}."}
        made = [defs.made(each, **first) for each in several]
        whole = made[0] if len(made) == 1 else {"anyOf": made}
        like = next((name for name, each in commands.items() if each == whole), None)
        commands[command.replace(" ", "_")] = whole if like is None else _ref(like)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What scheduler prints with --json",
        "description": "Anything that a command prints; $defs has a definition for each command by its name "
        "(`report groups` is `report_groups`), and `errors` for all of them.",
        "anyOf": [*map(_ref, commands)],
        "$defs": commands | dict(sorted(defs.items())),
    }


def _others() -> Iterator[tuple[str, Callable[..., Code]]]:
    """Yield the commands with `--json` that are not in `ANSWERS`, by name."""
    for words, command in ALL:
        function, name = command.loaded(), " ".join(words).removeprefix("desk ")
        if name not in ANSWERS and "as_json" in _options(function):
            yield name, function


def _options(function: Callable[..., Code]) -> Collection[str]:
    return inspect.signature(function).parameters


def _report_of(function: Callable[..., Code]) -> type:
    report: type = function.__globals__[f"{function.__name__.title()}Report"]
    return report


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def written() -> str:
    """Return the text of the file."""
    return _laid_out(schema(), "") + "\n"


def _laid_out(value: Any, margin: str) -> str:
    """Return a value in one line if it fits, else a part in each."""
    line = json.dumps(value, ensure_ascii=False)
    if len(margin + line) <= WIDTH or not isinstance(value, dict | list):
        return line
    parts = (
        [f"{json.dumps(key)}: {_laid_out(each, margin + '  ')}" for key, each in value.items()]
        if isinstance(value, dict)
        else [_laid_out(each, margin + "  ") for each in value]
    )
    begin, end = "{}" if isinstance(value, dict) else "[]"
    inner = f",\n{margin}  ".join(parts)
    return f"{begin}\n{margin}  {inner}\n{margin}{end}"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
