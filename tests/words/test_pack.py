"""A language is a folder of data: what it says wrongly is named, and no Python is touched to add one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.claims import Reader
from oversikt.errors import PackError
from oversikt.records import Report
from oversikt.words import pack
from oversikt.words.lexicon import expand
from oversikt.words.pack import compile_pack, load

TOY = {
    "pack.toml": """
[language]
code = "qx"
name = "Toy"
[endings]
n = ["o", "on"]
[harm.killed]
suffered = ["morat{a,aj}"]
[harm.wounded]
suffered = ["vundat"]
[grammar]
and = ["kaj"]
[quantity]
at_least = ["almen"]
[people.civilian]
many = ["civil<n>"]
[dates.relative]
"hier" = -1
[speech]
verbs = ["dirat"]
[speech.speakers]
official = ["polic"]
""",
    "numbers.toml": '[units]\n"tri" = 3\n"dek" = 10\n[digits]\ngroup = ["."]\ndecimal = ","\n',
    "calendar.toml": '[months]\n"juni" = 6\n[weekdays]\n"lund" = 0\n',
}


def folder(root: Path, **changed: str) -> Path:
    """Write the toy language, with parts of pack.toml added."""
    made = root / "qx"
    made.mkdir()
    for name, text in TOY.items():
        (made / name).write_text(text + changed.get(name.removesuffix(".toml"), ""), "utf-8")
    return made


def test_a_toy_language_is_read_from_its_data_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = compile_pack(folder(tmp_path))
    monkeypatch.setattr(pack, "codes", lambda: ("qx",))
    monkeypatch.setattr(pack, "load", {"qx": toy}.__getitem__)
    text = "Almen tri civilon morataj hier, dirat polic. 1.200 civilo vundat."
    reading = Reader().read(Report("r", text, None, "2017-06-07", "qx"))
    told = [
        (c.measure, c.quantifier, c.low, c.high, c.victim_status, c.date_start)
        for c in reading.claims
    ]
    assert told[0] == ("killed", "at_least", 3, None, "civilian", "2017-06-06")
    assert told[1][:5] == ("wounded", "exact", 1200, 1200, "civilian")
    assert [a.kind for a in reading.claims[0].attribution] == ["official"]


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("\n[weather]\nrain = []\n", "weather"),
        ("\n[things]\nclouds = []\n", "clouds"),
        ("\n[harm.missing]\nlost_at_sea = []\n", "lost_at_sea"),
        ("\n[people.child]\nfew = []\n", "few"),
        ('\n[things]\nunits = ["km<x>"]\n', "<x>"),
        ("\n[things\n", "qx"),
    ],
)
def test_what_the_format_lacks_is_named(tmp_path: Path, added: str, named: str) -> None:
    with pytest.raises(PackError, match=named):
        compile_pack(folder(tmp_path, pack=added))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "calendar.toml").unlink()
    with pytest.raises(PackError, match=r"calendar\.toml"):
        compile_pack(made)


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(PackError, match=r"'xx'.*en"):
        load("xx")


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("kill{,s,ed}", ["kill", "kills", "killed"]),
        ("{was,were} {shot,hit}", ["was shot", "was hit", "were shot", "were hit"]),
        ("civil<n>", ["civilo", "civilon"]),
        ("at least", ["at least"]),
    ],
)
def test_braces_and_endings_are_spelled_out(entry: str, forms: list[str]) -> None:
    assert list(expand(entry, {"n": ["o", "on"]})) == forms


@given(st.text(alphabet=st.characters(exclude_characters="{}<>")))
def test_a_plain_entry_is_itself(entry: str) -> None:
    assert list(expand(entry, {})) == [entry]
