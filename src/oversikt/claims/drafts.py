"""From a sentence's harms to drafts of claims, leaning on what the report has told before."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from oversikt.claims.among import (
    besides,
    both_told,
    he_did_it,
    holding,
    may_hold,
    others,
    some_told,
    told_after_colon,
    told_on,
    unlike,
)
from oversikt.claims.area import apart, area_of, totalled
from oversikt.claims.carried import carried
from oversikt.claims.dying import carried_off, in_hospital, later_death, of_deed
from oversikt.claims.making import Draft
from oversikt.claims.mishaps import beside_mishap
from oversikt.claims.scope import scope_of
from oversikt.claims.told import Told, elsewhere
from oversikt.claims.victims import kind_before, people_of, told_beside, total_of
from oversikt.claims.when import When, when
from oversikt.harm.clauses import harms_of
from oversikt.harm.harm import Harm
from oversikt.harm.modality import modality_of
from oversikt.harm.outcomes import HELD, freed
from oversikt.people.ages import ages_told
from oversikt.people.people import ARMED, Group, of_kin
from oversikt.people.pronouns import reflexive
from oversikt.records import Place, Scope, Unit, VictimStatus
from oversikt.sentences.parted import beyond, own_times
from oversikt.sentences.quotes import closing, opening, reach
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.settle import nation_of
from oversikt.sentences.sides import (
    actor_of,
    acts_elsewhere,
    affiliation_of,
    cause_of,
    doer_of,
    does,
)
from oversikt.sentences.times import Time, time_of
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Years that are history: nobody reports on them, and no figure of four digits is led like them.
_OLD = 1000, 1900
#: What a year stands after; "at" leads to no year: "was murdered at 1620" tells the hour.
_BEFORE_YEAR = frozenset({"of", "date_in", "month", "date_since", "time_unit"})
#: No more attackers than so many flee together, and whose flight displaces nobody.
_GANG = 10
_MOVED = {"displaced", "returned"}
#: Days from the first to the last of the shortest month: a town has its tolls of days and weeks,
#: longer totals are a country's or a nation's.
_MONTH = 27
#: Kinds of groups that are one person.
_ONE = {"one", "definite", "name"}
#: "Both" may stand for two told within so many claims before.
_BOTH = 4
#: Measures whose cause and actor an earlier sentence may tell.
VIOLENT = {"killed", "wounded", "casualties", "missing", "bodies_found", "trapped"}


def draft(sentence: Sentence, pack: Pack, told: Told) -> None:
    """Make drafts of a sentence's harms and add them to what is told.

    Args:
        sentence: The analysed sentence.
        pack: The language's pack.
        told: What the report has told so far.
    """
    told.fiction = sentence.has("fiction") or (told.fiction and sentence.cause is None)
    if told.fiction:
        return  # of a match or a film, until a weapon is told of
    items = sentence.items
    if any(len(x.word) == 4 and _of_old(items, k) for k, x in enumerate(items) if k):
        return
    groups = people_in(sentence, told.named)
    number = sentence.spot.number
    harms = harms_of(items, groups, pack) or carried(items, groups, told, number)
    if harms and (sentence.actor is not None or sentence.has("person")):
        sentence.actor = actor_of(sentence.spot.text, items, groups, sentence.sayings, harms)
    made: dict[int, Draft] = {}
    start = len(told.drafts)
    for k in range(len(harms)):
        one = _draft(sentence, harms, k, made, (pack, told))
        if one is not None:
            made[k] = one
            told.drafts.append(one)
    if sentence.has("accident") and sentence.cause is None:
        told.drafts[start:] = beside_mishap(sentence, harms, made)


def _of_old(items: list[Item], at: int) -> bool:
    """Is a word of four letters a year that nobody alive remembers: "executed in 1854"?"""
    word, before = items[at].word, items[at - 1].tags
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    if at + 1 < len(items) and items[at + 1].capital and not follow:
        return False  # "outside 1205 Maple St."
    return (
        word.isdecimal() and _OLD[0] <= int(word) < _OLD[1]
        and not _BEFORE_YEAR.isdisjoint(before)
        and {"person", "harm", "unit", "object", "aux"}.isdisjoint(follow)
    )  # fmt: skip


def _shares(items: list[Item], chain: list[Group]) -> bool:
    """Does "and" join one name to a full one or to others: "Nadia and Salim Haddad", "Abbas and two
    others"?
    """
    return (
        len(chain) > 1 and chain[1].joined and not chain[1].single
        and (chain[1].kind == "name" or chain[1].anaphoric)
        and chain[1].first == chain[0].last + 2 and "and" in items[chain[0].last + 1].tags
    )  # fmt: skip


def people_in(sentence: Sentence, named: AbstractSet[str]) -> list[Group]:
    """Return the groups of people of a sentence.

    One capitalised word is a person only where an earlier name explains it.

    Args:
        sentence: The analysed sentence.
        named: Folded words of the names that were told before it.
    """
    items = sentence.items
    return [
        g for k, g in enumerate(sentence.groups)
        if not g.single or items[g.first].low in named or _shares(items, sentence.groups[k:])
    ]  # fmt: skip


def _draft(
    sentence: Sentence,
    harms: list[Harm],
    k: int,
    made: dict[int, Draft],
    known_by: tuple[Pack, Told],
) -> Draft | None:
    """Make the draft of one harm; None where it is no claim."""
    pack, told = known_by
    harm, items, number = harms[k], sentence.items, sentence.spot.number
    modality, count = modality_of(items, harm), total_of(harm.members)
    if modality is None or count is None or harm.group.kind == "plural":
        return None
    of_those = harm.group.partitive and harm.group.first == harm.group.last
    if count.kind == "none" and of_those and harm.at == harm.group.last + 2:
        return None  # "none of those killed could be named"
    if count.kind == "year" and told.published is not None and count.low == told.published.year:
        return None  # "a 2017 homicide victim"
    if count.quantifier == "uncounted" and (
        harm.group.partitive
        or harm.part_of is not None
        or sentence.has("date_background")
        or (
            (harm.partitive or harm.group.kind == "number")
            and told.before(harm.measure, count) is not None
        )
    ):
        return None  # "many of them children" says no more than its whole
    if harm.group.kind == "anaphor" and count.low is None and not (told.drafts or made):
        return None  # "others were shot at", besides nobody told of
    if harm.measure in _MOVED and count.low == count.high == 1 and _unit(harm) == "person":
        return None  # "the gunman fled": one who runs away is not displaced
    kind = harm.group.kind
    other = besides(items, harm)
    known = told.before(harm.measure, count) if told_on(items, harm) and not other else None
    did_it = he_did_it(sentence, harm)
    known = None if known is not None and (did_it or unlike(known, harm)) else known
    if kind in ("definite", "pronoun") and known is not None and harm.part_of is None:
        return None  # one of those told before
    if freed(items, harm):
        return None
    him = kind == "pronoun" and harm.group.weak and not reflexive(items[harm.group.first])
    if him and not (told.drafts or made or _told_of(sentence)):
        return None  # "the words wounded him"
    if both_told(items, harm, (*made.values(), *told.drafts[-_BOTH:])):
        return None  # "a woman and her son were hurt, both are in hospital"
    if harm.measure == "displaced" and (
        _armed(items, harm.group)
        or does(items, harms, harm.group.last)
        or _escaped(harm, number, (*told.drafts[-1:], *made.values()))
    ):
        return None  # who harmed and fled is no displaced person, nor a captive who got away
    first, last, at = reach(harm)
    if any(h.at == harm.at and h.group.first < harm.group.first for h in harms):
        at = harm.group.first  # of "300 fled A and 120 B" each has its own place and day
    apart_from = beyond(items, sentence.times, harms, k)
    times = own_times(sentence.times, harms, harm, apart_from)
    time = time_of(items, times, at, apart_from, aftermath=harm.measure == "detained")
    time, dying = of_deed(sentence, harm, time)
    place = told.place_at(sentence, at)
    away = in_hospital(sentence, harm) or carried_off(sentence, harm)
    if told.place is not None and away:
        place = None
    whole = made.get(harm.part_of) if harm.part_of is not None else None
    if whole is None and harm.partitive:
        whole = told.whole_of(harm.measure, count, number)
    if whole is None and known is not None and known.sentence != number:
        whole = None if elsewhere(known, time, place) else known
    if whole is None and (harm.partitive or some_told(items, harm)):
        whole = holding(harm, count, told, number)
        if whole is not None and (
            others(whole, harm, time, place) or (other and not may_hold(items, whole, harm))
        ):
            whole = None
    status, sex, age = people_of(
        items,
        harm.members,
        kind_before(items, harms, sentence.groups, harm.group)
        or told.status_near(number, one=kind == "pronoun"),
    )
    if did_it and status == "unknown":
        status = "militant"
    if told_after_colon(items, harm, tuple(made.values())):
        one = next(reversed(made.values()))
        one.sex, one.age = one.sex or sex, one.age or age
        one.status = status if one.status == "unknown" else one.status
        return None
    if status == "unknown" and harm.group.person is None and harm.at is not None:
        status = told_beside(items, harm.at)
    if status == "unknown" and whole is not None and whole.status != "mixed":
        status = whole.status  # those of a whole of civilians are civilians
    like = harm.group.person is None or of_kin(items, harm.group)
    if status == "unknown" and like and harm.form != "figure":
        # "a child was killed and her brother wounded"
        before = whole or _told_with(items, harm, made)
        status = before.status if before is not None else status
    if harm.measure == "displaced" and harm.group.person is None and status in ARMED:
        status = "unknown"  # "twelve soldiers were killed and 3,000 fled their homes"
    days = when(sentence, time) if time else (told.stretch or told.day)
    scope = scope_of(sentence, harm, time, told, place, apart_from)
    if time is None and scope == "period" and told.stretch is None:
        days = None
    if time is None and scope == "incident" and told.running and _long(days):
        days = told.day  # "Since June 300 have died. A bomb killed five"
    if whole is not None and time is None:
        scope, days = whole.scope, whole.when  # a part is of its whole's time
    event = (scope == "incident" and harm.measure in VIOLENT) or harm.measure == "trapped"
    event = event and (dying or not _another_day(time, told)) and not sentence.has("separate")
    if place is not None and place.country is None and told.place is not None:
        place = replace(place, country=told.place.country)
    text = sentence.spot.text
    actor = None if did_it else doer_of(text, items, sentence.groups, harms, harm, sentence.actor)
    if actor is None and not did_it:
        actor = sentence.actor or _actor_before(told, place, status, event=event)
        if actor and acts_elsewhere(text, items, harms, harm, actor):
            actor = None
    nation = None if place or whole else nation_of(items, harm.group.first, harm.group.last, pack)
    return Draft(
        field=sentence.spot.field,
        start=items[opening(items, first, harms)].start,
        end=items[closing(sentence, last, harms)].end,
        span=(items[harm.group.first].start, items[harm.group.last].end),
        measure=harm.measure,
        count=count,
        harm=harm,
        status=status,
        sex=sex,
        age=age,
        unit=_unit(harm),
        modality=modality,
        scope=scope,
        cause=cause_of(sentence.cause, items, harms, first, last)
        or (told.cause if event else None),
        affiliation=next(
            (a for m in harm.members if (a := affiliation_of(text, items, m, pack))),
            None,
        ),
        actor=actor,
        when=days,
        place=place
        or (nation if _wide(scope, days) and whole is None else None)
        or (area_of(sentence, told.place) if totalled(sentence, scope) and whole is None else None)
        or _elsewhere(sentence, at, told, whole, wide=_wide(scope, days))
        or nation,
        speakers=told.source_of(sentence, first, last, pack),
        names=tuple(span for m in harm.members for span in m.names),
        sentence=number,
        called=_called(items, harm),
        years=_years(items, harm),
        placed=place is not None,
        peaceful=_peaceful(items, harm),
        dying=dying,
        late=later_death(sentence, harm, other=other),
        led=time is None and told.stretch is None and told.vague,
        other=other,
        part_of=whole,
    )


def _called(items: list[Item], harm: Harm) -> frozenset[str]:
    """The words of the names that a harm's people are given."""
    return frozenset(
        x.low
        for m in harm.members for a, b in m.names for x in items[m.first : m.last + 1]
        if a <= x.start < b and x.word[0].isalpha() and len(x.word) > 1
    )  # fmt: skip


