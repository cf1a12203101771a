"""What the record tells of itself: what adding did, how much there is, what is left to do."""

from dataclasses import dataclass

from oversikt.records import Skipped


@dataclass(frozen=True, slots=True)
class Added:
    """What adding reports did: how many are new, how many the record held already."""

    new: int = 0
    known: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """How much the record holds, and what is left to do.

    ``unread`` counts reports that ``run`` has yet to read, ``linked`` tells whether the incidents
    stand for all claims and decisions there are.
    """

    reports: int
    unread: int
    claims: int
    incidents: int
    decisions: int
    skipped: int
    linked: bool
