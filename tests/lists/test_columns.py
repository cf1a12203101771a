"""A list is read by its header, and what is wrong in a row is named without the person's name."""

import gzip
from pathlib import Path

import pytest

from oversikt.errors import InputError, UsageError
from oversikt.lists import Listed, mapped, read
from oversikt.records import Skipped

HEADER = "Nr,Full name,Age,Gender,Date,Place,Source\n"


def rows(path: Path, **given: str) -> list[Listed | Skipped]:
    return list(read(path, "a", mapped(path, given)))


def test_columns_are_known_by_their_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "7,Kari  Nordmann,31,F,2013-06-17,Nordby,radio\n", "utf-8")
    assert rows(path) == [
        Listed("a", "7", ("Kari Nordmann",), 31, "female", "2013-06-17", "Nordby",
               {"Source": "radio"}),
    ]  # fmt: skip
    assert "kept as they are: Source" in str(mapped(path, {}))


def test_parts_in_columns_of_their_own_make_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("given,family,الاسم الكامل\nKari,Nordmann,\nOla,,سعيد خالد\n", "utf-8")
    found = rows(path)
    assert [one.names for one in found] == [("Kari Nordmann",), ("سعيد خالد",)]


def test_what_a_row_says_wrongly_is_named_by_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    body = "1,Kari Nordmann,old,F,17/6,Nordby,\n2,,4,M,,,\n1,Ola Nordmann,4,M,,,\n3,Per,,x,,,\n"
    path.write_text(HEADER + body, "utf-8")
    found = rows(path)
    people = [one for one in found if isinstance(one, Listed)]
    said = [str(one) for one in found if isinstance(one, Skipped)]
    assert [(one.rec, one.age, one.date) for one in people] == [
        ("1", None, None),
        ("3", None, None),
    ]
    assert [line.split(": ")[0].rsplit(":")[-1] for line in said] == ["2", "2", "3", "4", "5"]
    assert not any("Nordmann" in line for line in said)


@pytest.mark.parametrize(
    ("page", "given", "reason"),
    [
        ("when,where\n", {}, "no column is known to hold names"),
        ("name\n", {"name": "navn"}, "no such column"),
        ("name\n", {"height": "name"}, "no such field"),
    ],
)
def test_a_mapping_that_cannot_be_is_wrong_usage(
    tmp_path: Path, page: str, given: dict[str, str], reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(page, "utf-8")
    with pytest.raises(UsageError, match=reason):
        mapped(path, given)


def test_a_packed_list_is_read_and_a_broken_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "1,Kari,3,F,,,\n").encode()))
    assert len(rows(path)) == 1
    path.write_bytes(b"no gzip")
    with pytest.raises(InputError, match="no CSV"):
        mapped(path, {})
    plain = tmp_path / "b.csv"
    plain.write_bytes(b"name,age\n" + b"Kari,3\n" * 9000 + b"\xff\xfe,4\n")
    assert "UTF-8" in str(rows(plain)[-1])
