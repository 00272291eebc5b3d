"""The command line: each command reads, calls one door, and prints."""

from scheduler.cli.app import main

__all__ = ["main"]
