"""The index file gives back what was written into it, and says so when it is damaged."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversikt.errors import StoreError
from oversikt.places.gazetteer import keys_of
from oversikt.places.index import Entry, Index, Named, write

_TOWN = Entry("Hajin", "city", "SY", "SY-DY", "Deir ez-Zor", 34.69, 40.83, 20000, 123)


def _written(path: Path, named: list[Named]) -> Index:
    keys = {n: keys_of(n, item.entry.country) for item in named for n in item.names}
    write(path, named, keys)
    return Index(path)


def test_an_entry_comes_back_whole(tmp_path: Path) -> None:
    index = _written(tmp_path / "a.bin", [Named(_TOWN, ("Hajin", "هجين", "Abu Kamal road"))])
    hit = index.find("هجين")
    assert hit is not None
    assert hit.entries == (_TOWN,)
    head = index.find("abu")
    assert head is not None
    assert (head.entries, head.longest) == ((), 3)
    assert index.find("kamal") is None


@settings(max_examples=25)
@given(st.dictionaries(st.text("abcdeхіد", min_size=1, max_size=6), st.integers(1, 9), max_size=30))
def test_every_name_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, names: dict[str, int]
) -> None:
    named = [Named(Entry(n, "city", "IQ", population=p), (n,)) for n, p in names.items()]
    index = _written(tmp_path_factory.mktemp("index") / "x.bin", named)
    for name in names:
        for key in keys_of(name, "IQ"):
            hit = index.find(key)
            assert hit is not None
            assert name in {entry.name for entry in hit.entries}
    assert index.find("qqqq") is None


def test_the_same_places_make_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    named = [Named(Entry(n, "city", "IQ"), (n,)) for n in ("Kut", "Hit", "Anah")]
    _written(tmp_path / "a.bin", named)
    _written(tmp_path / "b.bin", named[::-1])
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()


@pytest.mark.parametrize("damage", [b"", b"not a gazetteer at all", None])
def test_a_damaged_file_is_refused_with_one_line(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "a.bin"
    _written(path, [Named(_TOWN, ("Hajin",))])
    path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    with pytest.raises(StoreError, match=r"a\.bin"):
        Index(path)
