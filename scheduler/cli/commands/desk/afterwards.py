"""The commands that bring a release to its readers: publishing keeps it, and tells nobody."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

SITE, ADDRESSES, SERVER = "site", "addresses.csv", "smtp+starttls://USER@SERVER:587"
"""A folder that is made, the list of those who are told where, and the server that sends: as in the guide."""


def commands_after(instance: Path, store: str | None, release: int) -> Mapping[str, str]:
    """Return by what they do the commands that are typed after a release is published from a desk."""
    kept = "" if store is None else f" --store {_named(store)}"
    given = shlex.quote(str(instance))
    told = f"scheduler notices {given} {release}"
    return {
        "feeds": f"scheduler feeds {given} -o {SITE}{kept}",
        "page": f"scheduler page {given} -o {SITE}{kept}",
        "notices": f"{told} -o notices-{release}{kept}",
        "send": f"{told} --addresses {ADDRESSES} --send {SERVER}{kept}",
    }


def _named(store: str) -> str:
    """Return a store as it is typed; one whose address holds a password by its variable."""
    is_secret = "://" in store and urlsplit(store).password is not None
    return '"$AGENDA_STORE"' if is_secret else shlex.quote(store)
