"""Lists written by a test, with the mapping that is guessed for them."""

from pathlib import Path
from typing import Any

import yaml

from scheduler.sources.programmes.lists import guessed


def listed(folder: Path, text: str, name: str = "a.csv") -> Path:
    """Write a list."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def mapped(path: Path, **more: Any) -> Path:
    """Write the mapping that is guessed for a list, with some fields of another value."""
    said = yaml.safe_load(guessed([path], "Europe/Paris").text)
    mapping = path.parent / "m.yaml"
    mapping.write_text(yaml.safe_dump(said | more, allow_unicode=True, sort_keys=False), "utf-8")
    return mapping


def notes(path: Path) -> list[str]:
    """Return what is said of a guess, without the name of the list."""
    return [each.removeprefix(f"{path.name}: ") for each in guessed([path]).notes]
