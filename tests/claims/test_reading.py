"""Claims that are not sure enough are left out, counted, and linked to by nothing."""

from oversikt.claims import confident
from oversikt.records import Claim

BASE = ("r", "text", 0, 5, "three", "killed", "exact", 3, 3)
SURE = Claim("a", *BASE, confidence=0.9)
UNSURE = Claim("b", *BASE, confidence=0.4)
PART = Claim("c", *BASE, confidence=0.6, part_of="b", same_as="a")


def test_claims_below_the_least_are_left_out_and_links_to_them_are_cut() -> None:
    kept, left_out = confident([SURE, UNSURE, PART], 0.5)
    assert [(c.id, c.part_of, c.same_as) for c in kept] == [("a", None, None), ("c", None, "a")]
    assert left_out == 1


def test_nothing_is_changed_where_all_are_sure_enough() -> None:
    assert confident([SURE, UNSURE, PART], 0.4) == ((SURE, UNSURE, PART), 0)
    assert confident([], 1.0) == ((), 0)
