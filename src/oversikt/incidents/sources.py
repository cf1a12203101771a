"""Independent sources: who really says so, once reprints and agencies' copies are seen through."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from oversikt.incidents.mentions import Mention


def outlet(mention: Mention) -> str | None:
    """Return the outlet of a report: its publisher, else the host of its address."""
    report = mention.report
    if report.publisher:
        return report.publisher.casefold().strip()
    host = urlsplit(report.url or "").hostname
    return host.removeprefix("www.") if host else None


def agency(mention: Mention) -> str | None:
    """Return the agency or outlet that a report credits for its figures, or ``None``."""
    for claim in mention.claims:
        for speaker in claim.attribution[:1]:
            if speaker.kind == "media":
                return speaker.name.casefold()
    return None


def independent(
    mentions: Sequence[Mention], copies: Mapping[str, str]
) -> tuple[list[int], tuple[str, ...]]:
    """Count the independent sources among the mentions of one incident.

    Args:
        mentions: The incident's mentions, in order.
        copies: For every report's id the id of its copy group.

    Returns:
        For each mention the number of its source, from 0 in order of appearance; and the reasons
        for every two that were taken as one.
    """
    found: dict[tuple[str, str], int] = {}
    numbers: list[int] = []
    reasons: list[str] = []
    for mention in mentions:
        report = mention.report
        head = copies.get(report.id, report.id)
        figures = (mention.greatest("killed"), mention.greatest("wounded"))
        credit = agency(mention)
        keys = [("copy", head)]
        if name := outlet(mention):
            keys.append(("outlet", name))
        if credit:
            keys.append(("agency", f"{credit} {figures}"))
        same = next((key for key in keys if key in found), None)
        if same is None:
            number = len(set(numbers))
        else:
            number = found[same]
            word = {
                "copy": "repeats the text of",
                "outlet": "same outlet as",
                "agency": f"credits {credit}, same figures as",
            }[same[0]]
            first = mentions[numbers.index(number)].report.id
            reasons.append(f"{report.id}: {word} {first}")
        numbers.append(number)
        for key in keys:
            found.setdefault(key, number)
    return numbers, tuple(reasons)
