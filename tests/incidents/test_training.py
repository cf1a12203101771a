"""Weights learnt without labels: each kind of evidence teaches the other."""

import pyarrow as pa
import pytest

from oversikt.errors import PackError, UsageError
from oversikt.incidents.compare import TRAITS, read_weights, shipped
from oversikt.incidents.training import train, write

PLAIN = {
    "words": "0-2", "phrases": "none", "outlet": "differ", "days": "22-90, 15+",
    "calendar": "published, other day", "place": "far", "killed": "differ", "wounded": "differ",
    "cause": "differ",
}  # fmt: skip
NAMED = {"phrases": "2-3", "days": "0-1, same", "place": "same", "killed": "same"}
PLACED = {"words": "30-44", "days": "0-1, same", "place": "same", "phrases": "1"}


def table(*kinds: tuple[dict[str, str], int]) -> pa.Table:
    rows = [PLAIN | kind for kind, times in kinds for _ in range(times)]
    plain = [row | {"a": n, "b": n + 1} for n, row in enumerate(rows)]
    return pa.Table.from_pylist(plain)


def test_what_seeds_share_weighs_for_one_event() -> None:
    learnt = train(table((NAMED, 40), (PLACED, 40), ({}, 2000)))
    assert learnt.levels["place"]["same"] > 0 > learnt.levels["place"]["far"]
    assert learnt.levels["words"]["30-44"] > 0 > learnt.levels["words"]["0-2"]
    assert learnt.prior < 0


def test_a_persons_rulings_teach_too() -> None:
    plain = table((NAMED, 40), (PLACED, 40), ({}, 2000))
    ruled = {(n, n + 1) for n in range(100, 160)}
    assert train(plain, same=ruled).levels["place"]["far"] > train(plain).levels["place"]["far"]
    denied = {(n, n + 1) for n in range(15)}
    assert train(plain, differ=denied) != train(plain)


def test_too_little_to_learn_from_is_refused() -> None:
    with pytest.raises(UsageError, match="20 are needed"):
        train(table((NAMED, 3), ({}, 100)))


def test_weights_are_read_back_as_written() -> None:
    assert read_weights(write(shipped(), "A note.\nTwo lines."), "here") == shipped()
    assert set(shipped().levels) == set(TRAITS)


@pytest.mark.parametrize("text", ["prior = 1", "prior = 1.5\n[words]", "= 3"])
def test_weights_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(PackError, match=r"mine\.toml"):
        read_weights(text, "mine.toml")
