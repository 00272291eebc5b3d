"""The commands by name, each loaded when it is called.

A table of texts rather than imports, because imports take time: the solver, the
compiler and the database take seconds on a busy machine, and most commands use none of them. Commands are
loaded nowhere else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.cli.exit_codes import Code
from scheduler.errors import InputError
from scheduler.extras import load


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its function, and its help in lists."""

    place: str
    """Module in this package and function there, as ``check:check``."""
    help: str
    """The first line of its docstring."""

    def loaded(self) -> Callable[..., Code]:
        """Return the command itself."""
        module, function = self.place.split(":")
        command: Callable[..., Code] = getattr(
            load(f"scheduler.cli.commands.{module}", "This command"), function
        )
        return command


@dataclass(frozen=True, slots=True)
class Group:
    """Commands of commands."""

    help: str
    commands: Mapping[str, "Command | Group"]


def _commands(**commands: str | Group) -> Mapping[str, Command | Group]:
    return {
        name.removesuffix("_"): each if isinstance(each, Group) else Command(*each.split(" ", 1))
        for name, each in commands.items()
    }


_ALTERNATIVES = Group(
    "Keep several desks of one instance side by side.",
    _commands(
        list="desk.history:list_alternatives List the desks of an instance.",
        begin="desk.history:begin Start another desk as a copy of this one.",
    ),
)

_DESK = Group(
    "Change a programme by hand. Each command shows its effect; --apply records it.",
    _commands(
        open="desk.screen:desk Open the desk in a browser, on this machine only.",
        move="desk.changes:move Move a session to a time, a day or a room.",
        swap="desk.changes:swap Swap the slots of two sessions.",
        pin="desk.changes:pin Fix sessions in their slots for every search.",
        unpin="desk.changes:unpin Let pinned sessions move again.",
        lock="desk.changes:lock Pin all sessions of a day, a body or a room, and admit no others.",
        unlock="desk.changes:unlock Let locked sessions move again.",
        close="desk.changes:close Close a room for some hours, some days or always.",
        away="desk.changes:away Mark a person, or a team of interpreters, as unavailable.",
        available="desk.changes:available Set when a person is available, or bring interpreters back.",
        change="desk.changes:change_fact Change fields, such as a duration, a capacity or a chair.",
        drop="desk.changes:drop Leave a session out of the programme.",
        hold="desk.changes:hold Hold an optional, dropped or cancelled session.",
        cancel="desk.changes:cancel Cancel a session, or remove a person.",
        add="desk.changes:add Add a session that one line describes.",
        prefer="desk.changes:prefer Set preferred or unwanted hours of sessions.",
        set="desk.changes:set_level Change the level of a rule.",
        undo="desk.history:undo Undo the last step.",
        redo="desk.history:redo Redo the last undone step.",
        history="desk.history:history List all steps.",
        alternatives=_ALTERNATIVES,
    ),
)

_REPORT = Group(
    "Summarise a programme by group or by deadline.",
    _commands(
        groups="report:groups Report sessions, hours, conflicts and local times of each group.",
        deadlines="report:deadlines List what is due before each meeting.",
    ),
)

_TOKENS = Group(
    "Manage the secret addresses of personal feeds.",
    _commands(
        list="tokens:list_tokens List who has a valid token, and since when.",
        rotate="tokens:rotate Replace tokens, and write the new ones to a private file.",
        revoke="tokens:revoke Revoke tokens. Their feeds disappear.",
    ),
)

PANELS: Mapping[str, Mapping[str, Command | Group]] = {
    "Start": _commands(
        new="new:new Write a small, commented instance to start from.",
        import_="importing:import_ Make an instance from spreadsheets or from another system's "
        "programme.",
        check="check:check Validate an instance and report what cannot work.",
    ),
    "Plan": _commands(
        solve="solve:solve Search for the best programme and write it to a file.",
        show="show:show Show a programme, day by day.",
        evaluate="evaluate:evaluate Judge a programme, rule by rule.",
        explain="explain:explain Explain why no programme exists, or why a session is in its slot.",
        replan="replan:replan Change a published programme as little as possible to fit new facts.",
    ),
    "Compare": _commands(
        whatif="whatif:whatif Solve an instance and variants of it under equal conditions.",
        compare="compare:compare Compare programmes: rules, key figures, moves, who is affected.",
        report=_REPORT,
    ),
    "Publish": _commands(
        publish="publish:publish Publish a programme as a numbered release.",
        releases="publish:releases List releases, show one, or compare two.",
        feeds="feeds:feeds Write the calendar feeds of a release.",
        page="feeds:page Write the programme page of a release.",
        export="export:export Export a release, or a programme as a draft.",
        notices="notices:notices Write a notice to each participant whom a release affects. "
        "--send sends them.",
        serve="serve:serve Serve the latest release: the programme page and its calendars.",
        tokens=_TOKENS,
    ),
    "Desk": {"desk": _DESK},
}
"""All commands, as `scheduler --help` lists them."""

COMMANDS: Mapping[str, Command | Group] = {
    name: command for panel in PANELS.values() for name, command in panel.items()
}

RENAMED: Mapping[str, str] = {
    **{name: f"desk {name}" for name in _DESK.commands if name != "open"},
    **dict.fromkeys(("--anyway", "--overwrite", "--unlock"), "--force"),
    "--cold": "--fresh",
    "--near": "--from",
    "--preview": "--dry-run",
}
"""Earlier names of commands and options, with their present ones."""


def make_sure_of_names(given: Sequence[str]) -> None:
    """Raise `InputError` when a command or an option has another name."""
    command = [each for each in given if not each.startswith("-")][:1]
    for name in (*command, *(each for each in given if each.startswith("--"))):
        if name in RENAMED:
            raise InputError(f"`{name}` is now `{RENAMED[name]}`.")
