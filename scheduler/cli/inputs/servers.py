"""Servers, whose packages are an extra: what their commands have in common."""

import importlib
from typing import Annotated, Any

import typer

from scheduler.errors import InputError

_EXTRA = frozenset({"prometheus_client", "starlette", "uvicorn"})
"""Packages of the extra `web`."""

Port = Annotated[
    int, typer.Option("--port", min=0, max=65_535, help="The port; 0 for any that is free.")
]


def server_of(command: str, module: str) -> Any:
    """Return the module of a command's server: whoever does not serve need not have its packages.

    Raises
    ------
    InputError
        When they are not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise InputError(
            f"{command} needs packages that are not installed: pip install 'agenda-scheduler[web]'"
        ) from error
