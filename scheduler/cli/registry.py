"""The commands by name, each loaded when it is asked for.

A table of sentences, rather than imports, because a command waits for what it imports: the solver, the
compiler and the database take seconds on a busy machine, and most commands use none of them. This is
the one place where commands are loaded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from scheduler.cli.exit_codes import Code
from scheduler.errors import InputError


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is, and the sentence that lists of commands have of it."""

    place: str
    """Module in this package and function there, as ``check:check``."""
    help: str
    """The first line of its docstring."""

    def loaded(self) -> Callable[..., Code]:
        """Return the command itself."""
        module, function = self.place.split(":")
        command: Callable[..., Code] = getattr(
            import_module(f"scheduler.cli.commands.{module}"), function
        )
        return command


@dataclass(frozen=True, slots=True)
class Group:
    """Commands of commands."""

    help: str
    commands: Mapping[str, "Command | Group"]


_ALTERNATIVES = Group(
    "Keep several desks of one instance side by side.",
    {
        "list": Command("desk.alternatives:list_alternatives", "List the desks of an instance."),
        "begin": Command("desk.alternatives:begin", "Start another desk as a copy of this one."),
        "rename": Command("desk.alternatives:rename", "Rename a desk and its files."),
        "delete": Command("desk.alternatives:delete", "Delete a desk; `restore` brings it back."),
        "restore": Command("desk.alternatives:restore", "Restore a deleted desk."),
    },
)

_DESK = Group(
    "Change a programme by hand. A wish shows its effect; --apply records it.",
    {
        "open": Command("desk.screen:desk", "Open the desk in a browser, on this machine only."),
        "move": Command("desk.wishes:move", "Move a session to a time, a day or a room."),
        "swap": Command("desk.wishes:swap", "Let two sessions change places."),
        "pin": Command("desk.wishes:pin", "Keep sessions where they are in every search."),
        "unpin": Command("desk.wishes:unpin", "Let pinned sessions move again."),
        "lock": Command(
            "desk.wishes:lock", "Pin all sessions of a day, a body or a room, and let no others in."
        ),
        "unlock": Command("desk.wishes:unlock", "Let locked sessions move again."),
        "close": Command("desk.wishes:close", "Close a room for some hours, some days or always."),
        "away": Command(
            "desk.wishes:away", "Mark a person, or a team of interpreters, as unavailable."
        ),
        "available": Command(
            "desk.wishes:available", "Set the hours of a person, or bring teams back."
        ),
        "change": Command(
            "desk.wishes:change_fact", "Change fields, such as a duration, a capacity or a chair."
        ),
        "drop": Command("desk.wishes:drop", "Leave a session out of the programme."),
        "hold": Command(
            "desk.wishes:hold", "Hold a session that is optional, dropped or cancelled."
        ),
        "cancel": Command("desk.wishes:cancel", "Cancel a session, or remove a person."),
        "add": Command("desk.wishes:add", "Add a session that one line describes."),
        "prefer": Command("desk.wishes:prefer", "Set preferred or unwanted hours of sessions."),
        "set": Command("desk.wishes:set_level", "Change the level of a rule."),
        "undo": Command("desk.history:undo", "Undo the last step."),
        "redo": Command("desk.history:redo", "Redo the step undone last."),
        "history": Command("desk.history:history", "List all steps."),
        "alternatives": _ALTERNATIVES,
    },
)

_REPORT = Group(
    "Summarise a programme for those in it.",
    {
        "groups": Command(
            "groups:groups", "Report sessions, hours, conflicts and local times of each group."
        ),
        "deadlines": Command("deadlines:deadlines", "List what is due before each meeting."),
        "settled": Command(
            "settle:settle", "Report what preparatory meetings settle of a conference's agenda."
        ),
    },
)

_TOKENS = Group(
    "Manage the secret addresses of personal feeds.",
    {
        "list": Command("tokens:list_tokens", "List who has a valid token, and since when."),
        "rotate": Command(
            "tokens:rotate", "Replace tokens, and write the new ones to a private file."
        ),
        "revoke": Command("tokens:revoke", "Revoke tokens: their feeds disappear."),
    },
)

PANELS: Mapping[str, Mapping[str, Command | Group]] = {
    "Start": {
        "new": Command("new:new", "Write a small commented instance to start from."),
        "import": Command(
            "importing:import_",
            "Make an instance from spreadsheets or from another system's programme.",
        ),
        "check": Command("check:check", "Validate an instance and report what cannot work."),
    },
    "Plan": {
        "solve": Command("solve:solve", "Search for the best programme and write it to a file."),
        "show": Command("show:show", "Show a programme, day by day."),
        "evaluate": Command("evaluate:evaluate", "Judge a programme, rule by rule."),
        "explain": Command(
            "explain:explain",
            "Explain why there is no programme and what would help, or why a programme is as it is.",
        ),
        "replan": Command(
            "replan:replan", "Change a published programme as little as new facts demand."
        ),
    },
    "Compare": {
        "whatif": Command(
            "whatif:whatif", "Solve an instance and variants of it under equal conditions."
        ),
        "compare": Command(
            "compare:compare", "Compare programmes: rules, key figures, moves, who is affected."
        ),
        "report": _REPORT,
    },
    "Publish": {
        "publish": Command("publish:publish", "Publish a programme as a numbered release."),
        "releases": Command(
            "releases:releases", "List releases, show one, or compare two of them."
        ),
        "feeds": Command("feeds:feeds", "Write the calendar feeds of a release."),
        "page": Command("page:page", "Write the programme page of a release."),
        "export": Command("export:export", "Export a release, or a programme as a draft."),
        "notices": Command(
            "notices:notices", "Tell each participant what a release changes. --send sends it."
        ),
        "serve": Command(
            "serve:serve", "Serve the newest release: the programme page and its calendars."
        ),
        "tokens": _TOKENS,
    },
    "Desk": {"desk": _DESK},
}
"""All commands, as `scheduler --help` lists them."""

COMMANDS: Mapping[str, Command | Group] = {
    name: command for panel in PANELS.values() for name, command in panel.items()
}

RENAMED: Mapping[str, str] = {
    **{name: f"desk {name}" for name in _DESK.commands if name != "open"},
    "settle": "report settled",
    **dict.fromkeys(("--anyway", "--overwrite", "--unlock"), "--force"),
    "--cold": "--fresh",
    "--near": "--from",
    "--preview": "--dry-run",
}
"""Earlier names of commands and options, and what they are called now."""


def make_sure_of_names(given: Sequence[str]) -> None:
    """Raise `InputError` when a command or an option has another name now."""
    command = [each for each in given if not each.startswith("-")][:1]
    for name in (*command, *(each for each in given if each.startswith("--"))):
        if name in RENAMED:
            raise InputError(f"`{name}` is now `{RENAMED[name]}`.")
