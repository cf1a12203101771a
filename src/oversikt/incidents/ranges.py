"""Numbers: from an incident's claims to low, best and high under a rule profile.

Each report tells at most one figure for each measure and status. Parts stand in their whole
(``part_of``), a figure told again counts once (``same_as``), and people of different statuses that
one report counts side by side are added. Figures of one source replace each other in time.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oversikt.incidents.mentions import Mention
from oversikt.incidents.profiles import Profile
from oversikt.incidents.words import name_words
from oversikt.records import Claim, ClaimRole, Measure, Tally, VictimStatus

OPEN = ("at_least", "more_than")
TOP_ONLY = ("at_most", "fewer_than")
# A claim of less than this share of the surest one's confidence does not stand beside it: house
# numbers and telephone numbers are read as tolls at half the confidence of tolls.
SURENESS = 0.7
# Below this a figure is as likely misread as read: it bounds high, and low and best only where no
# report gives a surer one.
SURE = 0.5
# Characters between figures of different statuses that one report counts side by side.
BESIDE = 60
# Times that a report must tell another figure, of several and of one, to stand for a greater told
# once: of shooting news the killed of .851 of incidents with any are exact, .846 without.
OFTEN = 2
OFTEN_ONE = 3
# Speakers in order of how much the reliable figure rests on them: UCDP ranks sources with
# knowledge of the event above those that only pass it on.
RELIABLE = ("medical", "un", "ngo", "official", "witness", "military", "media", "other",
            "armed_group")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What one report says one quantity is: its least and greatest number, and the claims.

    ``least`` is the least number that a rival speaker in the same report gives, ``most`` the
    greatest that it tells anywhere, if only once.
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
        and (not statuses or claim.victim_status in statuses)
        and (span := numbers(claim, profile)) is not None
    ]
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
    chosen = _side_by_side(top)
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
        mention.report.published or "",
        place[1],
    )


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
    top: Sequence[tuple[Claim, tuple[int, int]]],
) -> list[tuple[Claim, tuple[int, int]]]:
    """Return the figures of different statuses that the report itself counts beside each other.

    "Two soldiers and three gunmen were killed": of figures that stand together, those that come
    to most. What stands apart is another telling of the same people, or other people.
    """
    apart = [t for t in top if t[0].victim_status in ("civilian", "security_forces", "militant")]
    best: list[tuple[Claim, tuple[int, int]]] = []
    for anchor, _ in apart:
        by_status: dict[str, tuple[Claim, tuple[int, int]]] = {}
        for claim, span in apart:
            held = by_status.get(claim.victim_status)
            if _beside(claim, anchor) and (held is None or span[1] > held[1][1]):
                by_status[claim.victim_status] = (claim, span)
        if _sum(by_status.values()) > _sum(best):
            best = list(by_status.values())
    return best


def _beside(claim: Claim, other: Claim) -> bool:
    """Say whether two claims stand in one sentence, or in two that follow each other."""
    gap = max(claim.start, other.start) - min(claim.end, other.end)
    return claim.field == other.field and gap <= BESIDE


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


def tally(
    mentions: Sequence[Mention],
    sources: Sequence[int],
    measure: Measure,
    profile: Profile,
    statuses: tuple[VictimStatus, ...] = (),
) -> tuple[Tally | None, list[Figure], list[Figure]]:
    """Return the numbers of one measure, with the figures that stand and those superseded.

    Args:
        mentions: The incident's mentions in order of publication.
        sources: The number of each mention's independent source.
        measure: What is counted.
        profile: The rules.
        statuses: Victims counted; empty means all.

    Returns:
        The tally or ``None`` where nothing is counted; figures recommended; figures superseded.
    """
    said = [
        wounded(mention, profile, (source, order))
        if measure == "wounded" and not statuses
        else told(mention, measure, profile, (source, order), statuses)
        for order, (mention, source) in enumerate(zip(mentions, sources, strict=True))
    ]
    figures = [figure for figure in said if figure is not None]
    first_said: dict[tuple[int, int, int], str] = {}
    for figure in figures:  # a source that says a number again, or is reprinted, is not newer
        first_said.setdefault((figure.source, figure.low, figure.high), figure.when)
    figures = [replace(f, when=first_said[f.source, f.low, f.high]) for f in figures]
    latest: dict[int, Figure] = {}
    for figure in figures:
        latest[figure.source] = figure
    standing = [f for f in figures if latest[f.source] is f]
    superseded = [f for f in figures if latest[f.source] is not f]
    if not standing:
        return None, [], []
    sure = [f for f in standing if f.sure]
    if sure and len(sure) < len(standing):
        superseded += [f for f in standing if not f.sure]
        standing = sure
    low = min(f.least for f in standing)
    high = max(f.most for f in figures)
    if profile.possible == "high":
        high = max([high, *_possible(mentions, measure, profile, statuses)])
    best = _best(standing, profile)
    if profile.best == "low":
        best = low
    if profile.low == "best":
        low = best
    if profile.high == "best":
        high = best
    best = min(max(best, low), high)
    return Tally(low, best, high, any(f.open for f in standing)), standing, superseded


def _possible(
    mentions: Iterable[Mention],
    measure: Measure,
    profile: Profile,
    statuses: tuple[VictimStatus, ...],
) -> list[int]:
    return [
        span[1]
        for mention in mentions
        for claim in mention.claims
        if claim.modality == "possible"
        and measure_of(claim, profile) == measure
        and (not statuses or claim.victim_status in statuses)
        and (span := numbers(claim, profile)) is not None
    ]


def _best(standing: Sequence[Figure], profile: Profile) -> int:
    if profile.best == "lowest":
        return min(f.low for f in standing)
    if profile.best == "greatest":
        return max(f.most for f in standing)
    if profile.best == "reliable":
        return max(standing, key=lambda f: (-_rank(f), f.when, f.order)).high
    named: dict[int, list[Figure]] = {}
    for figure in standing:
        for number in {figure.low, figure.high}:
            named.setdefault(number, []).append(figure)
    return min(
        named,
        key=lambda n: (
            -len({f.source for f in named[n]}),
            _reverse(max(f.when for f in named[n])),
            n,
        ),
    )


def _rank(figure: Figure) -> int:
    kinds = [a.kind for claim in figure.claims for a in claim.attribution]
    return min((RELIABLE.index(kind) for kind in kinds), default=RELIABLE.index("media"))


def _reverse(text: str) -> tuple[int, ...]:
    """Return a key under which later times come first."""
    return tuple(-ord(character) for character in text)


def roles(
    mentions: Sequence[Mention], standing: Sequence[Figure], superseded: Sequence[Figure]
) -> list[ClaimRole]:
    """Return the part that each claim of an incident plays, with the reason."""
    counted = {claim.id for figure in standing for claim in figure.claims}
    replaced = {claim.id for figure in superseded for claim in figure.claims} - counted
    return [
        _role(claim, counted, replaced)
        for mention in mentions
        for claim in sorted(mention.claims, key=lambda c: (c.field != "title", c.start, c.id))
    ]


def _role(claim: Claim, counted: set[str], replaced: set[str]) -> ClaimRole:
    if claim.id in counted:
        return ClaimRole(claim.id, "recommended", None)
    if claim.id in replaced and claim.confidence < SURE:
        return ClaimRole(claim.id, "triangulation", "its reader is unsure: bounds high only")
    if claim.id in replaced:
        return ClaimRole(claim.id, "superseded", "a later figure of the same source replaces it")
    if claim.modality == "denied":
        return ClaimRole(claim.id, "excluded", "the speaker denies it")
    if claim.modality == "possible":
        return ClaimRole(claim.id, "triangulation", "feared or unconfirmed: can widen high only")
    if claim.part_of:
        return ClaimRole(claim.id, "triangulation", "part of a figure already counted")
    if claim.same_as:
        return ClaimRole(claim.id, "triangulation", "tells a counted figure again")
    if claim.low is None and claim.high is None:
        return ClaimRole(claim.id, "triangulation", "names no number")
    return ClaimRole(claim.id, "triangulation", "the report tells a fuller or more usual figure")


def by_status(
    mentions: Sequence[Mention],
    sources: Sequence[int],
    measure: Measure,
    whole: Tally,
    profile: Profile,
) -> dict[VictimStatus, Tally]:
    """Return the whole told apart by status; what no status is told for stays ``unknown``.

    The parts' ends never exceed the whole's: where they would, the largest part gives way.
    """
    kinds: tuple[VictimStatus, ...] = ("civilian", "security_forces", "militant", "mixed")
    if profile.statuses:
        kinds = tuple(kind for kind in kinds if kind in profile.statuses)
    parts: dict[VictimStatus, Tally] = {}
    left = [whole.low, whole.best, whole.high]
    found = [
        (status, part)
        for status in kinds
        if (part := tally(mentions, sources, measure, profile, (status,))[0]) is not None
    ]
    for status, part in found:
        high = min(part.high, left[2])
        best = min(part.best, left[1], high)
        low = min(part.low, left[0], best)
        parts[status] = Tally(low, best, high, part.open)
        left = [left[0] - low, left[1] - best, left[2] - high]
    low, best, high = sorted(max(0, end) for end in left)
    if high > 0 or not parts:
        parts["unknown"] = Tally(low, best, high, whole.open and not parts)
    return parts
