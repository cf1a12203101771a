"""Names that a report tells to be in or beside a town are no towns of the same name far away."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from oversikt.claims.marks import Item
from oversikt.claims.sentence import Sentence
from oversikt.claims.where import Named
from oversikt.places import Entry, apart, fold

# Words between a name and the town: "Qahira district, 5 km west of the capital Baghdad" has nine.
_GAP = 9
# A village is no town to go by: common words are names of villages.
_LARGE = 100_000
# What ends the telling of where a name lies: "was flown from London, and near Baghdad …".
_PARTING = {"and", "harm", "say", "cite", "person", "by", "clause"}


def namesakes(read: Sequence[Sentence]) -> dict[str, Sequence[Entry]]:
    """Return the phrases that a report tells to be in or beside a town far from all they may mean.

    A quarter or a village is in few lists, and a town elsewhere often has its name: Kamaliya "east
    of Baghdad" is no Kamalia in Pakistan. What is ruled out where the name is told with its town is
    ruled out in the whole report, so that a headline of the bare name is understood too.

    Args:
        read: The report's sentences.

    Returns:
        For each phrase what its town may mean.
    """
    local = [one for sentence in read for one in _local(sentence)]
    found: dict[str, Sequence[Entry]] = {}
    for one in (one for sentence in read for one in sentence.places if local and one.meanings):
        key = fold(one.phrase)
        for name, towns in local:
            if _named_so(name, key) and apart(one.meanings, towns):
                found.setdefault(one.phrase, towns)
    return found


def _local(sentence: Sentence) -> Iterable[tuple[str, Sequence[Entry]]]:
    """Yield names, folded, with the large towns that they are told to be in or beside."""
    for one, beside in pairwise(sentence.places):
        towns = [e for e in beside.meanings if e.kind == "city" and e.population >= _LARGE]
        if (
            towns
            and beside.first - one.last <= _GAP
            and not (one.meanings and one.meanings[0].kind == "country")
            and _beside(sentence.items, one, beside)
        ):
            yield fold(one.phrase), towns


def _beside(items: Sequence[Item], one: Named, town: Named) -> bool:
    """Do the words between tell that a name lies by a town, or is one of the town's parts?"""
    gap = items[one.last + 1 : town.first]
    between = [tag for item in gap for tag in item.tags]
    if not gap or (not gap[0].tags and gap[0].word.isalpha()):
        return False  # the name goes on: "Wadi" of "Wadi Ain Tarma"
    if _PARTING.intersection(between):
        return False
    if "direction" in between or "near" in between:
        return True
    around = [*items[max(0, one.first - 1) : one.first + 1], *items[one.last + 1 : one.last + 2]]
    kind = any("place_kind" in item.tags for item in around)
    return kind and ("of" in between or "in" in between)


def _named_so(name: str, phrase: str) -> bool:
    """Is a phrase the name, with or without a word for its kind before it?"""
    return name == phrase or name.endswith(f" {phrase}")
