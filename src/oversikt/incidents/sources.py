"""Independent sources: who really says so, once reprints and agencies' copies are seen through."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from oversikt.incidents.aliases import agency_of, signed
from oversikt.incidents.mentions import Mention


def outlet(mention: Mention) -> str | None:
    """Return the outlet of a report: its publisher, else the host of its address."""
    report = mention.report
    if report.publisher:
        return report.publisher.casefold().strip()
    host = urlsplit(report.url or "").hostname
    return host.removeprefix("www.") if host else None


def agency(mention: Mention) -> str | None:
    """Return the agency or outlet that a report credits for its figures, or ``None``.

    Agencies go by one name in every language, and are credited in a by-line too.
    """
    for claim in mention.claims:
        for speaker in claim.attribution[:1]:
            if speaker.kind == "media":
                return agency_of(speaker.name) or speaker.name.casefold()
    return signed(mention.report.text)


Figures = tuple[int | None, int | None]


def independent(
    mentions: Sequence[Mention], copies: Mapping[str, str]
) -> tuple[list[int], tuple[str, ...]]:
    """Count the independent sources among the mentions of one incident.

    An agency's own report and those that credit it are one source, as long as they tell no figures
    that contradict each other; a shorter copy leaves some out.

    Args:
        mentions: The incident's mentions, in order.
        copies: For every report's id the id of its copy group.

    Returns:
        For each mention the number of its source, from 0 in order of appearance; and the reasons
        for every two that were taken as one.
    """
    found: dict[tuple[str, str], int] = {}
    wires: dict[str, list[tuple[int, Figures]]] = {}
    numbers: list[int] = []
    reasons: list[str] = []
    for mention in mentions:
        report = mention.report
        figures = (mention.greatest("killed"), mention.greatest("wounded"))
        keys = [("copy", copies.get(report.id, report.id))]
        name = outlet(mention)
        if name:
            keys.append(("outlet", name))
        credit = agency(mention) or (agency_of(name) if name else None)
        same = next((key for key in keys if key in found), None)
        number = found[same] if same else None
        if number is None and credit:
            number = next((n for n, told in wires.get(credit, ()) if _agree(told, figures)), None)
        if number is None:
            number = len(set(numbers))
        else:
            word = {"copy": "repeats the text of", "outlet": "same outlet as"}.get(
                same[0] if same else "", f"credits {credit}, same figures as"
            )
            reasons.append(f"{report.id}: {word} {mentions[numbers.index(number)].report.id}")
        numbers.append(number)
        if credit:
            wires.setdefault(credit, []).append((number, figures))
        for key in keys:
            found.setdefault(key, number)
    return numbers, tuple(reasons)


def _agree(one: Figures, other: Figures) -> bool:
    """Say whether the killed and the wounded of two reports contradict each other nowhere."""
    return all(a == b or a is None or b is None for a, b in zip(one, other, strict=True))
