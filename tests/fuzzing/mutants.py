"""Files after a bad day of an editor, a disk or a program, or made by somebody who means ill."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

TEXTS = (
    *(
        "",
        "~",
        "-",
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
        "*a",
        "&a 1",
        "!!int x",
        "<<",
        "null",
        "no",
        ".inf",
    ),
    *("-1", "0", "1e9", "1e400", "9" * 30, "0x7fffffff", "NaN", "3.5", "true", "12:61", "24:00"),
    *(
        "0001-01-01",
        "9999-12-31",
        "2021-02-30",
        "2021-11-08T09:00[Africa/Addis_Ababa]",
        "09:00+99:99",
    ),
    *(
        '"\\0"',
        '"\\uFFFF"',
        '"\\x9B"',
        '"\\ud800"',
        "\u202e",
        "\x1b[31m",
        "é" * 40,
        "../../etc",
        "=1+1",
    ),
    *('"', "'", ":", ",", "\t", "\n", "\r\n", "#", "%", "@", "`", "|", ">"),
)
"""What may stand where something else was."""
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        10**30,
        "",
        "x",
        "\x00",
        "\uffff",
        "\ud800",
        [],
        {},
        [[]],
        [None],
    ),
    *(
        {"a": {}},
        "2021-11-08T09:00",
        "9999-12-31T23:59:59+14:00",
        "0001-01-01T00:00:00-12:00",
        "plenary",
    ),
)


def garbled(content: bytes, rng: random.Random) -> bytes:
    """Return bytes of which some are others, lost, or repeated."""
    mutant = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        place = rng.randrange(len(mutant) + 1)
        match rng.randrange(5):
            case 0 if mutant:
                mutant[place % len(mutant)] = rng.randrange(256)
            case 1:
                del mutant[place : place + rng.choice((1, 2, 16, 500))]
            case 2:
                mutant[place:place] = mutant[place : place + rng.choice((1, 9, 200))]
            case 3:
                mutant[place:place] = rng.randbytes(rng.choice((1, 4)))
            case 4 if mutant:
                mutant[place % len(mutant)] ^= 1 << rng.randrange(8)
            case _:
                del mutant[rng.randrange(len(mutant) + 1) :]
    return bytes(mutant)


def of_text(content: bytes, rng: random.Random) -> bytes:
    """Return a text of lines, some of which are lost, repeated, exchanged, or hold something else."""
    if rng.random() < 0.2:
        return garbled(content, rng)
    lines = content.decode("utf-8", "replace").split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        place, other = (rng.randrange(len(lines)) for _ in range(2))
        match rng.randrange(6):
            case 0 if len(lines) > 1:
                del lines[place]
            case 1:
                lines.insert(other, lines[place])
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = " " * rng.randrange(8) + lines[place].lstrip()
            case 4:
                begin, sign, _ = lines[place].rpartition(rng.choice((": ", ", ", "- ", ",")))
                lines[place] = begin + sign + rng.choice(TEXTS)
            case _:
                cut = rng.randrange(len(lines[place]) + 1)
                lines[place] = lines[place][:cut] + rng.choice(TEXTS) + lines[place][cut + 1 :]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def of_json(content: bytes, rng: random.Random) -> bytes:
    """Return JSON in which some values are others, lost or repeated."""
    if rng.random() < 0.3:
        return of_text(content, rng)
    tree = json.loads(content)
    for _ in range(rng.choice((1, 1, 2, 4))):
        nodes = [*_containers(tree)]
        if not nodes:
            break
        _change(rng.choice(nodes), rng)
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _containers(value: Any) -> list[Any]:
    """Return all lists and objects of a tree that are not empty."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [each for child in inside for each in _containers(child)]
    return [value, *found] if inside else found


def _change(node: Any, rng: random.Random) -> None:
    key = rng.choice([*node]) if isinstance(node, dict) else rng.randrange(len(node))
    match rng.randrange(4):
        case 0:
            del node[key]
        case 1 if isinstance(node, list):
            node.insert(key, deepcopy(node[rng.randrange(len(node))]))
        case 1:
            node[rng.choice(("", "id", "x" * 99, "\ud800"))] = deepcopy(node[key])
        case _:
            node[key] = deepcopy(rng.choice(VALUES))


def of_archive(content: bytes, rng: random.Random) -> bytes:
    """Return an archive that is damaged, or holds a damaged file."""
    if rng.random() < 0.2:
        return garbled(content, rng)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice([*files])
        if rng.random() < 0.15:
            del files[name]
        else:
            files[name] = rng.choice((garbled, _of_xml))(files[name], rng)
        if not files:
            break
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return file.getvalue()


def _of_xml(content: bytes, rng: random.Random) -> bytes:
    """Return XML in which a value between quotes or tags is another."""
    parts = content.split(rng.choice((b'"', b">", b"<")))
    joint = content[len(parts[0]) : len(parts[0]) + 1] or b" "
    parts[rng.randrange(len(parts))] = rng.choice(TEXTS).encode("utf-8", "surrogatepass")
    return joint.join(parts)


Mutation = Callable[[bytes, random.Random], bytes]
