"""Names of a package that are loaded when they are first asked for (PEP 562)."""

import ast
import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any


def names_of(package: str) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a package, by its full name.

    It loads what the package imports under ``if TYPE_CHECKING``, under the names that it has there.
    """

    def found(name: str) -> Any:
        homes = _homes(package)
        if name in homes:
            home, own = homes[name]
            return getattr(import_module(home), own)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return found


@cache
def _homes(package: str) -> Mapping[str, tuple[str, str]]:
    """Return the module, and the name in it, of each name that is imported for types."""
    source = vars(sys.modules[package])["__loader__"].get_source(package)
    for_types = next(each for each in ast.parse(source).body if isinstance(each, ast.If))
    imports = [each for each in for_types.body if isinstance(each, ast.ImportFrom)]
    return {
        each.asname or each.name: (str(line.module), each.name)
        for line in imports
        for each in line.names
    }
