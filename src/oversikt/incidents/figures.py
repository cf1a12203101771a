"""Figures: what one report says of one quantity, from its claims.

Parts stand in their whole (``part_of``), a figure told again counts once (``same_as``), and people of
different statuses that one report counts side by side are added.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oversikt.incidents.instants import instant
from oversikt.incidents.mentions import Mention
from oversikt.incidents.parting import parted_in_time
from oversikt.incidents.profiles import Profile
from oversikt.incidents.words import name_words
from oversikt.records import Claim, Measure, VictimStatus

OPEN = ("at_least", "more_than")
TOP_ONLY = ("at_most", "fewer_than")
# A claim of less than this share of the surest one's confidence does not stand beside it: house
# numbers and telephone numbers are read as tolls at half the confidence of tolls.
SURENESS = 0.7
# Below this a figure is as likely misread as read: it bounds high, and low and best only where no
# report gives a surer one.
SURE = 0.5
# Sentences that may end between figures of different statuses that one report counts side by side.
BESIDE = 1
_KNOWN = ("civilian", "security_forces", "militant")
_END = re.compile(r"[.!?؟…]+[\"'»”’)\]]*\s+|\n+")
# Times that a report must tell another figure, of several and of one, to stand for a greater told
# once: of shooting news the killed of .851 of incidents with any are exact, .846 without.
OFTEN = 2
OFTEN_ONE = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """What one report says one quantity is: its least and greatest number, and the claims.

    ``least`` is the least number that a rival speaker in the same report gives, ``most`` the
    greatest that it tells anywhere, if only once. ``added`` tells that it counts only who died later,
    of wounds: no toll, but some beside one. ``fate`` tells why it does not count, where that is
    not its age.
    """

    low: int
    high: int
    most: int
    least: int
    open: bool
    claims: tuple[Claim, ...]
    source: int
    when: str
    order: int
    added: bool = False
    fate: str = ""

    @property
    def sure(self) -> bool:
        """Whether the reader is surer than not of one of its claims."""
        return max(claim.confidence for claim in self.claims) >= SURE


def numbers(claim: Claim, profile: Profile) -> tuple[int, int] | None:
    """Return the least and greatest number that a claim names, ``None`` where it names none."""
    if claim.quantifier == "magnitude":
        number = profile.magnitude(claim.low or 0)
        return None if number is None else (number, number)
    if claim.quantifier in TOP_ONLY:
        return None if claim.high is None else (claim.high, claim.high)
    named = [n for n in (claim.low, claim.high) if n is not None]
    return (min(named), max(named)) if named else None


def measure_of(claim: Claim, profile: Profile) -> Measure:
    """Return the measure that a claim is counted under."""
    if claim.measure == "bodies_found" and profile.bodies == "killed" and claim.cause:
        return "killed"
    return claim.measure


def told(
    mention: Mention,
    measure: Measure,
    profile: Profile,
    place: tuple[int, int],
    statuses: tuple[VictimStatus, ...] = (),
) -> Figure | None:
    """Return what one mention says one measure is, from asserted claims of that measure alone.

    The greatest of its top figures stands, or the usual one where that is told once, unless
    figures of different statuses stand side by side and come to more.

    Args:
        mention: What the report says of the event.
        measure: What is counted.
        profile: The rules.
        place: Number of the mention's source, and its position in the incident.
        statuses: Victims counted; empty means all.
    """
    ids = {claim.id for claim in mention.claims}
    killed = [c for c in mention.claims if measure == "wounded" and c.measure == "killed"]
    dead = [n for c in killed if c.modality == "asserted" for n in _names(mention, c)]
    own = [
        (claim, span)
        for claim in mention.claims
        if measure_of(claim, profile) == measure
        and claim.modality == "asserted"
        and not (dead and claim.high == 1 and _told_dead(mention, claim, dead))
        and _of_whom(claim, statuses)
        and (span := numbers(claim, profile)) is not None
    ]
    late = {name for c in mention.claims if c.died_later for name in (c.id, c.same_as)}
    tolls = [(c, s) for c, s in own if not {c.id, c.same_as} & late - {None}]
    added = not any(s[1] for _, s in tolls)
    if statuses:
        held = {claim.id for claim, _ in own}
        top = [(c, s) for c, s in own if c.part_of not in held and c.same_as not in held]
    else:
        top = [(c, s) for c, s in own if c.part_of not in ids and c.same_as not in ids]
    if not top:
        top = own
    if not top:
        return None
    surest = max(claim.confidence for claim, _ in top)
    top = [(c, s) for c, s in top if c.confidence >= SURENESS * surest]
    greatest = max(top, key=lambda t: (t[1][1], t[1][0], -t[0].start))
    usual = _usual(own, top, greatest)
    chosen = _side_by_side(mention, top, own)
    if _sum(chosen) <= greatest[1][1]:
        chosen = [usual]
    rivals = _rivals(top, usual) if chosen == [usual] else []
    low = sum(span[0] for _, span in chosen)
    return Figure(
        low,
        _sum(chosen),
        max(_sum(chosen), greatest[1][1]),
        min([low, *(span[0] for _, span in rivals)]),
        any(claim.quantifier in OPEN for claim, _ in chosen),
        tuple(claim for claim, _ in chosen + rivals),
        place[0],
        instant(mention.report.published),
        place[1],
        added and any({claim.id, claim.same_as} & late - {None} for claim, _ in chosen),
    )


def _of_whom(claim: Claim, statuses: tuple[VictimStatus, ...]) -> bool:
    """Say whether a claim is of some victims: that no civilian was harmed is no zero of all."""
    if statuses:
        return claim.victim_status in statuses
    return claim.quantifier != "none" or claim.victim_status in ("unknown", "mixed")


def wounded(mention: Mention, profile: Profile, place: tuple[int, int]) -> Figure | None:
    """Return what one mention says of the wounded.

    People of whom it is open who died are wounded but for the dead: of "six people were shot, two
    of them fatally" four are, unless more are told to be wounded.

    Args:
        mention: What the report says of the event.
        profile: The rules.
        place: Number of the mention's source, and its position in the incident.
    """
    found = told(mention, "wounded", profile, place)
    hit = told(mention, "casualties", profile, place)
    dead = told(mention, "killed", profile, place)
    if hit is None or dead is None:
        return found
    left = hit.high - dead.high
    if left <= (found.high if found else 0):
        return found
    named = (*found.claims, *hit.claims, *dead.claims) if found else (*hit.claims, *dead.claims)
    least = found.least if found else left
    most = max(left, found.most if found else 0)
    return replace(hit, low=left, high=left, most=most, least=least, claims=named)


def _told_dead(mention: Mention, claim: Claim, dead: Sequence[frozenset[str]]) -> bool:
    """Say whether a claim names one whom the mention tells dead."""
    return any(name <= one for name in _names(mention, claim) for one in dead)


def _names(mention: Mention, claim: Claim) -> list[frozenset[str]]:
    """Return the words of each name that a claim gives: one wounded may be told dead by name."""
    text = (mention.report.title or "") if claim.field == "title" else mention.report.text
    names = (frozenset(name_words(text[start:end])) for start, end in claim.victim_names)
    return [name for name in names if name]


def _usual(
    own: Sequence[tuple[Claim, tuple[int, int]]],
    top: Sequence[tuple[Claim, tuple[int, int]]],
    greatest: tuple[Claim, tuple[int, int]],
) -> tuple[Claim, tuple[int, int]]:
    """Return the figure that a report tells most often, where it tells the greatest only once.

    News tells its toll in headline, lead and body; a greater one told once below is often misread or
    of an older event. Another of several must be told twice, of one three times and not by name.
    """
    tolls = (t for t in own if not (t[0].part_of or (t[0].same_as and t[0].victim_names)))
    times = Counter(span for _, span in tolls)
    most = max(
        top, key=lambda t: (times[t[1]], t[1][1], t[1][0], t[0].field == "title", -t[0].start)
    )
    often = OFTEN if most[1][1] > 1 else OFTEN_ONE
    once = greatest[0].field == "text" and times[greatest[1]] <= 1
    return most if once and times[most[1]] >= often else greatest


def _side_by_side(
    mention: Mention,
    top: Sequence[tuple[Claim, tuple[int, int]]],
    own: Sequence[tuple[Claim, tuple[int, int]]],
) -> list[tuple[Claim, tuple[int, int]]]:
    """Return the figures of different statuses that the report itself counts beside each other.

    "Two soldiers and three gunmen were killed": of figures that stand together, those that come
    to most. What stands apart is another telling of the same people, or other people. A figure stands
    wherever the report tells it: "Troops kill 17 fighters" heads "17 fighters and five soldiers died".
    """
    told = [(t, [t[0], *(c for c, _ in own if c.same_as == t[0].id)]) for t in top]
    apart = [
        (t, status, stands)
        for t, stands in told
        if (status := next((c.victim_status for c in stands if c.victim_status in _KNOWN), None))
    ]
    best: list[tuple[Claim, tuple[int, int]]] = []
    for _, _, anchor in apart:
        by_status: dict[str, tuple[Claim, tuple[int, int]]] = {}
        for one, status, stands in apart:
            held = by_status.get(status)
            beside = any(_beside(mention, c, other) for c in stands for other in anchor)
            if beside and (held is None or one[1][1] > held[1][1]):
                by_status[status] = one
        if _sum(by_status.values()) > _sum(best):
            best = list(by_status.values())
    return best


def _beside(mention: Mention, claim: Claim, other: Claim) -> bool:
    """Say whether two claims stand in one sentence, or in two that follow each other, and of no two days."""
    if claim.id == other.id:
        return True
    first, last = (claim, other) if claim.start <= other.start else (other, claim)
    text = (mention.report.title or "") if claim.field == "title" else mention.report.text
    if claim.field != other.field or parted_in_time(claim, other):
        return False
    return len(_END.findall(text, first.end, last.start)) <= BESIDE


def _sum(figures: Iterable[tuple[Claim, tuple[int, int]]]) -> int:
    return sum(span[1] for _, span in figures)


def _rivals(
    top: Sequence[tuple[Claim, tuple[int, int]]], greatest: tuple[Claim, tuple[int, int]]
) -> list[tuple[Claim, tuple[int, int]]]:
    """Return what other speakers of a report give for the same people.

    "The police said three were killed; the hospital counted five": both stand. Figures of
    different statuses are parts, and a figure that nobody is named for is the report's own.
    """
    known, speaker = greatest[0].victim_status, _speaker(greatest[0])
    return [
        (claim, span)
        for claim, span in top
        if speaker is not None
        and _speaker(claim) not in (None, speaker)
        and (claim.victim_status == known or "unknown" in (claim.victim_status, known))
        and claim.quantifier != "magnitude"
    ]


def _speaker(claim: Claim) -> str | None:
    """Return who gives a figure, ``None`` where the report does in its own words."""
    return claim.attribution[-1].name.casefold() if claim.attribution else None
