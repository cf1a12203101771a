"""The odds of each link, learned from all candidates together by expectation maximisation.

The likelier a pair is one person, the more it counts for how often two records of one person are
alike in each thing; from that the odds of each pair follow anew, with the rarity of names and the
number of people that two lists share counted in, until nothing changes.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from oversikt.lists.model import ASPECTS, Weights

_ROUNDS = 30
# Links that count as much as what is usual.
_BEFORE = 20.0
_DIGITS = 6


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of records that may be of one person, ``left`` < ``right``, by their numbers.

    Args:
        left: Number of one record.
        right: Number of the other.
        likeness: For each thing compared, the number of the level reached; -1 is not told.
        rarity: For each thing that weighs by rarity, the bits that this adds.
        weights: Shares of the levels.
        prior: Log odds in bits that a record of one list and one of another are one person,
            before anything is compared.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    likeness: Mapping[str, NDArray[np.int8]]
    rarity: Mapping[str, NDArray[np.float64]]
    weights: Weights
    prior: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def none(cls, weights: Weights) -> Self:
        """Return no links."""
        nobody = np.array([], dtype=np.int64)
        return cls(nobody, nobody, {}, {}, weights, np.array([]))

    def bits(self, name: str) -> NDArray[np.float64]:
        """Return the evidence of one thing, in bits, for each pair."""
        same, other = np.array(self.weights.same[name]), np.array(self.weights.other[name])
        own = np.append(np.round(np.log2(same / other), 2), 0.0)
        found: NDArray[np.float64] = own[self.likeness[name]]
        found = found + self.rarity[name] if name in self.rarity else found
        if name in self.weights.kin:
            kin = np.append(np.round(np.log2(same / np.array(self.weights.kin[name])), 2), 0.0)
            found = np.where(self.of_one_house, kin[self.likeness[name]], found)
        return found

    @property
    def of_one_house(self) -> NDArray[np.bool_]:
        """Whether the two share the names of father, grandfather and family."""
        house = self.likeness.get("house")
        nowhere: NDArray[np.bool_] = np.zeros(len(self), dtype=np.bool_)
        return nowhere if house is None else house == 0

    @cached_property
    def weight(self) -> NDArray[np.float64]:
        """The evidence of each pair in bits, in hundredths."""
        whole: NDArray[np.float64] = np.round(
            sum((self.bits(name) for name in self.likeness), np.zeros(len(self))), 2
        )
        return whole

    @cached_property
    def logit(self) -> NDArray[np.float64]:
        """The log odds of each pair in bits."""
        prior = self.prior if self.prior is not None else np.zeros(len(self))
        found: NDArray[np.float64] = np.round(self.weight + prior, 2)
        return found

    @property
    def chance(self) -> NDArray[np.float64]:
        """The chance that each pair is one person, by itself."""
        odds: NDArray[np.float64] = 1 / (1 + np.exp2(-self.logit))
        return odds

    def reasons(self, number: int) -> list[tuple[str, str, float]]:
        """Return why a pair is linked or not: thing, what they share, bits; nothing of names."""
        words = {a.name: [level.words for level in a.levels] for a in ASPECTS}
        return [
            (name, words[name][level[number]], float(self.bits(name)[number]))
            for name, level in self.likeness.items()
            if level[number] >= 0
        ]


def refined(links: Links, lists: NDArray[np.str_]) -> Links:
    """Weigh the candidates all together, and say how likely each is.

    Args:
        links: The candidates.
        lists: The list of each record.
    """
    couples = list(_couples(links, lists))
    taught = links.weights
    before: NDArray[np.float64] | None = None
    for _ in range(_ROUNDS):
        links = replace(links, prior=_prior(links, couples))
        if before is not None and np.abs(links.logit - before).max(initial=0.0) < 0.01:
            break
        before = links.logit
        chance = links.chance
        house = links.of_one_house
        same, kin = dict(taught.same), dict(taught.kin)
        for name, levels in links.likeness.items():
            told = levels >= 0
            same[name] = _shares(levels[told], chance[told], taught.same[name], _most(name))
            if name in kin:
                told &= house
                kin[name] = _shares(levels[told], 1 - chance[told], taught.kin[name])
        links = replace(links, weights=Weights(same, taught.other, kin), prior=None)
    return replace(links, prior=_prior(links, couples))


def _most(name: str) -> tuple[float, ...]:
    """Return the greatest believed share of each level of an aspect."""
    return next(tuple(level.most for level in a.levels) for a in ASPECTS if a.name == name)


def _shares(
    levels: NDArray[np.int8],
    counting: NDArray[np.float64],
    usual: Sequence[float],
    most: Sequence[float] | None = None,
) -> tuple[float, ...]:
    """Return the share of each level, mixed with what is usual, none beyond what is believed."""
    found = np.bincount(levels, weights=counting, minlength=len(usual))
    mixed = found + _BEFORE * np.array(usual)
    shares = mixed / mixed.sum()
    if most is not None:
        held = np.minimum(shares, most)
        free = shares < np.array(most)
        # What is not believed of one level goes to the levels that are free, by their shares.
        held[free] += (1 - held.sum()) * shares[free] / max(shares[free].sum(), 1e-12)
        shares = held
    return tuple(np.maximum(np.round(shares, _DIGITS), 10.0**-_DIGITS).tolist())


def _couples(
    links: Links, lists: NDArray[np.str_]
) -> Iterable[tuple[NDArray[np.bool_], float, float]]:
    """Yield the pairs between two lists, how many there could be, and how many persons at most."""
    names, numbers = np.unique(lists, return_inverse=True)
    sizes = np.bincount(numbers, minlength=len(names)).astype(np.float64)
    one = np.minimum(numbers[links.left], numbers[links.right])
    two = np.maximum(numbers[links.left], numbers[links.right])
    for a, b in sorted(set(zip(one.tolist(), two.tolist(), strict=True))):
        pairs = sizes[a] * sizes[b] if a != b else sizes[a] * (sizes[a] - 1) / 2
        yield (one == a) & (two == b), float(pairs), float(min(sizes[a], sizes[b]))


def _prior(
    links: Links, couples: Iterable[tuple[NDArray[np.bool_], float, float]]
) -> NDArray[np.float64]:
    """Return the log odds, in bits, that two records of two lists are one person by chance.

    Two lists that share many people make each likeness between them more likely to be one person;
    how many they share is learned from the weights, by expectation maximisation.
    """
    found = np.zeros(len(links))
    for here, pairs, persons in couples:
        most, least = 0.999 * persons / pairs, 0.5 / pairs
        evidence = np.exp2(links.weight[here])
        share = most / 2
        for _ in range(100):
            odds = evidence * share / (1 - share)
            told = min(max(float((odds / (1 + odds)).sum()) / pairs, least), most)
            if abs(told - share) < 1e-6 * share:
                break
            share = told
        found[here] = round(math.log2(share / (1 - share)), 2)
    return found
