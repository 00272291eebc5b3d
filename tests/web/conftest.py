"""A service with secrets, for all tests that only ask it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scheduler.publishing.store.tokens import Owner, Sort
from tests.publishing.test_privacy import CANARY, with_canaries
from tests.web.running import Running, client, published, running, token_for

if TYPE_CHECKING:
    import httpx

ADA = Owner(Sort.PERSON, f"{CANARY}-ada")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Leave out all that is asked of a service where none can be started."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.needs("web"))


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
def ask(secretive: Secretive) -> Iterator["httpx.Client"]:
    """Ask that service; no header is sent unless a test says so."""
    with client(secretive.running) as made:
        yield made
