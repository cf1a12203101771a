"""How sure a claim is, from how its words were read."""

from oversikt.claims.harm import Harm
from oversikt.claims.quantities import Count

_KIND = {
    "counted": 0.9, "dual": 0.9, "one": 0.8, "number": 0.75, "name": 0.6, "definite": 0.45, "bare": 0.7,
    "anaphor": 0.6,
}  # fmt: skip


def confidence(harm: Harm, count: Count) -> float:
    """Return the share of claims read like this one that are right, between 0 and 1.

    Args:
        harm: The harm that was read.
        count: Its count.
    """
    sure = _KIND.get(harm.group.kind, 0.5) - 0.035 * min(harm.distance, 12)
    if count.low is None:
        sure -= 0.15
    return round(min(0.97, max(0.05, sure)), 3)
