"""A GeoNames country dump becomes places of the workspace, or is refused by line."""

from pathlib import Path

import pytest

from oversikt.errors import InputError
from oversikt.places.dump import add_geonames
from oversikt.places.gazetteer import Gazetteer


def _line(gid: int, name: str, others: str, feature: str, population: str = "") -> str:
    kind, code = feature.split(".")
    cells = [str(gid), name, name, others, "35.1", "43.2", kind, code, "IQ", "", "15", "", "", ""]
    return "\t".join([*cells, population, "", "200", "Asia/Baghdad", "2024-01-01"])


def test_villages_divisions_and_bases_are_taken_and_streams_left(tmp_path: Path) -> None:
    dump = tmp_path / "IQ.txt"
    lines = [
        _line(1, "Kafr Example", "كفر المثال,kfr", "P.PPL", "300"),
        _line(2, "Example District", "", "A.ADM2"),
        _line(3, "Example Stream", "", "H.STM"),
        _line(4, "Old Example", "", "P.PPLH"),
    ]
    dump.write_text("\n".join(lines) + "\n", "utf-8")
    assert add_geonames(dump, tmp_path) == 2
    gazetteer = Gazetteer.load(tmp_path / "places.bin")
    found = gazetteer.match(["كفر", "المثال"], 0, "ar")
    assert found is not None
    village = found[1][0]
    assert (village.geonames_id, village.admin1, village.admin1_name) == (1, "IQ-NI", "Nineveh")
    assert [e.kind for e in gazetteer.find("Example District")] == ["district"]
    assert gazetteer.find("Example Stream") == ()
    assert any(e.geonames_id == 99072 for e in gazetteer.find("Mosul"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\tonly\tthree", "IQ.txt:1: 3 columns"),
        (_line(1, "A", "", "P.PPL").replace("35.1", "north"), "IQ.txt:1: not a GeoNames line"),
        ("", "no place in it"),
    ],
)
def test_what_is_no_dump_is_refused_by_line(tmp_path: Path, text: str, reason: str) -> None:
    dump = tmp_path / "IQ.txt"
    dump.write_text(text, "utf-8")
    with pytest.raises(InputError, match=reason):
        add_geonames(dump, tmp_path)
    assert not (tmp_path / "places.bin").exists()
