"""The supplement's file is well formed, and its index was built from it."""

from importlib import resources
from pathlib import Path

import pytest

from oversikt.errors import PackError
from oversikt.places.gazetteer import keys_of
from oversikt.places.index import Index, write
from oversikt.places.supplement import read_supplement

_ROOM = Path(str(resources.files("oversikt.places")))


def test_the_committed_index_is_what_the_supplement_gives(tmp_path: Path) -> None:
    base = Index(_ROOM / "gazetteer.bin")
    named = list(read_supplement(_ROOM / "supplement.tsv", base))
    keys: dict[str, tuple[str, ...]] = {}
    for item in named:
        for name in item.names:
            keys[name] = tuple({*keys.get(name, ()), *keys_of(name, item.entry.country)})
    write(tmp_path / "s.bin", named, keys)
    built = (_ROOM / "supplement.bin").read_bytes()
    assert (tmp_path / "s.bin").read_bytes() == built, "run: python tools/places.py supplement"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("city\tIQ\tIQ-NI", "3 columns"),
        ("town\tIQ\t-\t1\t2\t3\tX\t-", "no such kind"),
        ("city\tIQ\t-\tnorth\t2\t3\tX\t-", "could not convert"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "supplement.tsv"
    file.write_text(f"# words\n{line}\n", "utf-8")
    base = Index(_ROOM / "supplement.bin")
    with pytest.raises(PackError, match=rf"supplement\.tsv:2: .*{reason}"):
        list(read_supplement(file, base))
