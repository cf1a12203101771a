"""Persons: groups of records that are one person, the best grouping and others drawn by chance.

A grouping weighs what its groups weigh. A group weighs what the strongest links that hold it
together weigh (a spanning tree, so that two records that say the same of a third count once), less
what speaks against any pair in it. Two records of one list must be linked themselves, and people's
rulings bind whatever the weights say. ``best`` joins greedily, the strongest link first;
``draws`` moves single records by chance, each grouping as often as its weight says, which keeps
the uncertainty of the linking in what is estimated from it.

Source: Sadinle 2018, "Bayesian propagation of record linkage uncertainty into population size
estimation", Annals of Applied Statistics 12:1013-1038 (several linkages, drawn by their chance).
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from oversikt.lists.odds import Links

# What a pair that no block brought together weighs, in bits: unlikely, not impossible.
_APART = -10.0
_SURE = 1e6
# Log odds in bits from which on a link is taken for certain: one in a thousand.
_CERTAIN = 10.0
# Sweeps over all uncertain records from the best grouping on, and between two draws.
_FIRST, _BETWEEN = 10, 3


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person ruled of two records: that they are one person, or that they are not."""

    one: int
    other: int
    same: bool


class Grouping:
    """Weighs groups of records.

    Args:
        lists: The list of each record.
        links: Pairs that may be one person.
        rulings: What people ruled; the later holds against the earlier.
    """

    def __init__(self, lists: Sequence[str], links: Links, rulings: Iterable[Ruling] = ()) -> None:
        self.lists = lists
        self.near: dict[int, dict[int, float]] = {}
        for one, other, bits in zip(
            links.left.tolist(), links.right.tolist(), links.logit.tolist(), strict=True
        ):
            self._link(one, other, bits)
        for ruling in rulings:
            self._link(ruling.one, ruling.other, _SURE if ruling.same else -_SURE)

    def _link(self, one: int, other: int, bits: float) -> None:
        self.near.setdefault(one, {})[other] = bits
        self.near.setdefault(other, {})[one] = bits

    def between(self, one: int, other: int) -> float:
        """Return the log odds in bits that two records are one person."""
        bits = self.near.get(one, {}).get(other)
        if bits is not None:
            return bits
        return -_SURE / 1e3 if self.lists[one] == self.lists[other] else _APART

    def weight(self, members: Sequence[int]) -> float:
        """Return what a group weighs, in bits: a record alone weighs nothing."""
        size = len(members)
        if size < 2:
            return 0.0
        if size == 2:
            return self.between(members[0], members[1])
        against = total = 0.0
        best = [-np.inf] * size
        best[0] = 0.0
        left = set(range(size))
        while left:
            # Prim's tree: the record that the strongest link ties to those taken so far.
            taken = max(left, key=lambda k: (best[k], -k))
            left.remove(taken)
            total += best[taken]
            for k in left:
                bits = self.between(members[taken], members[k])
                against += min(bits, 0.0)
                best[k] = max(best[k], bits)
        # Links of the tree that speak against are in `against` already.
        return total + against if total > 0 else 2 * against


def best(grouping: Grouping, size: int) -> list[int]:
    """Return the person of each record, as the number of the person's first record.

    Args:
        grouping: The links, and what was ruled.
        size: Number of records.
    """
    person = list(range(size))
    groups: dict[int, tuple[int, ...]] = {}
    order = sorted(
        (-bits, one, other)
        for one, linked in grouping.near.items()
        for other, bits in linked.items()
        if one < other and bits > 0
    )
    for _, one, other in order:
        a, b = person[one], person[other]
        if a == b:
            continue
        mine, theirs = groups.get(a, (a,)), groups.get(b, (b,))
        joined = tuple(sorted(mine + theirs))
        gain = grouping.weight(joined) - grouping.weight(mine) - grouping.weight(theirs)
        if gain > 0:
            groups.pop(a, None)
            groups.pop(b, None)
            groups[joined[0]] = joined
            for record in joined:
                person[record] = joined[0]
    return person


def draws(grouping: Grouping, size: int, many: int, seed: int) -> Iterator[list[int]]:
    """Yield groupings drawn by their weight, each as ``best`` returns one.

    Args:
        grouping: The links, and what was ruled.
        size: Number of records.
        many: How many to draw.
        seed: Start of the random numbers; the same seed gives the same groupings.
    """
    rng = np.random.default_rng(seed)
    person = best(grouping, size)
    pairs, moving = _unsure(grouping, person)
    groups: dict[int, set[int]] = {}
    for record in moving:
        groups.setdefault(person[record], set()).add(record)
    fresh = itertools.count(size)
    odds = np.array([grouping.between(one, other) for one, other in pairs])
    chance = 1 / (1 + np.exp2(-odds))
    for number in range(many):
        for (one, other), joined in zip(pairs, rng.random(len(pairs)) < chance, strict=True):
            person[one], person[other] = one, one if joined else other
        for _ in range(_FIRST if number == 0 else _BETWEEN):
            for record, luck in zip(moving, rng.random(len(moving)).tolist(), strict=True):
                left = groups[person[record]]
                left.discard(record)
                if not left:
                    del groups[person[record]]
                home = _home(record, grouping, person, groups, luck)
                person[record] = next(fresh) if home is None else home
                groups.setdefault(person[record], set()).add(record)
        first = {group: min(members) for group, members in groups.items()}
        yield [first.get(group, group) for group in person]


def _unsure(grouping: Grouping, person: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pairs that only have each other, and the other records that may move.

    Records whose links are all as good as certain, and agree with the best grouping, stay.
    """
    pairs: list[tuple[int, int]] = []
    moving: list[int] = []
    seen: set[int] = set()
    for start in sorted(grouping.near):
        if start in seen:
            continue
        together = {start}
        reached = [start]
        while reached:
            for other in grouping.near[reached.pop()]:
                if other not in together:
                    together.add(other)
                    reached.append(other)
        seen |= together
        sure = all(
            (bits > _CERTAIN and person[one] == person[other])
            or (bits < -_CERTAIN and person[one] != person[other])
            for one in together
            for other, bits in grouping.near[one].items()
        )
        if sure:
            continue
        if len(together) == 2:
            pairs.append((min(together), max(together)))
        else:
            moving += sorted(together)
    return pairs, moving


def _home(
    record: int,
    grouping: Grouping,
    person: Sequence[int],
    groups: Mapping[int, set[int]],
    chance: float,
) -> int | None:
    """Return the group that a record goes to, by the weights; ``None`` for one of its own."""
    choices: list[int | None] = [None]
    bits = [0.0]
    for home in sorted({person[other] for other in grouping.near[record]} & groups.keys()):
        members = sorted(groups[home])
        choices.append(home)
        bits.append(grouping.weight(sorted([*members, record])) - grouping.weight(members))
    most = max(bits)
    odds = [2.0 ** max(b - most, -60.0) for b in bits]
    left = chance * sum(odds)
    for choice, share in zip(choices, odds, strict=True):
        left -= share
        if left < 0:
            return choice
    return choices[0]
