"""Grades: how well an incident is attested, by open rules with the reasons kept.

Source: Airwars, Methodology (confirmed, fair, weak, contested, discounted); Iraq Body Count,
Methods (two independent sources, one is provisional).
"""

from collections.abc import Sequence

from oversikt.incidents.aliases import side_of
from oversikt.incidents.mentions import Mention
from oversikt.records import Attribution, Grade

_OFFICIAL = ("official", "military")


def grade(mentions: Sequence[Mention], sources: int) -> tuple[Grade, tuple[str, ...]]:
    """Return the grade of an incident and the reasons for it.

    Args:
        mentions: The incident's mentions.
        sources: Number of its independent sources.
    """
    claims = [claim for mention in mentions for claim in mention.claims]
    asserted = [c for c in claims if c.modality == "asserted" and c.quantifier != "none"]
    denied = [c for c in claims if c.modality == "denied"]
    counted = f"{sources} independent source{'s' if sources != 1 else ''}"
    owning = [c for c in asserted if c.actor and _admits(c.actor, c.attribution)]
    if owning:
        who = owning[0].attribution[0].name
        return "confirmed", (f"{who}, named as the one who did it, says so", counted)
    if asserted and all(c.victim_status == "militant" for c in asserted):
        return "discounted", ("all victims told of are fighters", counted)
    if denied and asserted:
        return "contested", (f"{len(denied)} claim(s) of the harm are denied", counted)
    actors = {side for c in asserted if c.actor and (side := side_of(c.actor))}
    if len(actors) > 1 and sources > 1:
        return "contested", (
            "sources name different actors: "
            + ", ".join(sorted(a.replace("_", " ") for a in actors)),
            counted,
        )
    if sources >= 2:
        kinds = {a.kind for c in asserted for a in c.attribution}
        extra = ("officials say so",) if kinds & set(_OFFICIAL) else ()
        return "fair", (counted, *extra)
    return "weak", ("one independent source",)


def _admits(actor: str, speakers: Sequence[Attribution]) -> bool:
    name = actor.casefold()
    return any(
        speaker.kind in ("military", "armed_group", "official")
        and (name in speaker.name.casefold() or speaker.name.casefold() in name)
        for speaker in speakers
    )
