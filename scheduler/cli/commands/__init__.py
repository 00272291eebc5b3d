"""Commands: each reads, calls one door, and prints."""