def _years(items: list[Item], harm: Harm) -> frozenset[int]:
    """The age told of a harm's one person."""
    group = harm.group
    single = len(harm.members) == 1 and group.kind in _ONE
    told = ages_told(items, group.first, group.last, single=True) if single else ()
    return frozenset(told)


def _peaceful(items: list[Item], harm: Harm) -> bool:
    """Do the words of a claim tell a death or a wound, and nothing of violence: "three died"?"""
    told = [*items[harm.group.first : harm.group.last + 1]]
    told += [] if harm.at is None else [items[harm.at]]
    words = [x for x in told if "harm" in x.tags]
    return bool(words) and all("peaceful" in x.tags for x in words)


def _told_of(sentence: Sentence) -> bool:
    """Does a sentence tell of whom or by whom, by what, when or where?"""
    told = sentence.cause or sentence.actor or sentence.times or sentence.places
    return bool(told) or any(g.person is not None for g in sentence.groups)


def _armed(items: list[Item], group: Group) -> bool:
    """Are these people fighters or attackers?"""
    person, noun = group.person, group.noun
    if person is None and group.first > 1 and "aux" in items[group.first - 1].tags:
        noun = group.first - 2  # "the attackers were two and fled"
        person = next(iter(items[noun].tags.get("person", ())), None)
    if "militant" in group.adjectives or (person is not None and person.status == "militant"):
        return True
    return noun is not None and "actor" in items[noun].tags and "speaker" not in items[noun].tags


