"""Spoilt files, read one after the other; those that crash a reader are kept."""

import hashlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scheduler.errors import InputError
from tests.fuzzing.readers import Reader

CORPUS = Path(__file__).parent / "corpus"
"""Files that once crashed a reader, in a folder of its name; a test reads them for ever after."""


def mutants(reader: Reader, cases: int, seed: int) -> Iterator[bytes]:
    """Yield so many spoilt files; equal seeds give equal files."""
    with tempfile.TemporaryDirectory() as folder:
        samples = [*reader.samples(Path(folder))]
    for case in range(cases):
        rng = random.Random(f"{seed} {case}")
        yield reader.mutation(rng.choice(samples), rng)


def crash_of(reader: Reader, content: bytes) -> Exception | None:
    """Read a file in a folder of its own; return what nobody expected, if anything."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"spoilt{reader.ending}"
        path.write_bytes(content)
        path.chmod(0o600)
        try:
            reader.read(path)
        except InputError:
            return None
        except Exception as error:  # noqa: BLE001 - which one it is, nobody knows before
            return error
    return None


def keep(name: str, reader: Reader, content: bytes) -> Path:
    """Keep a file that crashes a reader."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()[:12]}{reader.ending}"
    path.write_bytes(content)
    return path
