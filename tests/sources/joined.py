"""A conference, the months before it, and a links file of which every line is known."""

from collections.abc import Iterator
from pathlib import Path

from scheduler.instance import Instance
from scheduler.sources.links import read_links
from tests.agendas import item
from tests.conference import conference, session

LINKS = """\
name: joined
title: The conference, with what is settled
preparatory: months.json
conference: days.json
links:
  - {task: rules, items: [charter]}
  - {task: money, items: [budget, fees], settled: 50}
  - {session: south, items: [fees], settled: 80}
"""


def months() -> Instance:
    """Return two meetings that may be left out; both deal with rules, the second with money."""
    return conference(
        session("north", optional=True),
        session("south", optional=True),
        name="months",
        tasks=[
            {"id": "rules", "title": "Rules", "sessions": ["north", "south"]},
            {"id": "money", "sessions": ["south"]},
        ],
    )


def days(**fees: object) -> Instance:
    """Return a conference with a charter, a budget and fees."""
    items = item("charter", 30), item("budget", 25), item("fees", 20, **fees)
    return conference(session("plenary", duration=120), name="days", items=[*items])


def write_joined(folder: Path, *, links: str = LINKS) -> Path:
    """Write both instances and the links file."""
    for instance in (months(), days()):
        text = instance.model_dump_json(exclude_unset=True, by_alias=True)
        (folder / f"{instance.name}.json").write_text(text, encoding="utf-8")
    path = folder / "links.yaml"
    path.write_text(links, encoding="utf-8")
    return path


def links(_folder: Path) -> Iterator[bytes]:
    """Yield the links file, to be spoiled."""
    yield LINKS.encode()


def read_joined(path: Path) -> None:
    """Read a links file beside its instances."""
    content = path.read_bytes()
    write_joined(path.parent)
    path.write_bytes(content)
    read_links(path)
