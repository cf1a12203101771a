"""Groups beside a harmed group that share its harm: coordinated, told apart, or gapped."""

from itertools import pairwise

from oversikt.harm.harm import Harm, after_part
from oversikt.people.people import STATUSES, Group, of_kin
from oversikt.people.roles import depends
from oversikt.words.marks import Item

#: What a preposition may be tagged that leads to a deed: "over", "for", "with".
_LEADS_TO = {"by", "in", "of", "together", "mod", "date_in", "to", "ago_before"}
_GAPPED = {"counted", "number", "dual"}
#: So many words may part a gapped group from the harm before it.
_LONGEST_GAP = 12
#: A gapped count is of the size of the one before it: "a town of three million in B" is none.
_GREATEST = 60
_NO_GAP = {"harm", "say", "cite", "clause", "aux", "neg"}
#: Forms of harm that others may share, and what may tell those others.
_SHARED = {"suffered", "inflicted", "event"}
#: Kinds of one person: two of one status told apart from others are told as two.
_SINGLE = {"name", "one", "definite"}
_COMPANY = {"counted", "one", "dual", "name", "number", "bare", "definite", "anaphor"}
#: So many words may part "along with" from the harm before it, and its people from it.
_NEAR, _LED = 4, 3
#: "Those killed included the": so many words from the word of harm to the first of its people.
_LEADS = 3
#: So many words lead from companions to what befell them alone.
_FATE = 7
_ALONE = {"aux", "place", "in", "age"}
_ANCHORS = {
    "in",
    "date_in",
    "near",
    "direction",
    "side",
    "weekday",
    "month",
    "relative",
    "anaphoric",
    "stretch",
}
_SMALL = {
    "in",
    "filler",
    "one",
    "mod",
    "to",
    "date_in",
    "place",
    "place_kind",
    "direction",
    "side",
    "another",
}
#: What may stand between "and" and a noun for one.
_ARTICLES = frozenset({"filler", "pronoun", "own", "one_article", "feminine"})


