"""What the hours of a conference are for."""

from enum import StrEnum


class Purpose(StrEnum):
    """What the hours of a session count as, when programmes are compared."""

    DEVELOPMENT = "development"
    """Issues of development: what the participants come for."""
    ADMINISTRATION = "administration"
    """The conference's own business: elections, budget, structure, editing."""
    STATEMENTS = "statements"
    """Policy statements, delivered one after the other."""
