"""Numbers: from an incident's claims to low, best and high under a rule profile.

Each report tells at most one figure for each measure and status (``figures``). Figures of one source
replace each other in time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from oversikt.incidents.figures import SURE, Figure, measure_of, numbers, told, wounded
from oversikt.incidents.instants import DAY
from oversikt.incidents.mentions import Mention
from oversikt.incidents.profiles import Profile
from oversikt.records import Claim, ClaimRole, Measure, Tally, VictimStatus

# Speakers in order of how much the reliable figure rests on them: UCDP ranks sources with
# knowledge of the event above those that only pass it on.
RELIABLE = ("medical", "un", "ngo", "official", "witness", "military", "media", "other",
            "armed_group")  # fmt: skip


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
    figures, later = _tolls([figure for figure in said if figure is not None])
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
        return None, [], superseded
    sure = [f for f in standing if f.sure]
    if sure and len(sure) < len(standing):
        superseded += [f for f in standing if not f.sure]
        standing = sure
    low = min(f.least for f in standing)
    high = max([f.most for f in figures] + _risen(figures, later))
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


def _tolls(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Part tolls from figures that only tell who died later, where an earlier day told a greater toll."""
    tolls = [f for f in figures if not f.added]
    later = [f for f in figures if f.added and f.high < max(_before(tolls, f), default=0)]
    return [f for f in figures if f not in later], later


def _before(tolls: Sequence[Figure], one: Figure) -> list[int]:
    """Return the greatest numbers of the tolls of earlier days."""
    return [f.most for f in tolls if f.when[:DAY] < one.when[:DAY]]


def _risen(figures: Sequence[Figure], later: Sequence[Figure]) -> list[int]:
    """Return what the tolls of earlier days come to with those who died later: four dead, and on the
    third day one of the wounded dies.
    """
    return [max(_before(figures, one)) + one.low for one in later if _before(figures, one)]


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
    fates = {claim.id: figure.fate for figure in superseded for claim in figure.claims}
    fates = {claim: fate for claim, fate in fates.items() if claim not in counted}
    return [
        _role(claim, counted, fates)
        for mention in mentions
        for claim in sorted(mention.claims, key=lambda c: (c.field != "title", c.start, c.id))
    ]


def _role(claim: Claim, counted: set[str], replaced: Mapping[str, str]) -> ClaimRole:
    if claim.id in counted:
        return ClaimRole(claim.id, "recommended", None)
    if fate := replaced.get(claim.id):
        return ClaimRole(claim.id, "excluded", fate)
    if claim.id in replaced and claim.confidence < SURE:
        return ClaimRole(claim.id, "triangulation", "its reader is unsure: bounds high only")
    if claim.id in replaced:
        return ClaimRole(claim.id, "superseded", "a later figure of the same source replaces it")
    if claim.modality == "denied":
        return ClaimRole(claim.id, "excluded", "the speaker denies it")
    if claim.modality == "possible":
        return ClaimRole(claim.id, "triangulation", "feared or unconfirmed: can widen high only")
    if claim.died_later:
        return ClaimRole(claim.id, "triangulation", "died later: adds to a toll, bounds high only")
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