def coordinate(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Add to each harm the coordinated groups beside its own: "two policemen and a civilian"."""
    index = {id(group): k for k, group in enumerate(groups)}
    for harm in list(found):
        if harm.form in ("figure", "part"):
            continue
        k = index[id(harm.group)]
        while (
            (before := _beside(groups, k, -1)) >= 0
            and before not in taken
            and _alike(groups[before], harm.group)
            and _one_more(items, groups, before, harm)
            and not _led_by_part(items, groups, before, harm)
        ):
            k = before
            taken.add(k)
            harm.members.insert(0, groups[k])
        _gather(items, harm, groups, index[id(harm.group)], taken)


def _beside(groups: list[Group], k: int, step: int) -> int:
    """Return the position of the group that is joined to another before or after it, past those that
    are enclosed; -1 where none is.
    """
    at = k + step
    while 0 <= at < len(groups) and groups[at].enclosed and not groups[k].enclosed:
        at += step
    if not 0 <= at < len(groups) or groups[k].enclosed != groups[at].enclosed:
        return -1
    return at if groups[max(k, at)].joined else -1


def _after_part(items: list[Item], harm: Harm) -> bool:
    """Does "including" lead to a harm's people, other than "among the dead", which tells the harm?"""
    return after_part(items, harm.group) and not _tells_whole(harm, harm.group)


def _led_by_part(items: list[Item], groups: list[Group], k: int, harm: Harm) -> bool:
    """Does "including" lead to the list that a group stands in: "including 50 children and 94 women"?"""
    while k and groups[k].joined and not after_part(items, groups[k]):
        k -= 1
    return after_part(items, groups[k]) and not _tells_whole(harm, groups[k])


def _tells_whole(harm: Harm, first: Group) -> bool:
    """Is the word of harm what leads to its people, or right before that: "among the dead are a teacher,
    a driver and two children", "those killed included"?
    """
    return harm.at is not None and 0 < first.first - harm.at <= _LEADS


def together(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Add to each harm those told to suffer it with its people: "was killed along with two friends",
    "killed a teacher together with his wife and four children".

    Those of another status get a claim of their own: "two soldiers died with five civilians".
    """
    for harm in list(found):
        if harm.at is None or harm.form not in _SHARED or harm.part_of is not None:
            continue
        _led_together(items, harm, groups, found, taken)
        at = _companions(items, harm.end)
        k = next((k for k, g in enumerate(groups) if at and 0 < g.first - at <= _LED), None)
        free = k is not None and k not in taken and not (groups[k].measure or groups[k].weak)
        if k is None or not free or groups[k].kind not in _COMPANY or _own_harm(items, groups[k]):
            continue
        taken.add(k)
        if _alike(groups[k], harm.group) and _alike(harm.group, groups[k]):
            harm.members.append(groups[k])
            _gather(items, harm, groups, k, taken)
        else:
            own = Harm(harm.measure, groups[k], harm.at, harm.form, harm.distance + 2, [groups[k]])
            found.append(own)
            _gather(items, own, groups, k, taken)


def _led_together(
    items: list[Item], harm: Harm, groups: list[Group], found: list[Harm], taken: set[int]
) -> None:
    """Add the subject before companions that stand next to the verb: "wurde zusammen mit zwei
    Krankenschwestern getötet".
    """
    first = harm.members[0].first
    k = next((k for k, g in enumerate(groups) if g is harm.members[0]), 0) - 1
    lead = items[max(0, first - 2) : first]
    if lead and "harm" in lead[-1].tags:
        lead = []  # "charged Ali Haddad with shooting his daughter"
    led = any("together" in x.tags for x in lead)
    if k < 0 or k in taken or not led or groups[k].measure or groups[k].kind not in _COMPANY:
        return
    between = items[groups[k].last + 1 : first]
    told = items[harm.at or 0]
    if len(between) > _NEAR or any(
        ("harm" in x.tags and x is not told) or x.word in ".;:" for x in between
    ):
        return
    chain = [k]
    while groups[chain[0]].joined and chain[0] and chain[0] - 1 not in taken:
        chain.insert(0, chain[0] - 1)
    taken.update(chain)
    members = [groups[k] for k in chain]
    if _alike(members[0], harm.group) and _alike(harm.group, members[0]):
        harm.members[:0] = members
        harm.group = harm.members[0]
    else:
        found.append(Harm(harm.measure, members[0], harm.at, harm.form, harm.distance + 2, members))


def _own_harm(items: list[Item], group: Group) -> bool:
    """Is another harm told of companions: "six were shot, with only two having serious injuries"?"""
    for item in items[group.last + 1 : group.last + 1 + _FATE]:
        if any(form in ("suffered", "victims") for _, form in item.tags.get("harm", ())):
            return True
        if item.word in ",.;:" or not {"and", "in", "clause"}.isdisjoint(item.tags):
            return False
    return False


def _with_kin(items: list[Item], end: int, at: int) -> bool:
    """Does "with" lead to kin right behind a harm: "женщина погибла с мужем"?"""
    if at != end + 1 or "with_kin" not in items[at].tags:
        return False
    follow = next((x for x in items[at + 1 : at + 3] if "person" in x.tags), None)
    return follow is not None and any(p.sex or p.age for p in follow.tags["person"])


def _companions(items: list[Item], end: int) -> int:
    """Where "along with" stands after a harm and its people, in the same clause; 0 where it does not."""
    for at in range(end + 1, min(len(items), end + 2 + _NEAR)):
        if "together" in items[at].tags or _with_kin(items, end, at):
            return at
        comma = items[at].word == "," and at + 1 < len(items) and "together" in items[at + 1].tags
        if items[at].tags.keys().isdisjoint(_ALONE) and not comma:
            return 0
    return 0


def _gather(items: list[Item], harm: Harm, groups: list[Group], k: int, taken: set[int]) -> None:
    """Add to a harm the coordinated groups right after its own."""
    while (
        (after := _beside(groups, k, 1)) >= 0
        and after not in taken
        and _alike(groups[after], harm.group)
        and _one_more(items, groups, after, harm)
        and (not _after_part(items, harm) or of_kin(items, groups[after]))
        and not _own_verb(items, harm, groups[after])
    ):
        k = after
        taken.add(k)
        harm.members.append(groups[k])


def _own_verb(items: list[Item], harm: Harm, group: Group) -> bool:
    """Have people after "and" a verb of their own, while a preposition leads to the deed before: "held
    over the killing of four, and a third is at large"?
    """
    at = (harm.at or 0) - 1
    while at > 0 and items[at].tags.keys() <= {"filler", "one_article"}:
        at -= 1
    follow = items[group.last + 1 : group.last + 2]
    led = harm.form == "event" and at > 0 and items[at].word.islower()
    led = led and items[at].tags.keys() <= _LEADS_TO
    return led and any("aux" in x.tags for x in follow)


def _alike(group: Group, other: Group) -> bool:
    """May this group be summed with one beside it: "two women and three girls", but not
    "two policemen and a civilian", whose status is told apart?
    """
    # "the mayor and his son", "a man, wife and two sons", "two guards and the driver"
    if group.kind not in ("counted", "one", "bare", "dual", "name", "anaphor", "definite"):
        return False
    if group.measure is not None:
        return False
    if group.partitive or other.partitive or "none" in (group.count.kind, other.count.kind):
        return False
    return _status(group) == _status(other) or not (_status(group) and _status(other))


def _one_more(items: list[Item], groups: list[Group], k: int, harm: Harm) -> bool:
    """Is one who has no number one more of a list: "a man, wife and two sons", but not "police said
    that, on arrival, two had died" nor "700 abroad and 300 at home"?
    """
    if groups[k].kind != "definite" or harm.group.kind in ("definite", "name") or harm.group.owned:
        return True
    after = groups[k + 1] if k + 1 < len(groups) else None
    if after is not None and after.joined and (after.owned or _opens_list(items, groups, k)):
        return True  # "the mayor, his wife and their two daughters", "the priest, two nuns and a driver"
    if _in_headline(items, groups, k, harm):
        return True
    left = items[groups[k - 1].last + 1 : groups[k].first] if k else []
    right = items[groups[k].last + 1 : groups[k + 1].first] if k + 1 < len(groups) else []
    joined = any("and" in x.tags for x in (*left, *right) if len(left) < 5 > len(right))
    part = any("part" in x.tags for x in items[max(0, groups[k].first - 2) : groups[k].first])
    return joined and not part and not depends(items, groups[k])


def _opens_list(items: list[Item], groups: list[Group], k: int) -> bool:
    """Does one with an article begin a sentence and a list that "and" closes?"""
    lead = items[: groups[k].first]
    return len(lead) == 1 and "filler" in lead[0].tags and _following(items, groups, k) > 1


def _in_headline(items: list[Item], groups: list[Group], k: int, harm: Harm) -> bool:
    """Does a comma stand for "and" between one who has no article, first of all, and those right
    before the word of harm: "Mother, two sons found dead", but not "Mother, a nurse, found dead"?
    """
    first, at = groups[k].first, harm.at
    if harm.form == "victims" and at is None:
        at = harm.group.last + 1  # "Toddler, four others injured"
    leads = not first or items[first - 1].word in ":–—|"
    gap = items[groups[k].last + 1 : groups[k + 1].first] if k + 1 < len(groups) else []
    return (
        leads and [x.word for x in gap] == [","] and groups[k + 1].joined
        and harm.group is groups[k + 1] and at is not None and harm.group.last < at
        and not any(x.word == "," for x in items[harm.group.last + 1 : at])
    )  # fmt: skip


def _status(group: Group) -> str | None:
    """The status that a group's own words give it; None for plain people."""
    told = [group.person.status] if group.person else [a for a in group.adjectives if a in STATUSES]
    return None if not told or told[0] == "unknown" else told[0]


def told_apart(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Give coordinated groups of another status the same harm, as claims of their own."""
    index = {id(group): k for k, group in enumerate(groups)}
    for harm in sorted(found, key=lambda h: h.group.first):
        if harm.form == "figure":
            continue
        for step in (-1, 1):
            k = index[id(harm.members[0 if step < 0 else -1])]
            own: Harm | None = None
            while True:
                k = _beside(groups, k, step)
                if k < 0 or k in taken:
                    break
                group = groups[k]
                told = group.kind == "definite" and (harm.group.owned or step < 0)
                told = told or (group.kind == "bare" and step < 0)  # "mayor and two guards shot"
                told = told or _closes_pair(items, group) or _in_list(items, groups, k)
                if (
                    not (told or group.kind in ("counted", "one", "dual", "number", "name"))
                    or (step < 0 and _led_by_part(items, groups, k, harm))
                    or group.measure
                    or group.partitive
                    or not (group.person or group.adjectives)
                ):
                    break
                taken.add(k)
                both = own is not None and {group.kind, own.group.kind} <= _SINGLE
                if own is not None and both and _status(group) == _status(own.group):
                    own.members.insert(0 if step < 0 else len(own.members), group)
                    continue
                own = Harm(harm.measure, group, harm.at, harm.form, harm.distance + 1, [group])
                found.append(own)


def _compared(items: list[Item], group: Group) -> bool:
    """Is a number only that of how many more these are than others: "14 de plus que vendredi"?"""
    told = items[group.last + 1 : group.last + 4]
    return any("more" in one.tags and "clause" in other.tags for one, other in pairwise(told))


def _in_list(items: list[Item], groups: list[Group], k: int) -> bool:
    """Is one without an article in a list that "and" closes: "двое полицейских, учительница и ребёнок"?"""
    return groups[k].kind == "bare" and groups[k].joined and _following(items, groups, k) > 0


def _following(items: list[Item], groups: list[Group], k: int) -> int:
    """Return how many follow a group in a list that "and" closes; 0 where none do or no "and" does."""
    last = k
    while last + 1 < len(groups) and groups[last + 1].joined:
        last += 1
    gap = items[groups[last - 1].last + 1 : groups[last].first] if last > k else []
    return last - k if any("and" in x.tags for x in gap) else 0


def _closes_pair(items: list[Item], group: Group) -> bool:
    """Does "and" lead to the last of a list that ends with it or at its verb: "a policeman and the
    attacker were killed", "застрелен бизнесмен и его охранник"?
    """
    at = group.first - 1
    while at > 0 and items[at].tags and items[at].tags.keys() <= _ARTICLES:
        at -= 1
    follow = items[group.last + 1] if group.last + 1 < len(items) else None
    ends = follow is None or follow.word in ".;," or not {"aux", "harm"}.isdisjoint(follow.tags)
    return group.kind in ("definite", "bare") and "and" in items[at].tags and ends


def gapped(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Give a group in a clause without a verb the harm before it: "killed two in A and three in B",
    "5 deaths in 2016, 33 a year later", "four died in A; in B, two civilians".
    """
    for k, group in enumerate(groups):
        free = k not in taken and group.kind in _GAPPED and not (group.weak or group.partitive)
        if not free or not group.first or "old" in items[group.first - 1].tags:
            continue  # "312 were killed in June, against 271 in May"
        if _compared(items, group):
            continue
        earlier = [h for h in found if h.end < group.first and h.form != "figure"]
        if not earlier:
            continue
        last = max(earlier, key=lambda h: h.end)
        if _parallel(items, last, group):
            gap = Harm(last.measure, group, None, last.form, 6.0, [group])
            found.append(gap)
            taken.add(k)
            _gather(items, gap, groups, k, taken)


def _parallel(items: list[Item], harm: Harm, group: Group) -> bool:
    """Does a group stand in its own place or time as a harm stands in its own, with no verb between?"""
    start = harm.end + 1
    start += "aux" in items[start].tags  # "eight wounded are reported in A, seven more in B"
    gap = items[start : group.first]
    if len(gap) > _LONGEST_GAP or any(not _NO_GAP.isdisjoint(x.tags) for x in gap):
        return False
    cuts = [p for p, x in enumerate(gap) if x.word in ",;" or "and" in x.tags]
    if not cuts:
        return False
    most = max(harm.group.count.high or harm.group.count.low or 0, 1) * _GREATEST
    if (group.count.low or 0) > most:
        return False
    placed = any(_places(x) for x in gap[: cuts[-1]])
    lead, follow = gap[cuts[-1] + 1 :], items[group.last + 1 : group.last + 4]
    over = follow and (follow[0].word in "–—" or "more" in follow[0].tags)  # "three more in B"
    after = follow[1:] if over else follow
    own = bool(after) and (_places(after[0]) or (len(after) > 1 and "time_unit" in after[1].tags))
    if own and all(not x.tags.keys().isdisjoint(_SMALL) for x in lead):
        return placed or any(
            _places(x) for x in items[max(0, harm.group.first - 4) : harm.group.first]
        )
    closed = not follow or follow[0].word in ",.;)" or "and" in follow[0].tags
    lead_at = next((p for p in cuts if p + 1 < len(gap) and _places(gap[p + 1])), None)
    # "…; in B, two civilians", "15,000 came to A, to B more than 11,000"
    return closed and lead_at is not None and all(
        _leads(x) or ("person" in x.tags and "place_kind" in gap[p - 1].tags)  # "un pueblo vecino"
        for p, x in enumerate(gap) if p > lead_at
    )  # fmt: skip


def _places(item: Item) -> bool:
    """May a word tell a place or a time?"""
    return not _ANCHORS.isdisjoint(item.tags)


def _leads(item: Item) -> bool:
    """May a word stand between the place of a clause without a verb and its victims?"""
    return item.word == "," or item.capital or not item.tags or not _SMALL.isdisjoint(item.tags)
