"""The commands by name, each loaded when it is asked for.

A table of sentences, rather than imports, because a command waits for what it imports: the solver, the
compiler and the database take seconds on a busy machine, and most commands use none of them. This is
the one place where commands are loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from scheduler.cli.exit_codes import Code

INSTANCES = (".yaml", ".yml")
"""How the names of instance files end."""


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is, and the sentence that lists of commands have of it."""

    place: str
    """Module in this package and function there, as ``check:check``."""
    help: str
    """The first line of its docstring."""
    files: tuple[str, ...] = INSTANCES
    """How the names of files end that it is given."""

    def loaded(self) -> Callable[..., Code]:
        """Return the command itself."""
        module, function = self.place.split(":")
        command: Callable[..., Code] = getattr(
            import_module(f"scheduler.cli.commands.{module}"), function
        )
        return command

    def listed(self) -> Callable[[], Code]:
        """Return what stands for the command in lists of commands; it cannot be run."""

        def unloaded() -> Code:
            raise AssertionError(f"{self.place} was listed, not loaded")

        return unloaded


@dataclass(frozen=True, slots=True)
class Group:
    """Commands of commands."""

    help: str
    commands: Mapping[str, Command]


COMMANDS: Mapping[str, Command | Group] = {
    "check": Command("check:check", "Read an instance, say what is in it, and what cannot work."),
    "solve": Command("solve:solve", "Search for the best programme, and write it to a file."),
    "show": Command("show:show", "Show a programme, day by day."),
    "evaluate": Command("evaluate:evaluate", "Say what is wrong with a programme, rule by rule."),
    "explain": Command(
        "explain:explain",
        "Say why there is no programme and what would help; or why a programme is as it is.",
    ),
    "whatif": Command(
        "whatif:whatif",
        "Solve an instance and variants of it under equal conditions, side by side.",
    ),
    "compare": Command(
        "compare:compare",
        "Compare programmes: rules, key figures, what moves, who is affected, and which is better.",
    ),
    "replan": Command(
        "replan:replan",
        "Change a published programme as little as the facts of the instance demand.",
    ),
    "desk": Command(
        "desk.screen:desk",
        "Open the desk of an instance in a browser, on this machine alone, until Ctrl-C.",
    ),
    "move": Command(
        "desk.wishes:move",
        "Say what it takes to move a session to a time or a day; --apply moves it.",
    ),
    "swap": Command(
        "desk.wishes:swap", "Say what it takes that two sessions change places; --apply swaps them."
    ),
    "pin": Command(
        "desk.wishes:pin",
        "Pin sessions where they are, so that no search moves them, with --apply.",
    ),
    "unpin": Command(
        "desk.wishes:unpin", "Let sessions move again that were pinned, with --apply."
    ),
    "lock": Command(
        "desk.wishes:lock",
        "Pin all sessions of a day, a body or a room, or before a time, and let no others in, with --apply.",
    ),
    "unlock": Command("desk.wishes:unlock", "Let all of these sessions move again, with --apply."),
    "close": Command(
        "desk.wishes:close",
        "Say what it takes to close a room for some hours, some days or always; --apply closes it.",
    ),
    "away": Command(
        "desk.wishes:away",
        "Say what it takes that a person is away for some hours, or a team for days; --apply does it.",
    ),
    "available": Command(
        "desk.wishes:available",
        "Say what it takes that a person is there at some hours only, or all teams are; --apply does it.",
    ),
    "change": Command(
        "desk.wishes:change_fact",
        "Say what other facts mean: a duration, a capacity, who chairs; --apply changes them.",
    ),
    "drop": Command(
        "desk.wishes:drop", "Say what it means to do without a session; --apply drops it."
    ),
    "hold": Command(
        "desk.wishes:hold",
        "Say what it takes to hold a session that is optional, dropped or cancelled; --apply holds it.",
    ),
    "cancel": Command(
        "desk.wishes:cancel",
        "Say what it means to cancel a session, or that a person does not come; --apply does it.",
    ),
    "add": Command(
        "desk.wishes:add", "Say where a new session fits, from a line of text; --apply adds it."
    ),
    "prefer": Command(
        "desk.preferences:prefer",
        "Say what it takes that sessions are wanted at some hours, or not then; --apply wishes it.",
    ),
    "set": Command(
        "desk.wishes:set_level", "Say what another level of a rule changes; --apply sets it."
    ),
    "undo": Command("desk.history:undo", "Undo the last step on the desk of an instance."),
    "redo": Command("desk.history:redo", "Redo the step that was undone last."),
    "history": Command(
        "desk.history:history", "List the steps on the desk of an instance, a sentence each."
    ),
    "alternatives": Group(
        "Alternatives: desks of one instance beside each other.",
        {
            "list": Command(
                "desk.alternatives:list_alternatives",
                "List the desks of an instance in its folder, with their penalties, and those deleted.",
            ),
            "begin": Command(
                "desk.alternatives:begin", "Begin another desk with all that is on one."
            ),
            "rename": Command(
                "desk.alternatives:rename", "Give a desk, and its files, another name."
            ),
            "delete": Command(
                "desk.alternatives:delete",
                "Delete a desk; its history is kept aside, and brings it back.",
            ),
            "restore": Command(
                "desk.alternatives:restore",
                "Bring a desk back that was deleted.",
                files=(".deleted",),
            ),
        },
    ),
    "new": Command("new:new", "Write a small commented instance to start from."),
    "import": Command(
        "importing:import_",
        "Make an instance out of spreadsheets or a programme, or write a spreadsheet to fill in.",
        files=(".xlsx", ".csv"),
    ),
    "agendas": Command(
        "agendas:agendas",
        "Write the agendas of a programme as a table; or take them from one that was changed.",
    ),
    "settle": Command(
        "settle:settle",
        "Say what a preparatory programme settles of a conference's agenda; write that as a variant.",
    ),
    "publish": Command(
        "publish:publish",
        "Publish a programme: as a release that is numbered, and never changes.",
    ),
    "releases": Command(
        "releases:releases",
        "List what has been published; show a release, or what differs between two.",
    ),
    "feeds": Command("feeds:feeds", "Write the calendar feeds of a release."),
    "page": Command("page:page", "Write the programme page of a release."),
    "export": Command("export:export", "Export a release, or a programme before it is published."),
    "notices": Command(
        "notices:notices",
        "Tell each participant what a release changes for them; nothing is sent without --send.",
    ),
    "serve": Command(
        "serve:serve",
        "Serve the newest release: the programme page and its calendars, until Ctrl-C.",
    ),
    "report": Group(
        "Tell what a programme means for those in it.",
        {
            "groups": Command(
                "groups:groups",
                "Tell what a programme gives to each group: sessions, hours, conflicts, local times.",
            ),
            "deadlines": Command(
                "deadlines:deadlines",
                "Tell what is due before each meeting of a programme, and when.",
            ),
        },
    ),
    "tokens": Group(
        "Tokens: the secret addresses of personal feeds.",
        {
            "list": Command(
                "tokens:list_tokens",
                "Say who has a token in force, and since when; tokens themselves are not kept.",
            ),
            "rotate": Command(
                "tokens:rotate",
                "Give new tokens: the old ones cease to be valid, and the new ones are shown only once.",
            ),
            "revoke": Command(
                "tokens:revoke", "Take tokens out of force: their feeds are no longer found."
            ),
        },
    ),
}
"""All commands, in the order in which they are listed."""
