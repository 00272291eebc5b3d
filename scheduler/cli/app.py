"""The commands, and the way out of each."""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from scheduler.cli.check import check
from scheduler.cli.compare import compare
from scheduler.cli.console import print_json, speak_plainly
from scheduler.cli.ending import Code, Ended, ending
from scheduler.cli.evaluate import evaluate
from scheduler.cli.explain import explain
from scheduler.cli.export import export
from scheduler.cli.feeds import feeds
from scheduler.cli.generate import generate
from scheduler.cli.groups import groups
from scheduler.cli.new import new
from scheduler.cli.notices import notices
from scheduler.cli.page import page
from scheduler.cli.publish import publish
from scheduler.cli.releases import releases
from scheduler.cli.replan import replan
from scheduler.cli.serve import serve
from scheduler.cli.show import show
from scheduler.cli.solve import solve
from scheduler.cli.tokens import list_tokens, revoke, rotate
from scheduler.cli.whatif import whatif

app = typer.Typer(
    name="scheduler",
    help="Place the sessions of a large conference into rooms and times.",
    epilog="Exit codes: 0 fine, 1 bad input, 2 proved impossible or a hard rule broken, "
    "3 nothing found in time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PLANNING = (check, solve, show, evaluate, explain, whatif, compare, replan, new, generate)
PUBLISHING = (publish, releases, feeds, page, export, notices, serve)

for command in (*PLANNING, *PUBLISHING):
    app.command()(ending(command))

reports = typer.Typer(no_args_is_help=True, help="Tell what a programme means for those in it.")
reports.command()(ending(groups))
app.add_typer(reports, name="report")

tokens = typer.Typer(no_args_is_help=True, help="Tokens: the secret addresses of personal feeds.")
tokens.command("list")(ending(list_tokens))
tokens.command()(ending(rotate))
tokens.command()(ending(revoke))
app.add_typer(tokens, name="tokens")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer's way to call it
    if wanted:
        typer.echo(f"scheduler {version('agenda-scheduler')}")
        raise typer.Exit


@app.callback()
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
        app(given, prog_name="scheduler")
    except Ended as ended:
        return ended.code
    except SystemExit as usage:
        if usage.code and "--json" in given:
            print_json({"errors": [_misuse(usage.__context__)]})
        return Code.BAD_INPUT if usage.code else Code.FINE
    return Code.FINE


def _misuse(error: BaseException | None) -> str:
    """Return what typer has said of arguments before it left."""
    said = getattr(error, "format_message", None)
    return str(said()) if said else "The arguments cannot be used."
