"""The alarm hears every word that may tell of harm, wherever it stands, and few others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.words.alarm import Alarm
from oversikt.words.marks import cut, mark
from oversikt.words.pack import load
from oversikt.words.tokens import fold, folded

WORDS = Alarm(["killed", "wounded", "%"])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Two were killed.", [14]),
        ("KILLED: two (wounded)", [5, 19]),
        ("skilled workers, unwounded", []),
        ("killed3 and 3killed", [5, 18]),
        ("5% and %a", [1, 7]),
        ("", []),
    ],
)
def test_whole_words_are_heard(text: str, ends: list[int]) -> None:
    assert WORDS.places(text) == (ends, ends, True)


def test_the_end_of_a_compound_is_heard_where_the_language_makes_them() -> None:
    assert Alarm([], ["drept"]).places("massedrept, dreptes").ends == [9]
    assert Alarm(["drept"]).places("massedrept, dreptes").ends == []


def test_a_word_under_a_prefix_is_heard_where_the_language_writes_them_on() -> None:
    assert Alarm(["قتل"], prefixed=True).places("وقتل")[0] == [3]
    assert Alarm(["قتل"]).places("وقتل")[0] == []


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("He took his own life.", True),
        ("It took his\n  own life", True),
        ("It took life", False),
        ("life", False),
        ("the toll rose", True),
        ("the \t toll", True),
        ("a toll", False),
    ],
)
def test_a_phrase_is_heard_by_a_word_and_the_word_beside_it(text: str, *, rings: bool) -> None:
    alarm = Alarm([], [], {("took", "his", "own", "life"): 0, ("the", "toll"): 1})
    assert bool(alarm.places(text)[0]) is rings


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("Two came, it is said, to harm.", True),
        ("came.\nTo harm", True),
        ("came.\n\nTo harm", False),
        ("harm came", False),
        ("came" + " home" * 300 + " harm", False),
        ("Lost, it seems, their lives", True),
        ("their lives were lost", False),
        ("lives", False),
    ],
)
def test_an_entry_with_a_gap_is_heard_where_both_parts_stand_in_their_order(
    text: str, *, rings: bool
) -> None:
    alarm = Alarm([], gaps=[("came", "harm", True), ("lost", "lives", False)])
    assert bool(alarm.places(text)[0]) is rings


@pytest.mark.parametrize("text", ["قُتِل رجل", "قتـل رجل", "уби́т"])
def test_letters_that_folding_moves_are_told(text: str) -> None:
    heard = Alarm(["قتل", "убит"]).places(text)
    assert heard.ends
    assert not heard.kept


def test_an_alarm_without_words_hears_nothing() -> None:
    assert Alarm([]).places("killed") == ([], [], True)


def test_a_weak_word_is_loud_beside_others_alone() -> None:
    alarm = Alarm(["killed", "percent"], weak={"percent"})
    assert alarm.places("up nine percent") == ([14], [], True)
    assert alarm.places("killed, nine percent").loud


@given(st.text(alphabet="aA\u00c5\u0130\u0451\u2019\u0301\u0640\u0623\u0649\u064b. *_-1"))
def test_a_text_is_folded_as_its_words_are(text: str) -> None:
    """But for tatweels, which join words here and are cut out of one word there."""
    if "\u0640" not in text:
        assert folded(text) == fold(text)


PARTS = st.sampled_from(
    ["killed", "Three", "were", "people", "shot", "dead", ". ", "\n", " ", " ", " ", "took", "his",
     "own", "life", "%", "12", "-", "’", "massive", "skilled", "death toll", "İ", "e\u0301"]
)  # fmt: skip


NORWEGIAN = st.sampled_from(
    ["kommer", "Tre", "menn", "døde", "til", "skade", "livet", "mistet", ". ", "\n", " ", " ", " ",
     "tok", "hjem", "5", "å", "ett", "masse", "drept", "omkom"]
)  # fmt: skip


@given(st.lists(NORWEGIAN).map("".join))
def test_whatever_marks_as_harm_with_a_gap_is_heard(text: str) -> None:
    pack = load("nb")
    if any("harm" in item.tags for item in mark(text, cut(text, 0, len(text), pack))):
        assert pack.alarm.places(text)[0]


@given(st.lists(PARTS).map("".join))
def test_whatever_marks_as_harm_is_heard(text: str) -> None:
    pack = load("en")
    if any("harm" in item.tags for item in mark(text, cut(text, 0, len(text), pack))):
        assert pack.alarm.places(text)[0]
