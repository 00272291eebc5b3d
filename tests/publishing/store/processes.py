"""Where processes of these tests are forked from: one server, which has loaded all that any of them runs."""

from multiprocessing import forkserver, get_context

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(  # once for all: each list takes the place of the one before
    [
        "psycopg",
        *(f"tests.publishing.store.{name}" for name in ("exchangers", "publishers", "readers")),
    ]
)


def make_ready() -> None:
    """Start that server, in the folder of the tests: elsewhere it would find none of them to load."""
    forkserver.ensure_running()
