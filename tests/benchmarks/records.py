"""Searches that nobody has made, and code of benchmarks that is no part of this repository."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.searches import Point, Record, Search, code_now

SEARCH = Search("tiny", 0, 60.0, 2)


def record(*points: tuple[float, int | None, int | None], **fields: Any) -> Record:
    """Return a record of moments with the best penalty and the bound at each of them."""
    names = fields.keys() & {*Search.__dataclass_fields__}
    search = replace(SEARCH, **{name: fields.pop(name) for name in names})
    return Record(search, code_now(), tuple(Point(*each) for each in points), **fields)


def loaded(name: str, path: Path) -> ModuleType:
    """Return a file of Python as a module of that name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its dataclasses look there for their own module
    spec.loader.exec_module(module)
    return module
