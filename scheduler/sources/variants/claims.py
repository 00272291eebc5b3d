"""Who changes what: a variant says one thing of each, so that the order of its changes does not matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.sources.nodes import Node, brief, data_of

Subject = tuple[str, ...]
"""A row by table and id, a rule, or a field of the instance."""

WHOLE = ""
"""The aspect of a change that is about all of its subject."""


REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a change says of a subject."""

    subject: Subject
    aspect: str
    """A field of it, or `WHOLE`."""
    verb: str
    """What is done to it: ``changed``, `REMOVED`, ``replaced`` …"""
    value: Node | None
    """What is said; None where the verb says all."""
    line: int
    """Line in its own file."""

    @property
    def words(self) -> str:
        """Return what is said, to stand in a sentence."""
        return self.verb if self.value is None else f"{self.verb} to {brief(self.value)}"

    def contradicts(self, other: "Claim") -> bool:
        """Tell whether both cannot be meant."""
        if WHOLE not in (self.aspect, other.aspect) and self.aspect != other.aspect:
            return False
        return self.said != other.said

    @property
    def said(self) -> tuple[str, str, object]:
        """Return all that is said, to be compared."""
        return self.aspect, self.verb, None if self.value is None else data_of(self.value)


class Claims:
    """The claims of one variant."""

    def __init__(self) -> None:
        self._claims: dict[Subject, list[Claim]] = {}

    def take(self, claim: Claim) -> Claim | None:
        """Take note of a claim; return an earlier one that contradicts it."""
        of_subject = self._claims.setdefault(claim.subject, [])
        against = next((each for each in of_subject if each.contradicts(claim)), None)
        of_subject.append(claim)
        return against

    @property
    def removals(self) -> Iterator[Claim]:
        """Yield the claims by which something is removed."""
        for claims in self._claims.values():
            yield from (each for each in claims if each.verb == REMOVED)

    def removal_of(self, subject: Subject) -> Claim | None:
        """Return the claim by which something is removed, if it is."""
        claims = self._claims.get(subject, ())
        return next((each for each in claims if each.verb == REMOVED), None)
