"""A service with secrets, for all tests that only ask it."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from scheduler.publishing.store.tokens import Owner, Sort
from tests.publishing.test_privacy import CANARY, with_canaries
from tests.web.running import Running, client, published, running, token_for

collect_ignore_glob = [] if find_spec("uvicorn") else ["test_*.py", "fronts/*"]
"""What needs the extra `web`: all that starts the service."""

ADA = Owner(Sort.PERSON, f"{CANARY}-ada")


@dataclass
class Secretive:
    """A service, and the secrets of those who use it."""

    running: Running
    revoked: str
    """A token that is no longer in force."""
    token: str


@pytest.fixture(scope="package")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secretive]:
    """Serve a release all of whose private fields hold a canary."""
    folder: Path = tmp_path_factory.mktemp("secretive")
    place = str(folder / "tiny.db")
    published(place, with_canaries())
    revoked, token = token_for(place, ADA), token_for(place, ADA)
    with running(folder, place) as started:
        yield Secretive(started, revoked, token)


@pytest.fixture
def ask(secretive: Secretive) -> Iterator[httpx.Client]:
    """Ask that service; no header is sent unless a test says so."""
    with client(secretive.running) as made:
        yield made
