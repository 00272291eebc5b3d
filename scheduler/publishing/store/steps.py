"""Migrations, made by Alembic: loaded only where a store lacks one, because that takes a while."""

from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent / "migrations"


def known() -> tuple[str, ...]:
    """Return the migrations that this program knows, the newest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def make_all(connection: Connection) -> None:
    """Make those migrations that are missing, in the transaction of a connection."""
    config = _config()
    config.attributes["connection"] = connection
    upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
