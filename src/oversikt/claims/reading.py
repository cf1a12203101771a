"""What reading one report gives, whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from oversikt.records import Claim, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says, or why it could not be read.

    ``unread`` is the reason; ``failed`` tells that another try may succeed, as when an endpoint
    did not answer. ``withheld`` counts claims left out since they were less sure than asked for.
    """

    claims: tuple[Claim, ...] = ()
    unread: str | None = None
    language: str | None = None
    failed: bool = False
    withheld: int = 0


class Reads(Protocol):
    """Whoever reads reports: the rules of the language packs, or a language model."""

    def read(self, report: Report) -> Reading:
        """Return the claims of one report, or why there are none."""


def confident(claims: Iterable[Claim], least: float) -> tuple[tuple[Claim, ...], int]:
    """Return the claims that are sure enough, and how many are left out.

    Args:
        claims: Claims of any number of reports.
        least: Confidence from 0 to 1; claims below it are left out, and links to them are cut.
    """
    told = tuple(claims)
    kept = {claim.id for claim in told if claim.confidence >= least}
    if len(kept) == len(told):
        return told, 0
    cut = []
    for claim in told:
        if claim.id in kept:
            part = claim.part_of if claim.part_of in kept else None
            same = claim.same_as if claim.same_as in kept else None
            cut.append(replace(claim, part_of=part, same_as=same))
    return tuple(cut), len(told) - len(cut)