def _actor_before(
    told: Told, place: Place | None, status: VictimStatus, *, event: bool
) -> str | None:
    """Who did it, as told before: not in another place, nor to attackers, who mostly are meant."""
    return told.actor if event and status != "militant" and not apart(place, told.place) else None


def _another_day(time: Time | None, told: Told) -> bool:
    """Is a day told that is not the one told last, so that who did it and how are not known from there?"""
    return time is not None and told.day is not None and time.start != told.day.start


def _escaped(harm: Harm, number: int, before: tuple[Draft, ...]) -> bool:
    """Did some told by a number alone run from their captors, or from where they fought: "22 pupils
    were abducted; five of them fled", "one attacker was killed; two fled"?
    """
    last, some = before[-1] if before else None, harm.group
    others = some.another or some.anaphoric
    if last is None or not (some.kind == "number" or others) or some.count.low is None:
        return False
    if last.measure in HELD and some.count.low <= (last.count.low or 0):
        return True
    near = some.count.low <= _GANG and number - last.sentence <= 1
    return near and last.status in ARMED


def _elsewhere(
    sentence: Sentence, at: int, told: Told, whole: Draft | None, *, wide: bool
) -> Place | None:
    """The place of a claim whose sentence names none: its whole's, the last told, the speaker's."""
    if whole is not None and whole.place is not None:
        return whole.place
    if wide and told.country is not None:
        return told.country
    return told.place or told.place_at(sentence, at, spoken=True)


