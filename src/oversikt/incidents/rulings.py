"""People's decisions, applied again on every rebuild on top of what the machine derives.

A decision names an incident by an id made from its first claim. The claim anchors it: the
decision holds for whatever incident that claim is in now, and one whose claims are gone is
reported as not applied instead of being dropped in silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from oversikt.errors import UsageError
from oversikt.incidents.mentions import Mention
from oversikt.records import Decision, digest


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that could not be applied to the evidence as it is now, and why."""

    decision: Decision
    reason: str


def incident_id(claim_id: str) -> str:
    """Return the id of the incident whose first claim this is."""
    return digest("incident", claim_id)


def drop_claims(decisions: Sequence[Decision]) -> Mapping[str, str]:
    """Return the claims that people excluded or rejected, with the reason given."""
    dropped: dict[str, str] = {}
    for decision in decisions:
        for target in decision.targets:
            if decision.action in ("exclude", "reject"):
                dropped[target] = f"{decision.by}: {decision.reason}"
            elif decision.action == "accept":
                dropped.pop(target, None)
    return dropped


def regroup(
    groups: Sequence[Sequence[Mention]], decisions: Sequence[Decision]
) -> tuple[list[list[Mention]], Mapping[str, tuple[str, ...]], list[Unapplied]]:
    """Apply merges and splits to groups of mentions.

    Args:
        groups: Mentions gathered by the machine.
        decisions: Decisions in force, in order.

    Returns:
        The groups after the decisions; for each claim that heads a merged group the ids of the
        incidents merged into it; the decisions that could not be applied.
    """
    now = [list(group) for group in groups]
    previous: dict[str, tuple[str, ...]] = {}
    lost: list[Unapplied] = []
    for decision in decisions:
        if decision.action == "merge":
            _merge(now, decision, previous, lost)
        elif decision.action == "split":
            _split(now, decision, lost)
    return [group for group in now if group], previous, lost


def ruled_pairs(
    groups: Sequence[Sequence[Mention]], decisions: Sequence[Decision]
) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return which claims people ruled to tell one event, and which to tell two, pair by pair.

    Args:
        groups: Mentions gathered by the machine.
        decisions: Decisions in force, in order; of two on one pair the later holds.

    Returns:
        Pairs of mentions, each known by its first claim, of one event, and of different ones.
    """
    lead = {c.id: one.claims[0].id for group in groups for one in group for c in one.claims}
    now = [list(group) for group in groups]
    ruled: dict[frozenset[str], bool] = {}
    for decision in decisions:
        count, parts = len(now), []
        if decision.action == "merge":
            found = {anchored(now, target) for target in decision.targets} - {None}
            parts = [now[position] for position in found if position is not None]
            _merge(now, decision, {}, [])
        elif decision.action == "split":
            position = anchored(now, decision.targets[0]) if decision.targets else None
            _split(now, decision, [])
            parts = [now[position], now[-1]] if position is not None and len(now) > count else []
        for one, other in combinations(parts, 2):
            for mine, theirs in product(one, other):
                pair = frozenset(lead[m.claims[0].id] for m in (mine, theirs))
                ruled[pair] = decision.action == "merge"
    same = {pair for pair, one in ruled.items() if one and len(pair) == 2}
    return same, {pair for pair, one in ruled.items() if not one and len(pair) == 2}


def anchored(groups: Sequence[Sequence[Mention]], target: str) -> int | None:
    """Return the position of the group that an incident id points to, or ``None``."""
    for position, group in enumerate(groups):
        for mention in group:
            if any(incident_id(claim.id) == target for claim in mention.claims):
                return position
    return None


def _merge(
    now: list[list[Mention]],
    decision: Decision,
    previous: dict[str, tuple[str, ...]],
    lost: list[Unapplied],
) -> None:
    found = [(target, anchored(now, target)) for target in decision.targets]
    missing = [target for target, position in found if position is None]
    if missing:
        lost.append(Unapplied(decision, f"no claim of {', '.join(missing)} is there any more"))
    positions = sorted({position for _, position in found if position is not None})
    if len(positions) < 2:
        return
    joined = sorted((m for p in positions for m in now[p]), key=lambda m: m.key)
    for position in positions:
        now[position] = []
    now[positions[0]] = joined
    head = incident_id(joined[0].claims[0].id)
    previous[head] = tuple(sorted(set(previous.get(head, ())) | set(decision.targets) - {head}))


def _split(now: list[list[Mention]], decision: Decision, lost: list[Unapplied]) -> None:
    position = anchored(now, decision.targets[0]) if decision.targets else None
    if position is None:
        lost.append(Unapplied(decision, "the incident's first claim is not there any more"))
        return
    value = decision.value if isinstance(decision.value, Mapping) else {}
    claims, reports = set(value.get("claims", ())), set(value.get("reports", ()))
    if not claims and not reports:
        raise UsageError(f"decision {decision.id}: split needs value.claims or value.reports")
    kept: list[Mention] = []
    parted: list[Mention] = []
    for mention in now[position]:
        out = [c for c in mention.claims if c.id in claims or mention.report.id in reports]
        stay = [c for c in mention.claims if c not in out]
        if out:
            parted.append(replace(mention, claims=out))
        if stay:
            kept.append(replace(mention, claims=stay))
    if not parted or not kept:
        lost.append(Unapplied(decision, "it would part nothing: the evidence has changed"))
        return
    now[position] = kept
    now.append(parted)
