"""Packages of extras: only some commands need them, and they may be missing."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from scheduler.errors import InputError

EXTRA_OF: Mapping[str, str] = {
    "dateparser": "import",
    "distributed": "cluster",
    "docx": "docx",
    "font_source_sans_pro": "pdf",
    "holidays": "holidays",
    "matplotlib": "charts",
    "psycopg": "postgres",
    "sqlalchemy": "publish",
    "starlette": "web",
    "typst": "pdf",
    "uvicorn": "web",
}
"""The extra that installs each package."""


def load(module: str, user: str) -> Any:
    """Import a module that may need an extra.

    Parameters
    ----------
    module
        Its full name.
    user
        What needs the module, for the error message.

    Raises
    ------
    InputError
        When a package of an extra is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA_OF:
            raise
        raise InputError(needs(user, EXTRA_OF[package])) from error


def require(package: str, user: str) -> None:
    """Raise `InputError` unless a package of an extra is installed; do not load it."""
    if find_spec(package) is None:
        raise InputError(needs(user, EXTRA_OF[package]))


def needs(user: str, extra: str) -> str:
    """Return the sentence that says which extra to install."""
    return f"{user} needs the extra `{extra}`: pip install 'agenda-scheduler[{extra}]'"
