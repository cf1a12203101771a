"""What stands between two places of a sentence: its price in words, and the harm and people in it.

The grammar weighs every word of harm against the groups around it. Prices are summed up once a
sentence, so that a pair costs a few look-ups and not a walk over all that parts it: a line full of
numbers and words of harm is read at the speed of others.
"""

from bisect import bisect_left
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate

from oversikt.words.marks import Item

#: How far past a gap the words may stand that make an aside in it one.
_AHEAD = 6
#: What may open an aside.
_OPENING, _TELLING = frozenset("([–—"), frozenset({"part", "age", "clause"})


class Gaps:
    """The gaps of one sentence; all positions are those of items, gaps end before their ``stop``.

    Args:
        items: Marked items with quantities counted.
        prices: What each item costs between a word of harm and a group, in tenths of a word.
        harms: Positions of the words of harm, in order, and the forms that each may have.
        people: Positions where counted groups begin, in order.
        subjects: Those of them that may be subjects.
    """

    def __init__(
        self,
        items: list[Item],
        prices: list[int],
        harms: Mapping[int, AbstractSet[str]],
        people: list[int],
        subjects: list[int],
    ) -> None:
        self.items = items
        self._prices = prices
        self._price = [0, *accumulate(prices)]
        self._say: list[int] = []
        self._by: list[int] = []
        self._aside: list[int] = []
        for k, item in enumerate(items):
            tags = item.tags
            if "say" in tags:
                self._say.append(k)
            if "by" in tags:
                self._by.append(k)
            if item.word in _OPENING or (tags and not _TELLING.isdisjoint(tags)):
                self._aside.append(k)
        self._harms, self._forms = list(harms), harms
        self._people, self._subjects = people, subjects

    def price(self, start: int, stop: int, aside: AbstractSet[int]) -> float:
        """What the words of a gap cost, less those of asides, in words."""
        left = self._price[stop] - self._price[start] if start < stop else 0
        return (left - sum(self._prices[k] for k in aside)) / 10

    def harms(self, start: int, stop: int) -> int:
        """How many words of harm stand in a gap."""
        return max(0, bisect_left(self._harms, stop) - bisect_left(self._harms, start))

    def suffers(self, at: int) -> bool:
        """Does a word that may be a participle stand here: "dead", "were killed"?"""
        return "suffered" in self._forms.get(at, ())

    def people(self, start: int, stop: int, aside: AbstractSet[int], *, subjects: bool) -> int:
        """How many counted groups begin in a gap, outside asides."""
        firsts = self._subjects if subjects else self._people
        first, last = bisect_left(firsts, start), bisect_left(firsts, stop)
        return sum(at not in aside for at in firsts[first:last]) if aside else max(0, last - first)

    def says(self, start: int, stop: int) -> bool:
        """Does a word of speech stand in a gap?"""
        return _any_in(self._say, start, stop)

    def by(self, start: int, stop: int) -> bool:
        """Does a word that leads to who did it stand in a gap?"""
        return _any_in(self._by, start, stop)

    def tells_part(self, start: int, stop: int) -> bool:
        """Does a word that tells a part or an age stand in a gap or right after it?"""
        return start < stop and _any_in(self._aside, start, stop + _AHEAD)


def _any_in(positions: list[int], start: int, stop: int) -> bool:
    """Does any of some positions, which are in order, lie in a gap?"""
    if not positions or start >= stop:
        return False
    k = bisect_left(positions, start)
    return k < len(positions) and positions[k] < stop
