"""Records of one person are found, whatever the script, and people's rulings bind."""

import importlib.util
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest

from oversikt.errors import UsageError
from oversikt.lists import Declaration, Listed, independent
from oversikt.lists.linkage import Linkage, linked
from oversikt.records import Decision

from .crowd import GIVEN, crowd, listed, only

PEOPLE = crowd(300)
HERE = listed(PEOPLE, "here", 0.7, 1)
THERE = listed(PEOPLE, "there", 0.6, 2)
THIRD = listed(PEOPLE, "third", 0.5, 3)


def said(*names: str, **more: bool) -> dict[str, Declaration]:
    return {name: Declaration(name, f"makers of {name}", "asking", **more) for name in names}


def pairs(found: Linkage) -> set[frozenset[str]]:
    return {
        frozenset((one.mark, other.mark))
        for group in found.persons().values()
        for one, other in itertools.combinations(group, 2)
    }


def true(*lists: Sequence[Listed]) -> set[frozenset[str]]:
    rows = [row for one in lists for row in one]
    by: dict[str, list[str]] = {}
    for row in rows:
        by.setdefault(row.rec, []).append(row.mark)
    return {frozenset(p) for marks in by.values() for p in itertools.combinations(marks, 2)}


@pytest.fixture(scope="module")
def found() -> Linkage:
    """Three lists, linked."""
    return linked([*HERE, *THERE, *THIRD], said("here", "there", "third"))


def quality(found: Linkage, truth: set[frozenset[str]]) -> tuple[float, float]:
    told = pairs(found)
    return len(told & truth) / max(len(told), 1), len(told & truth) / len(truth)


def test_people_on_three_lists_are_found(found: Linkage) -> None:
    precision, recall = quality(found, true(HERE, THERE, THIRD))
    assert precision > 0.97
    assert recall > 0.97


@pytest.mark.parametrize(("one", "other"), [(0, 0), (1, 1), (0, 1)])
def test_people_are_found_within_a_script_and_across(one: int, other: int) -> None:
    rows = [*only(HERE, one), *only(THERE, other)]
    precision, recall = quality(linked(rows, said("here", "there")), true(HERE, THERE))
    assert precision > 0.95
    assert recall > 0.92


def test_the_order_of_rows_and_lists_changes_nothing(found: Linkage) -> None:
    rows = [*THIRD, *HERE, *THERE]
    random.Random(3).shuffle(rows)  # noqa: S311 - no secret
    again = linked(rows, said("third", "here", "there"))
    assert list(again.reasons()) == list(found.reasons())
    assert again.persons() == found.persons()


ELSEWHERE = """
import json, sys
from oversikt.lists import Declaration, Listed
from oversikt.lists.linkage import linked
rows = [Listed.from_json(*row) for row in json.load(sys.stdin)]
said = {row.on: Declaration(row.on, 'A', 'asking') for row in rows}
found = linked(rows, said, engine=sys.argv[1])
print(json.dumps([list(found.reasons()), list(found.person)]))
"""


def elsewhere(engine: str) -> str:
    """What another process finds of the three lists."""
    rows = [(r.on, r.rec, r.to_json()) for r in [*HERE, *THERE, *THIRD]]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, engine], input=json.dumps(rows), capture_output=True,
        text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"},
    )  # fmt: skip
    return done.stdout


def test_another_process_gives_the_same_bytes(found: Linkage) -> None:
    here = [list(found.reasons()), list(found.person)]
    assert elsewhere("duckdb").strip() == json.dumps(here)


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark needs the extra oversikt[spark] and Java; linking on it is not compared here",
)
def test_spark_finds_the_same_persons(found: Linkage) -> None:
    assert json.loads(elsewhere("local[2]"))[1] == list(found.person)


def test_links_tell_why_and_hold_no_name(found: Linkage) -> None:
    told = [json.dumps(link, ensure_ascii=False) for link in found.reasons()]
    one = next(link for link in found.reasons() if link["linked"])
    told += found.explained(one["one"], one["other"])
    assert any("the same letters" in line for line in told)
    words = {word for name, ways in GIVEN.items() for word in (name, *ways)}
    assert not [line for line in told if any(word in line for word in words)]
    assert "Mohammed" not in repr(found)


def test_rulings_bind_whatever_the_weights_say(found: Linkage) -> None:
    linkd = next(link for link in found.reasons() if link["linked"])
    apart = next(
        (one.mark, other.mark)
        for one, other in zip(HERE, reversed(THERE), strict=False)
        if one.rec != other.rec and one.sex != other.sex
    )
    rulings = [
        Decision("1", "different", (linkd["one"], linkd["other"]), None, "A", "2013", "two graves"),
        Decision("2", "same", apart, None, "A", "2013", "the widow told us"),
        Decision("3", "same", ("here:0", "gone:1"), None, "A", "2013", "a list since removed"),
    ]
    again = linked([*HERE, *THERE, *THIRD], said("here", "there", "third"), rulings)
    assert frozenset((linkd["one"], linkd["other"])) not in pairs(again)
    assert frozenset(apart) in pairs(again)
    assert again.lost == ("gone:1",)
    for drawn in again.drawn(3, seed=1):
        persons = again.persons(drawn)
        home = {row.mark: name for name, group in persons.items() for row in group}
        assert home[linkd["one"]] != home[linkd["other"]]
        assert home[apart[0]] == home[apart[1]]


def test_nobody_stands_twice_on_a_list_said_to_be_without_doubles() -> None:
    twice = [*HERE, *(replace(row, rec=f"again{row.rec}") for row in HERE[:40])]
    free = linked([*twice, *THERE], said("here", "there"))
    bound = linked([*twice, *THERE], said("here", "there", unique=True))

    def doubles(found: Linkage) -> int:
        groups = found.persons().values()
        return sum(len([r for r in group if r.on == "here"]) > 1 for group in groups)

    assert doubles(free) > 30
    assert doubles(bound) == 0


def test_groupings_are_drawn_anew_by_the_seed_and_near_the_best() -> None:
    vague = [replace(row, age=None, date=None, place=None) for row in [*only(HERE, 0), *THERE]]
    found = linked(vague, said("here", "there"))
    one, two = list(found.drawn(2, seed=5)), list(found.drawn(2, seed=5))
    assert one == two
    assert list(found.drawn(2, seed=6)) != one
    moved = sum(a != b for a, b in zip(one[0], found.person, strict=True))
    assert 0 < moved < 0.1 * len(found.person)


def test_two_strangers_and_nobody_at_all_can_be_linked() -> None:
    assert linked([], {}).persons() == {}
    rows = [Listed("a", "1", ("Kari Nordmann",)), Listed("b", "1", ("سعيد خالد",), 4, "male")]
    assert len(linked(rows, said("a", "b")).persons()) == 2


def test_a_mark_stands_for_one_record() -> None:
    with pytest.raises(UsageError, match="one mark"):
        linked([HERE[0], HERE[0]], said("here"))


def test_releases_and_copies_count_as_one_list() -> None:
    lists = {
        "a": Declaration("a", "A", "asking"),
        "a2": Declaration("a2", "A", "asking", release_of="a"),
        "b": Declaration("b", "B", "asking", draws_on=("a2",)),
        "c": Declaration("c", "C", "asking"),
        "d1": Declaration("d1", "D", "asking", release_of="d"),
        "d2": Declaration("d2", "D", "asking", release_of="d"),
    }
    assert independent(lists) == {
        "a": "a+a2+b", "a2": "a+a2+b", "b": "a+a2+b", "c": "c", "d1": "d1+d2", "d2": "d1+d2",
    }  # fmt: skip
