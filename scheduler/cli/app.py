"""The commands, and the way out of each."""

import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from scheduler.catalogue import OldRuleWarning
from scheduler.cli.console import complain, print_json, speak_plainly
from scheduler.cli.exit_codes import Code, Ended, discard_output, ending, stopped, tell_defect
from scheduler.cli.registry import PANELS, Command, Group, make_sure_of_names
from scheduler.errors import InputError, lack_in
from scheduler.wording import one_line

BROADEST = 100
"""Characters of a line of help, at most."""


class Listing(TyperGroup):
    """Commands by panel, each with its whole sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as typer calls it
        """Write a section for each panel; lines end between words, and none is cut."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, each in self.commands.items():
            panel = getattr(each, "rich_help_panel", None) or "Commands"
            panels.setdefault(panel, []).append((name, each.help or ""))
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl(rows)


class Single(TyperCommand):
    """A command with plain names of arguments; its errors name the invalid value of an option."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for each in self._arguments:
            each.display_type_rich = lambda **_: ""  # the help says what it is

    @property
    def _arguments(self) -> list[Any]:
        return [each for each in self.params if each.param_type_name == "argument"]

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as typer calls it
        """Return ``[OPTIONS] INSTANCE [SOLUTION]``."""
        names = ((each.metavar, each.required) for each in self._arguments)
        return ["[OPTIONS]", *(name if required else f"[{name}]" for name, required in names)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            if errors := getattr(error.__cause__, "errors", None):
                found = one_line(str(errors()[0]["input"]))
                error.message = f"found {found}. {error.message.removeprefix('Value error, ')}"
            raise


def application(given: Sequence[str]) -> typer.Typer:
    """Return the application; only the command that the arguments name is loaded.

    The first argument that is no option is the command: no global option takes a value.
    """
    app = typer.Typer(
        name="scheduler",
        help="Place the sessions of a large conference into rooms and times.",
        epilog="Exit codes: 0 success, 1 bad input, 2 proved impossible or a hard rule broken, "
        "3 no programme found in time.",
        no_args_is_help=True,
        cls=Listing,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": BROADEST},
    )
    app.callback()(_common)
    asked = [each for each in given if not each.startswith("-")]
    for panel, commands in PANELS.items():
        _add(app, commands, asked, panel)
    return app


def _add(
    app: typer.Typer,
    commands: Mapping[str, Command | Group],
    asked: Sequence[str],
    panel: str | None = None,
) -> None:
    """Add commands; `asked` has the arguments from a command's name on."""
    for name, command in commands.items():
        is_asked = [name] == [*asked[:1]]
        if isinstance(command, Group):
            group = typer.Typer(cls=Listing, no_args_is_help=True, help=command.help)
            _add(group, command.commands, asked[1:] if is_asked else ())
            app.add_typer(group, name=name, rich_help_panel=panel)
        else:
            function = command.loaded() if is_asked else _unloaded
            listed = app.command(name, help=command.help, cls=Single, rich_help_panel=panel)
            listed(ending(function))


def _unloaded() -> Code:
    raise AssertionError("a command was listed, not loaded")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer's way to call it
    if wanted:
        typer.echo(f"scheduler {version('agenda-scheduler')}")
        raise typer.Exit


def _common(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Place the sessions of a large conference into rooms and times."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments
        What follows the name of the program; what the shell passed, if nothing is given.

    Returns
    -------
    int
        The exit code, a `Code`.

    """
    speak_plainly()
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with _notes():
            return _run(given)
    except Exception as error:  # noqa: BLE001 - the last handler: what nobody expected is our defect
        code, lack = Code.DEFECT, lack_in(error)
        if lack:
            code = Code.BAD_INPUT
            said = f"{lack} Close other programs, search with fewer --workers, or use a machine with more."
            complain(said)
        else:
            said = tell_defect(error, given)
    _tell_machine(given, said)
    return code


@contextmanager
def _notes() -> Iterator[None]:
    """Write a note instead of a Python warning when an old id of a rule is read."""

    def note(message: Warning | str, *_: object, **__: object) -> None:
        complain(f"note: {message}")

    with warnings.catch_warnings():
        warnings.simplefilter("default", OldRuleWarning)
        warnings.showwarning = note
        yield


def _run(given: Sequence[str]) -> int:
    try:
        make_sure_of_names(given)
        app = application(_completed(os.environ) or given)
    except KeyboardInterrupt:  # what the command needs takes a second or two to load
        return stopped()
    except InputError as moved:
        complain(str(moved))
        _tell_machine(given, str(moved))
        return Code.BAD_INPUT
    try:
        app(given, prog_name="scheduler")
    except Ended as ended:
        return ended.code
    except SystemExit as usage:
        if usage.code:
            told = getattr(usage.__context__, "format_message", lambda: "Wrong arguments.")
            _tell_machine(given, str(told()))
        return Code.BAD_INPUT if usage.code else Code.FINE
    return Code.FINE


def _completed(environment: Mapping[str, str]) -> Sequence[str]:
    if not environment.get("_SCHEDULER_COMPLETE", "").startswith("complete_"):
        return ()
    line = environment.get("COMP_WORDS", environment.get("_TYPER_COMPLETE_ARGS", ""))
    return line.split()[1:]


def _tell_machine(arguments: Sequence[str], said: str) -> None:
    if "--json" in arguments:
        try:
            print_json({"errors": [said]})
            sys.stdout.flush()
        except OSError:
            discard_output()
