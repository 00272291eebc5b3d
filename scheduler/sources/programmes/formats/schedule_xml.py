"""A ``schedule.xml`` as the ``schedule.json`` that says the same."""

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.formats.xml_nodes import Element


def node_of(root: Element) -> Node:
    """Return a ``schedule.xml`` as the ``schedule.json`` that says the same."""
    conference = root.first("conference")
    said: dict[str, Node] = {}
    days = [_day(day) for day in root.all("day")]
    for child in conference.children if conference is not None else ():
        said.setdefault(child.name, child.node())
    said.pop("rooms", None)
    said.pop("tracks", None)
    said["days"] = Node(root.line, days)
    line = root.line if conference is None else conference.line
    lines = {name: node.line for name, node in said.items()}
    parts = {"conference": Node(line, said, key_lines=lines)} if conference is not None else {}
    if (generator := root.first("generator")) is not None:
        parts["generator"] = Node(generator.line, _attributes(generator))
    return Node(root.line, {"schedule": Node(root.line, dict(parts))})


def _day(day: Element) -> Node:
    events: dict[str, list[Node]] = {}
    for room in day.all("room"):
        of_room = events.setdefault(room.attributes.get("name", ""), [])
        of_room += map(_event_node, room.all("event"))
    rooms = {name: Node(day.line, of_room) for name, of_room in events.items()}
    fields = {"rooms": Node(day.line, rooms)}
    if "date" in day.attributes:
        fields["date"] = Node(day.line, day.attributes["date"])
    return Node(day.line, fields)


def _event_node(event: Element) -> Node:
    """Return an event. Its persons may stand in it directly, without `persons` around them."""
    said = event.attributes.items()
    fields = {key: Node(event.line, value) for key, value in said}
    people: list[Node] = []
    for child in event.children:
        if child.name == "persons":
            people += map(_person, child.all("person"))
        elif child.name == "person":
            people += [_person(child)] if child.text.strip() else []
        else:
            before = fields.get(child.name)
            if before is None or before.value in ("", []):
                fields[child.name] = _value(child)
    return Node(event.line, fields | {"persons": Node(event.line, people)})


def _value(element: Element) -> Node:
    """Return the text of an element, or what is in it."""
    if element.children:
        return Node(element.line, [_value(each) for each in element.children])
    return element.node()


def _person(person: Element) -> Node:
    return Node(person.line, _attributes(person) | {"name": person.node()})


def _attributes(element: Element) -> dict[str, Node]:
    return {key: Node(element.line, value) for key, value in element.attributes.items()}
