"""Ids of incidents that last while incidents are made anew from more and more reports."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from oversikt.records import Incident, digest


@dataclass(frozen=True, slots=True)
class Name:
    """An incident id once given: when, the claim it is found by, and the claims it stood for."""

    id: str
    born: int
    anchor: str
    claims: frozenset[str]


def settle(
    incidents: Sequence[Incident],
    names: Iterable[Name],
    others: Collection[str] = (),
    born: int = 0,
) -> tuple[tuple[Incident, ...], tuple[Name, ...]]:
    """Give incidents the ids that they had before, and new ones to those that are new.

    An id stays with its anchor, the first claim it was given for; where that claim is gone, with
    the incident that holds most of its claims. Where several ids meet in one incident, the oldest
    stays and the others become ``previous_ids``. An id that finds no incident is kept aside and
    never given to another one.

    Args:
        incidents: As they were derived, each under the id of its first claim.
        names: All ids ever given in this record, or those that may belong to these incidents.
        others: The ids that were given besides.
        born: When the last of those was given.

    Returns:
        The incidents under their lasting ids, in the same order, and all names as they are now.
    """
    known = sorted(names, key=lambda name: name.born)
    where = {role.id: n for n, incident in enumerate(incidents) for role in incident.claims}
    met: dict[int, list[Name]] = {}
    lost: dict[str, Name] = {}
    for name in known:
        home = _home(name, where)
        if home is None:
            lost[name.id] = name
        else:
            met.setdefault(home, []).append(name)
    born = max([born, *(name.born for name in known)])
    taken = {name.id for name in known} | set(others)
    settled: list[Incident] = []
    kept: dict[str, Name] = dict(lost)
    for n, incident in enumerate(incidents):
        members = frozenset(role.id for role in incident.claims)
        mine = met.get(n, [])
        if not mine:
            born += 1
            mine = [_name(incident, born, members, taken)]
            taken.add(mine[0].id)
        for one in mine:
            anchor = one.anchor if one.anchor in members else _first(incident, one)
            kept[one.id] = replace(one, anchor=anchor, claims=members & (one.claims | {anchor}))
        kept[mine[0].id] = replace(kept[mine[0].id], claims=members)
        earlier = tuple(one.id for one in mine[1:])
        others = tuple(p for p in incident.previous_ids if p not in {mine[0].id, *earlier})
        settled.append(replace(incident, id=mine[0].id, previous_ids=(*earlier, *others)))
    return tuple(settled), tuple(sorted(kept.values(), key=lambda name: name.born))


def _home(name: Name, where: Mapping[str, int]) -> int | None:
    """Return the number of the incident that an id belongs to now."""
    if name.anchor in where:
        return where[name.anchor]
    votes = Counter(where[claim] for claim in name.claims if claim in where)
    return min(votes, key=lambda n: (-votes[n], n)) if votes else None


def _name(incident: Incident, born: int, members: frozenset[str], taken: set[str]) -> Name:
    """Return a new id: that of the incident's first claim, or of the next whose id is free.

    The id is always the digest of a claim, since decisions find their incident by that claim.
    """
    ids = {digest("incident", role.id): role.id for role in incident.claims}
    free = next((own for own in (incident.id, *ids) if own not in taken), incident.id)
    return Name(free, born, ids.get(free, min(members, default=free)), members)


def _first(incident: Incident, name: Name) -> str:
    """Return the first claim of an incident that an id stood for before."""
    return next(role.id for role in incident.claims if role.id in name.claims)
