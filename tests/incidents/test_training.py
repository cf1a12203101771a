"""Weights learnt from pairs that are known to be one event or two."""

import pyarrow as pa
import pytest

from oversikt.errors import PackError, UsageError
from oversikt.incidents.compare import TRAITS, Weights, read_weights, shipped
from oversikt.incidents.training import train, write

PLAIN = {
    "words": "0-2", "opening": "0-2", "shared": "0-9", "phrases": "none", "outlet": "differ",
    "days": "22-90, 15+", "calendar": "published, other day", "place": "far", "towns": "differ", "killed": "differ",
    "wounded": "differ", "cause": "differ",
}  # fmt: skip
ALIKE = {"words": "30-44", "opening": "30-44", "days": "0-1, same", "place": "same"}


def table(*kinds: tuple[dict[str, str], int]) -> pa.Table:
    rows = [PLAIN | kind for kind, times in kinds for _ in range(times)]
    plain = [row | {"a": n, "b": n + 1} for n, row in enumerate(rows)]
    return pa.Table.from_pylist(plain)


def pairs(first: int, last: int) -> set[tuple[int, int]]:
    return {(n, n + 1) for n in range(first, last)}


def test_what_pairs_of_one_event_share_weighs_for_one_event() -> None:
    learnt = train(table((ALIKE, 40), ({}, 400)), pairs(0, 40), pairs(40, 440))
    for trait, level in ALIKE.items():
        assert learnt.levels[trait][level] > 0 > learnt.levels[trait][PLAIN[trait]]
    assert learnt.prior < 0


def test_traits_that_always_go_together_share_their_weight() -> None:
    one = train(table(({"place": "same"}, 40), ({}, 400)), pairs(0, 40), pairs(40, 440))
    both = {"place": "same", "words": "30-44"}
    two = train(table((both, 40), ({}, 400)), pairs(0, 40), pairs(40, 440))
    assert 0 < two.levels["place"]["same"] < one.levels["place"]["same"]


def test_pairs_of_which_nothing_is_known_teach_nothing() -> None:
    known = table((ALIKE, 40), ({}, 400))
    more = table((ALIKE, 40), ({}, 400), (ALIKE | {"place": "near"}, 300))
    assert train(more, pairs(0, 40), pairs(40, 440)) == train(known, pairs(0, 40), pairs(40, 440))


def test_few_rulings_move_the_weights_little_and_many_move_them_far() -> None:
    start = shipped()

    def moved(times: int) -> int:
        plain = table(({"place": "far"}, times), (ALIKE, times))
        learnt = train(plain, pairs(0, times), pairs(times, 2 * times), start=start)
        return learnt.levels["place"]["far"] - start.levels["place"]["far"]

    assert 0 < moved(20) < moved(2000)


def test_levels_that_no_pair_has_keep_the_weight_they_had() -> None:
    start = shipped()
    learnt = train(table((ALIKE, 40), ({}, 400)), pairs(0, 40), pairs(40, 440), start=start)
    assert learnt.levels["cause"]["same"] == start.levels["cause"]["same"]


@pytest.mark.parametrize(("same", "differ"), [(3, 100), (100, 3), (0, 0)])
def test_too_little_to_learn_from_is_refused(same: int, differ: int) -> None:
    with pytest.raises(UsageError, match="5 of each are needed"):
        train(table((ALIKE, 100), ({}, 100)), pairs(0, same), pairs(100, 100 + differ))


def test_weights_are_read_back_as_written() -> None:
    assert read_weights(write(shipped(), "A note.\nTwo lines."), "here") == shipped()
    assert set(shipped().levels) == set(TRAITS)
    assert isinstance(shipped(), Weights)


@pytest.mark.parametrize("text", ["prior = 1", "prior = 1.5\n[words]", "= 3"])
def test_weights_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(PackError, match=r"mine\.toml"):
        read_weights(text, "mine.toml")
