"""The sentences that careful people wrote for each language are read as they read them.

``open_gold.toml`` lists what is not read rightly yet. The list only shrinks: a listed sentence that
passes fails the test until it is taken off, which ``python tools/open_gold.py`` does.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import oversikt
from oversikt.claims import Reader
from oversikt.records import Claim, Report

PACKS = Path(oversikt.__file__).parent / "languages"
OPEN = Path(__file__).with_name("open_gold.toml")
LANGUAGES = sorted(path.parent.name for path in PACKS.glob("*/gold.toml"))
DEFAULTS = {"victim_status": "unknown", "scope": "incident", "modality": "asserted"}
WRITTEN = (
    "date_start", "date_end", "date_precision", "date_phrase", "cause", "actor", "sex",
    "age_group", "affiliation", "unit", "field",
)  # fmt: skip

Gold = Mapping[str, Any]


@cache
def reader() -> Reader:
    return Reader()


def gold_of(code: str) -> list[Gold]:
    """Return the gold sentences of a language."""
    text = (PACKS / code / "gold.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["gold"])


def bounds(gold: Gold) -> tuple[int | None, int | None]:
    """Return the ends that a gold claim means: "exact" and "about" write the low one only."""
    low, high = gold.get("low"), gold.get("high")
    if gold["quantifier"] in ("exact", "about"):
        high = low if high is None else high
    if gold["quantifier"] == "none":
        return 0, 0
    if gold["quantifier"] in ("at_most", "fewer_than"):
        low = 0 if low is None else low
    return low, high


def fits(gold: Gold, claim: Claim, sentence: Gold) -> bool:
    """Does a claim say what a gold claim says, its links aside?"""
    if (claim.measure, claim.quantifier) != (gold["measure"], gold["quantifier"]):
        return False
    if (claim.low, claim.high) != bounds(gold):
        return False
    if any(getattr(claim, name) != gold.get(name, plain) for name, plain in DEFAULTS.items()):
        return False
    if any(name in gold and getattr(claim, name) != gold[name] for name in WRITTEN):
        return False
    place = claim.place
    if "place" in gold and (place is None or gold["place"] not in (place.name, place.phrase)):
        return False
    if "country" in gold and (place is None or place.country != gold["country"]):
        return False
    speaker = claim.attribution[-1].name if claim.attribution else None
    if "attribution" in gold and speaker != gold["attribution"]:
        return False
    return overlaps(gold["quote"], claim, sentence[claim.field])


def overlaps(quote: str, claim: Claim, told: str) -> bool:
    """Does any place where the quote stands share a character with what the reader quotes?"""
    at = told.find(quote)
    while at >= 0:
        if at < claim.end and claim.start < at + len(quote):
            return True
        at = told.find(quote, at + 1)
    return False


def pairings(
    golds: list[Gold], claims: tuple[Claim, ...], sentence: Gold, taken: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """Yield every way to give each gold claim a claim of its own that fits it."""
    if len(taken) == len(golds):
        yield taken
        return
    for position, claim in enumerate(claims):
        if position not in taken and fits(golds[len(taken)], claim, sentence):
            yield from pairings(golds, claims, sentence, (*taken, position))


def linked(golds: list[Gold], claims: tuple[Claim, ...], pairing: tuple[int, ...]) -> bool:
    """Are the same claims parts of, and the same as, one another?"""
    for link in ("part_of", "same_as"):
        for gold, position in zip(golds, pairing, strict=True):
            wanted = claims[pairing[gold[link]]].id if link in gold else None
            if getattr(claims[position], link) != wanted:
                return False
    return True


def is_read(code: str, sentence: Gold) -> bool:
    """Is a gold sentence read exactly as its author read it?"""
    report = Report(
        id="gold",
        text=sentence["text"],
        title=sentence.get("title"),
        published=sentence.get("published"),
        language=code,
    )
    claims = reader().read(report).claims
    golds = list(sentence["claims"])
    if len(claims) != len(golds):
        return False
    return any(linked(golds, claims, found) for found in pairings(golds, claims, sentence))


def failing(code: str) -> set[str]:
    """Return what those sentences show that are not read rightly."""
    return {one["shows"] for one in gold_of(code) if not is_read(code, one)}


def still_open(code: str) -> list[str]:
    """Return what ``open_gold.toml`` lists for a language."""
    listed: list[str] = tomllib.loads(OPEN.read_text(encoding="utf-8")).get(code, [])
    return listed


@pytest.mark.parametrize("code", LANGUAGES)
def test_gold_sentences_are_read_rightly_but_for_the_open_ones(code: str) -> None:
    listed = set(still_open(code))
    unknown = listed - {one["shows"] for one in gold_of(code)}
    assert not unknown, f"open_gold.toml names sentences that gold lacks: {sorted(unknown)}"
    wrong = failing(code)
    assert not wrong - listed, f"no longer read rightly: {sorted(wrong - listed)}"
    assert not listed - wrong, f"read rightly now, take them off: {sorted(listed - wrong)}"


def test_open_sentences_stand_once_and_belong_to_a_language_with_gold() -> None:
    table = tomllib.loads(OPEN.read_text(encoding="utf-8"))
    assert set(table) <= set(LANGUAGES)
    for listed in table.values():
        assert listed == sorted(set(listed))


@pytest.mark.parametrize("code", LANGUAGES)
def test_days_of_gold_are_days(code: str) -> None:
    for one in gold_of(code):
        for claim in one["claims"]:
            for name in ("date_start", "date_end"):
                if name in claim:
                    date.fromisoformat(claim[name])
