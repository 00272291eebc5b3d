"""Where releases and tokens are kept: an SQLite file, or a PostgreSQL database."""

from scheduler.publishing.store.releases import Store, Summary, open_store

__all__ = ["Store", "Summary", "open_store"]
