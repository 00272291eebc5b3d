"""Where releases and tokens are kept: an SQLite file, or a PostgreSQL database."""

from scheduler.publishing.store.access import open_store
from scheduler.publishing.store.releases import Digests, Store, Summary

__all__ = ["Digests", "Store", "Summary", "open_store"]
