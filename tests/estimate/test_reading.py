"""Tables are read from counts and from people, and bad rows are named."""

import json
from pathlib import Path

import pytest

from oversikt import estimate
from oversikt.errors import InputError
from oversikt.estimate import CaptureTable, Membership

EXPECTED = CaptureTable.of("ABC", {"100": 2, "110": 1, "011": 1})


@pytest.mark.parametrize(
    "text",
    [
        "pattern,count\n100,2\n110,1\n011,1\n",
        "\ufeffpattern,count\r\n011,1\r\n110,1\r\n100,2\r\n",
        "A,B,C,count\n1,0,0,2\n1,1,0,1\n0,1,1,1\n",
        "C,B,A\n0,0,1\n0,,yes\n0,1,1\n1,1,0\n",
        "person,list\np,A\nq,A\nr,A\nr,B\nr,B\ns,B\ns,C\n",
        json.dumps(EXPECTED.to_json()),
    ],
)
def test_forms_of_one_table(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    assert estimate.read_table(path) == EXPECTED


def test_strata_from_columns(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("A,B,month,count\n1,0,2017-06,4\n1,1,2017-07,2\n0,1,,3\n", encoding="utf-8")
    assert estimate.read_tables(path, ["month"]) == {
        "2017-06": CaptureTable.of("AB", {"10": 4}),
        "2017-07": CaptureTable.of("AB", {"11": 2}),
        "unknown": CaptureTable.of("AB", {"01": 3}),
    }


def test_lists_that_differ_about_a_person_vote() -> None:
    people = [
        Membership("p", "A", {"place": "Mosul"}),
        Membership("p", "B", {"place": "Tal Afar"}),
        Membership("p", "C", {"place": "Tal Afar"}),
        Membership("q", "A", {"place": ""}),
    ]
    tables = estimate.tables_of(people, ["place"])
    assert tables["Tal Afar"] == CaptureTable.of("ABC", {"111": 1})
    assert tables["unknown"] == CaptureTable.of("ABC", {"100": 1})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pattern,count\n100,2\n10,1\n", "different lengths"),
        ("pattern,count\n100,2\n1a0,1\n", ":3: pattern '1a0'"),
        ("pattern,count\n100,some\n", ":2: count 'some'"),
        ("pattern,count\n000,7\n", ":2: people on no list"),
        ("A,B,name\n1,0,x\n1,0,someone\n", ":3: name is 'someone'"),
        ("person,list\n,A\n", ":2: person is empty"),
        ("A,B\n", "holds no people"),
        ("{oh", "is not JSON"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        estimate.read_table(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("A,B\n1,0\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no column month; it has A, B"):
        estimate.read_tables(path, ["month"])
