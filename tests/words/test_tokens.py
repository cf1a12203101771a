"""Sentences and words are cut so that every offset counts in the text as it came in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.words.tokens import LONGEST, TOKEN, fold, sentences

ABBREVIATIONS = frozenset({"mr", "gen"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4,928 dead", ["4,928", "dead"]),
        ("180.000 flyktet", ["180.000", "flyktet"]),
        ("1 048 000 people", ["1 048 000", "people"]),
        ("2017 300 soldiers", ["2017", "300", "soldiers"]),
        ("п'ять людей", ["п'ять", "людей"]),
        ("l'attaque", ["l", "'", "attaque"]),
        ("300–500", ["300", "–", "500"]),
        ("قصـ.ـف", ["قصـ.ـف"]),
        ("في السويديةاستشهد", ["في", "السويدية", "استشهد"]),
        ("مدرسةً", ["مدرسةً"]),
        ("Publicاستشهد", ["Public", "استشهد"]),
        ("&#34;Azaz&#34;", ["&#34;", "Azaz", "&#34;"]),
        ("", []),
    ],
)
def test_words_and_numbers_are_whole(text: str, words: list[str]) -> None:
    assert TOKEN.findall(text) == words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Killed", "killed"),
        ("Ещё", "еще"),
        ("п’ять", "п'ять"),
        ("قُتِلَ", "قتل"),
        ("قصـ.ـف", "قصف"),
        ("مدرسة", "مدرسه"),
        ("Så", "så"),
    ],
)
def test_folding_takes_off_optional_marks_only(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three died. Two fled.", ["Three died.", "Two fled."]),
        ("Mr. Smith died. Two fled.", ["Mr. Smith died.", "Two fled."]),
        ("J. Smith died.", ["J. Smith died."]),
        ("Headline\nThree died", ["Headline", "Three died"]),
        ("بلغ العدد 13. قال الناطق", ["بلغ العدد 13.", "قال الناطق"]),
        ("“Three died!” She wept.", ["“Three died!”", "She wept."]),
        ("About 3.5 km away.", ["About 3.5 km away."]),
        ("  \n \n", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, told: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, ABBREVIATIONS)] == told


def test_hard_wrapped_text_keeps_its_sentences_whole() -> None:
    line = "three people were killed when shells fell on the market of a town"
    text = "\n".join([line] * 5)
    assert len(list(sentences(text, ABBREVIATIONS))) == 1


@given(st.text())
def test_sentences_lie_in_order_and_lose_nothing_but_blanks(text: str) -> None:
    spans = list(sentences(text, ABBREVIATIONS))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(0 < b - a <= LONGEST for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.text())
def test_words_leave_out_blanks_alone(text: str) -> None:
    assert "".join("".join(TOKEN.findall(text)).split()) == "".join(text.split())


@given(st.text(alphabet="أإآاىيةهـكcdéЁёе’'", max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
