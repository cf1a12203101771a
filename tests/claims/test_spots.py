"""What is passed over unread would have told nothing."""

import tomllib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oversikt
from oversikt.claims import Reader
from oversikt.claims.spots import listened, parts, ringing
from oversikt.records import Report
from oversikt.sentences.sentence import Field, Sentence, Spot
from oversikt.words.pack import load

PIECES = st.sampled_from(
    ["Three were killed", "The road is open", "Mr", ". ", "? ", "\n", "\n\n", " \n \n", " ", "1",
     "up nine percent", "a wounded man", "(", "\u2028", "\ufeff"]
)  # fmt: skip


def fresh(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Leave out the long sentences of a field that stand in it once more."""
    seen: set[str] = set()
    for spot in spots:
        words = spot.text[spot.start : spot.end]
        if len(words) < 60 or words not in seen:
            yield spot
        seen.add(words)


@given(st.lists(PIECES).map("".join), st.none() | st.just("Two killed"))
def test_what_rings_is_what_tells(text: str, title: str | None) -> None:
    pack = load("en")
    fields = listened(Report("r", text, title), pack)
    whole = [spot for part in parts(fields, pack, {}) for spot in part if spot.tells]
    rings = [
        spot for one in fields for spot in fresh(ringing(one, one.heard.ends, pack)) if spot.tells
    ]
    assert [s[:4] for s in rings] == [s[:4] for s in whole]
    assert [s.items for s in rings] == [s.items for s in whole]


def test_a_report_without_a_word_of_harm_is_not_cut() -> None:
    assert listened(Report("r", "The road is open."), load("en")) == []


CAPTION = "Officers stand by a house in Dayton where two people were shot dead on Sunday."


def test_a_caption_is_told_once() -> None:
    text = f"{CAPTION}\n\n{CAPTION}\n\nOne man was wounded.\n\n{CAPTION}"
    claims = Reader().read(Report("r", text, language="en")).claims
    assert [(c.measure, c.low) for c in claims] == [("killed", 2), ("wounded", 1)]


def test_a_headline_that_the_text_prints_again_is_told_once() -> None:
    title = "Gunmen kill three guards at a bakery in Dayton on Sunday"
    report = Report("r", f"{title}\n\nThe guards stood outside.", title=title, language="en")
    assert [(c.field, c.low) for c in Reader().read(report).claims] == [("title", 3)]


def test_the_number_of_a_picture_is_none_of_its_caption() -> None:
    text = " ".join(f"Image {k} of 3 {CAPTION}" for k in (1, 2, 3))
    claims = Reader().read(Report("r", text, language="en")).claims
    assert [(c.measure, c.low) for c in claims] == [("killed", 2)]


def test_short_sentences_may_tell_of_other_events() -> None:
    text = "Basra, Monday: Two people were killed.\n\nTwo people were killed.\n\nTwo people were killed."
    assert len(Reader().read(Report("r", text, language="en")).claims) > 1


class Thorough(Reader):
    """A reader that reads every report whole in which a word of harm rings."""

    def _looked(self, *_: object) -> dict[tuple[Field, int], Sentence]:
        return {}


PACKS = Path(oversikt.__file__).parent / "languages"


@pytest.mark.parametrize("code", sorted(path.parent.name for path in PACKS.glob("*/gold.toml")))
def test_a_report_that_is_not_read_whole_claims_nothing(code: str) -> None:
    reader, thorough = Reader(), Thorough()
    gold = tomllib.loads((PACKS / code / "gold.toml").read_text(encoding="utf-8"))["gold"]
    texts = [one["text"] for one in gold]
    for text in [*texts, *(f"{a}\n\n{b}" for a, b in pairwise(texts))]:
        report = Report("r", text, published="2017-07-02", language=code)
        assert reader.read(report).claims == thorough.read(report).claims
