"""The colour names of CSS3, the only ones that calendars know."""

from scheduler.instance.colours import COLOURS


def colour_name(*wishes: str | None) -> str | None:
    """Return the first wish that is a colour name of CSS3, in lower case."""
    named = (wish.strip().lower() for wish in wishes if wish)
    return next((name for name in named if name in COLOURS), None)
