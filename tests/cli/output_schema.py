"""The schema of `--json`, made of the records; ``python -m tests.cli.output_schema`` writes it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from scheduler.cli.commands.check import CheckAnswer
from scheduler.cli.commands.compare import CompareAnswer
from scheduler.cli.commands.desk.changes import WishAnswer
from scheduler.cli.commands.desk.history import AlternativeAnswer, AlternativesAnswer, HistoryAnswer
from scheduler.cli.commands.evaluate import EvaluateAnswer
from scheduler.cli.commands.explain import OverviewAnswer, PlacingAnswer, RulePriceAnswer
from scheduler.cli.commands.feeds import FeedsAnswer
from scheduler.cli.commands.notices import NoticesAnswer
from scheduler.cli.commands.publish import (
    PublishAnswer,
    PublishLockedAnswer,
    PublishRefusedAnswer,
    ReleaseAnswer,
    ReleasesAnswer,
)
from scheduler.cli.commands.replan import ReplanAnswer
from scheduler.cli.commands.report import DeadlinesAnswer, GroupsAnswer
from scheduler.cli.commands.show import ShowAnswer, VacanciesAnswer
from scheduler.cli.commands.solving import SolveAnswer
from scheduler.cli.commands.tokens import RevokedAnswer, RotatedAnswer, TokensAnswer
from scheduler.cli.commands.whatif import WhatifAnswer
from scheduler.cli.views.conflict_report import CollisionAnswer
from scheduler.cli.views.records import ErrorsAnswer, JsonAnswer

WIDTH = 100
FILE = Path(__file__).parents[2] / "docs/output.schema.json"

_WISHES = (
    *("move", "swap", "pin", "unpin", "prefer", "lock", "unlock", "close", "away", "available"),
    *("change", "drop", "hold", "cancel", "add", "set"),
)
ANSWERS: Mapping[str, tuple[type[JsonAnswer], ...]] = {
    "check": (CheckAnswer,),
    "solve": (SolveAnswer,),
    "show": (ShowAnswer, VacanciesAnswer),
    "evaluate": (EvaluateAnswer,),
    "explain": (*(CollisionAnswer, OverviewAnswer, PlacingAnswer, RulePriceAnswer),),
    "whatif": (WhatifAnswer,),
    "compare": (CompareAnswer,),
    "replan": (ReplanAnswer,),
    **dict.fromkeys(_WISHES, (WishAnswer,)),
    **dict.fromkeys(("undo", "redo", "history"), (HistoryAnswer,)),
    "publish": (PublishAnswer, PublishRefusedAnswer, PublishLockedAnswer),
    "releases": (ReleasesAnswer, ReleaseAnswer),
    "feeds": (FeedsAnswer,),
    "notices": (NoticesAnswer,),
    "report groups": (GroupsAnswer,),
    "report deadlines": (DeadlinesAnswer,),
    "alternatives list": (AlternativesAnswer,),
    "alternatives begin": (AlternativeAnswer,),
    "tokens list": (TokensAnswer,),
    "tokens rotate": (RotatedAnswer,),
    "tokens revoke": (RevokedAnswer,),
}
"""What each command prints, one or the other."""


class Untitled(GenerateJsonSchema):
    """A schema without titles, which would only repeat the names of fields."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Return that it should not."""
        return False


def schema() -> dict[str, Any]:
    """Return the schema of all that is printed, with a definition for each command."""
    answers: dict[str, tuple[type[JsonAnswer], ...]] = {"errors": (ErrorsAnswer,), **ANSWERS}
    models: dict[type[JsonAnswer], None] = {}
    for several in answers.values():
        models |= dict.fromkeys(several)
    _, made = models_json_schema(
        [(each, "serialization") for each in models], schema_generator=Untitled
    )
    for definition in made["$defs"].values():
        del definition["title"]
        if "properties" in definition:  # of a dataclass, too
            definition["additionalProperties"] = False
    commands = {
        command.replace(" ", "_"): {"anyOf": [_ref(each.__name__) for each in several]}
        for command, several in answers.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What scheduler prints with --json",
        "description": "Anything that a command prints; $defs has a definition for each command by its name "
        "(`report groups` is `report_groups`), and `errors` for all of them.",
        "anyOf": [*map(_ref, commands)],
        "$defs": commands | made["$defs"],
    }


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
