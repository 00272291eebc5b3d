"""The facts of a conference: frozen, strict, checked once."""

from scheduler.instance.model import Instance

__all__ = ["Instance"]
