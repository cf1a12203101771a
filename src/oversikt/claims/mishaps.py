"""What befell people by accident or disease makes no claim; what violence did beside it does.

"Rebels killed two farmers, and nine children died of cholera" tells of two. Nor does an accident of another
sentence take "11 soldiers were killed in the attack" away.
"""

from collections.abc import Iterable, Mapping, Sequence

from oversikt.claims.making import Draft
from oversikt.harm.harm import Harm
from oversikt.sentences.quotes import reach
from oversikt.sentences.sentence import Sentence

#: What tells of violence without a weapon: "attack", "ambush".
_VIOLENT = frozenset({"violence", "date_attack"})
#: A word of violence tells of the harm of its own sentence and of so many after it.
_NEAR = 1


def fought_at(sentence: Sentence, before: int) -> int:
    """Return the number of the last sentence that tells of violence, before an accident is told.

    Args:
        sentence: The sentence that was read last.
        before: The number that was known before it.
    """
    if sentence.has("accident"):
        return -_NEAR - 1
    return before if _VIOLENT.isdisjoint(sentence.present) else sentence.spot.number


def by_violence(one: Draft, fought: int) -> bool:
    """Does violence keep a claim in a report of an accident: "rebels killed two farmers", "eleven were
    killed in the attack"?

    Args:
        one: A claim of the sentence that was read last, or one kept before.
        fought: The number of the last sentence that tells of violence.
    """
    return one.violent or done(one) or 0 <= one.sentence - fought <= _NEAR


def done(one: Draft) -> bool:
    """Does a claim tell whom somebody harmed, civilians or armed: "rebels killed two farmers"?"""
    return one.actor is not None and one.harm.form == "inflicted" and one.status != "unknown"


def beside_mishap(
    sentence: Sentence, harms: Sequence[Harm], made: Mapping[int, Draft]
) -> list[Draft]:
    """Return the claims of a sentence with a word of accident that are not of the accident.

    They are those that somebody did, who did not do the accident too ("a driver killed two in a crash
    and hurt three"), or to whom a word of violence stands nearer: "five died in the attack, and three
    others died in a road accident".

    Args:
        sentence: The sentence.
        harms: Its harms.
        made: The claims made of them, by their positions.
    """
    ill = _owners(sentence, harms, made, frozenset({"accident"}))
    hit = _owners(sentence, harms, made, _VIOLENT) - ill
    guilty = {made[k].actor for k in ill if harms[k].form == "inflicted"}
    kept: list[Draft] = []
    for k, one in made.items():
        whole = harms[k].part_of
        if whole is not None and whole in made:
            spared = any(made[whole] is d for d in kept)
        else:
            spared = k not in ill and (k in hit or (_acted(one) and one.actor not in guilty))
        if spared:
            one.violent = True
            kept.append(one)
    return kept


def _acted(one: Draft) -> bool:
    """Does a claim tell who did it: "rebels killed 50 men"?"""
    return one.actor is not None and one.harm.form in ("inflicted", "event")


def _owners(
    sentence: Sentence, harms: Sequence[Harm], made: Iterable[int], tags: frozenset[str]
) -> set[int]:
    """Positions of the harms that stand nearest to the words with one of some tags; of two as near, both."""
    wholes = [k for k in made if harms[k].part_of is None]
    owners: set[int] = set()
    for at in (k for k, x in enumerate(sentence.items) if not tags.isdisjoint(x.tags)):
        away = {k: _away(harms[k], at) for k in wholes}
        owners |= {k for k in wholes if away[k] == min(away.values())}
    return owners


def _away(harm: Harm, at: int) -> int:
    """How many words a position is from a harm's people and verb."""
    first, last, _ = reach(harm)
    return max(first - at, at - last, 0)