def _wide(scope: Scope, days: When | None) -> bool:
    """Is this a total over so long that it is of no town told before: "60,000 since 2015"?"""
    return scope == "period" and _long(days)


def _long(days: When | None) -> bool:
    """Is a stretch unknown, or too long to be that of one event?"""
    return days is None or (days.end - days.start).days > _MONTH


def _told_with(items: list[Item], harm: Harm, made: dict[int, Draft]) -> Draft | None:
    """The claim of the same clause that tells who a bare number is: "13 civilians were killed and
    three wounded"; its parts do not.
    """
    wholes = [
        d
        for d in made.values()
        if d.part_of is None
        and d.harm.group.last < harm.group.first
        and d.measure != "detained"
        and not _did(d.harm, harm)
    ]
    if not wholes:
        return None
    between = items[wholes[-1].harm.group.last : harm.group.first]
    return None if any("clause" in x.tags for x in between) else wholes[-1]


def _did(one: Harm, other: Harm) -> bool:
    """Did those whom a later verb tells harmed do a harm: "the gunman, killing two before taking his own
    life"?
    """
    ats = one.at, other.at
    return None not in ats and one.group.last < (other.at or 0) < (one.at or 0)


def _unit(harm: Harm) -> Unit:
    """What is counted: people, households, square kilometres or per cent."""
    if harm.form == "figure":
        return "km2" if harm.measure == "area_km2" else "percent"
    households = any(m.person is not None and m.person.unit == "household" for m in harm.members)
    return "household" if households else "person"
