"""Whether a claim is of one event, a total over a stretch of time, or a figure as of a day."""

from collections.abc import Callable

from oversikt.claims.area import of_a_town, of_the_day
from oversikt.claims.told import Told
from oversikt.claims.when import When, attacks, undated
from oversikt.harm.harm import Harm
from oversikt.harm.modality import modality_of
from oversikt.records import Place, Scope
from oversikt.sentences.compared import of_record
from oversikt.sentences.quotes import reach
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.times import Time, sought
from oversikt.words.marks import Item
from oversikt.words.tokens import GENITIVE

_STOCK = {"fighters", "trapped", "area_km2"}
_HELD = {"displaced", "missing", "abducted", "detained"}
#: So many days after a month its totals are published: monthly counts come within two months.
_COUNTED_DAYS = 60
#: No single attack is told of with so many victims, and no single day with so many displaced: in
#: the annotated passages 66 of 69 counts of 1,000 killed or wounded and more are totals.
_MANY = 1000
_TOTALS = {"displaced": 10_000, "returned": 100}
#: So many words may stand from an article to its noun: "a similar blast".
_QUALIFIED = 3
#: So many words lead from a deed to its verb: "the bombing that in the summer of 2014 killed 90".
_SUBJECT = 7
_DEEDS = frozenset({"cause", "date_attack", "date_attacks"})


def scope_of(
    sentence: Sentence,
    harm: Harm,
    time: Time | None,
    told: Told,
    place: Place | None,
    apart: Callable[[int], bool],
) -> Scope:
    """Return whether a claim is of one event, of a stretch of time, or as of a day.

    Args:
        sentence: The sentence that makes it.
        harm: What befell whom.
        time: The time told of it.
        told: What the report has told before.
        place: Its place, where the sentence names one.
        apart: Whether a word of a long time at a position belongs to another harm.
    """
    if harm.measure in _STOCK:
        return "stock"
    here = harm.measure == "missing" and any(d.scope == "incident" for d in told.drafts)
    if harm.measure in _HELD and not here and _still(sentence.items, harm):
        return "stock"  # but those still missing after an attack are the attack's
    stretch = (time if time.stretch else None) if time is not None else told.stretch
    if time is None and stretch is not None and of_the_day(stretch, place):
        stretch = None  # a round-up of a day goes on town by town
    once = stretch is not None and _once(sentence, harm, stretch, told, place)
    once = once or (time is not None and time.stretch and _of_attack(sentence.items, time))
    states = harm.measure == "missing" or (harm.measure == "displaced" and harm.form == "victims")
    if states and stretch is None and _many(harm):
        return "stock"  # "700,000 displaced": so many are
    if (stretch is not None and not once) or _over_time(sentence, harm, time, apart) or harm.total:
        return "period"
    if sentence.spot.introduces and harm.group.kind in ("counted", "number"):
        return "period"  # a round-up's own total: the incidents follow
    if time is None and told.undated:
        return "period"
    if undated(sentence, told.published, apart) or attacks(sentence):
        return "period"
    day = time is not None and not time.stretch
    return (
        "period"
        if not day and _many(harm) and modality_of(sentence.items, harm) == "asserted"
        else "incident"
    )


def _many(harm: Harm) -> bool:
    """Are so many harmed that only a total over a stretch of time can be meant?"""
    return (harm.group.count.low or 0) >= _TOTALS.get(harm.measure, _MANY)


def _over_time(
    sentence: Sentence, harm: Harm, time: Time | None, apart: Callable[[int], bool]
) -> bool:
    """Does a phrase tell of a stretch ("so far"), and not as a word of a day ("two days since") or past
    a semicolon ("attacks have grown in recent weeks; a bomb killed 17 on 28 April")?

    Whom a day of their own is told of ("died on Thursday, the fifth since riots began on Monday") no
    stretch beside it takes in.
    """
    if not sentence.has("date_period"):
        return False
    day = time is not None and not time.stretch
    first, last, _ = reach(harm)
    at = harm.at if harm.at is not None else last
    items = sentence.items
    days = [t for t in sentence.times if day or not t.stretch or sought(items, t, at)]
    cuts = [k for k, x in enumerate(items) if x.word == ";"]
    return any(
        "date_period" in x.tags
        and not _since_died(items, k)
        and not of_record(items, k, sentence.records)
        and not apart(k)
        and not any(t.first <= k <= t.last for t in days)
        and not any(k < cut < first or last < cut < k for cut in cuts)
        for k, x in enumerate(items)
    )


def _since_died(items: list[Item], at: int) -> bool:
    """Does "since" only tell that somebody died later: "two of the wounded have since died"?"""
    after = [
        x for x in items[at + 1 : at + 4] if "aux" not in x.tags
    ]  # "has since been declared dead"
    return bool(after) and "date_dying" in after[0].tags


def _one_deed(items: list[Item]) -> bool:
    """Is one deed told by its article: "in March an air strike killed 19", "a similar blast", or, where
    there are no articles, by a word for its likeness: "в похожей атаке", "هجوم مماثل"?
    """
    for k, item in enumerate(items):
        if _DEEDS.isdisjoint(item.tags):
            continue
        if any("date_similar" in x.tags for x in items[max(0, k - 1) : k + 2]):
            return True
        for before in reversed(items[max(0, k - _QUALIFIED) : k]):
            if "one" in before.tags:
                return True
            if before.tags or not before.word.isalpha():
                break
    return False


def _of_a_deed(items: list[Item], harm: Harm) -> bool:
    """Is the subject of a harm's verb one deed: "the bombing that in 2014 killed 90", "انفجار أودى بحياة"?"""
    if harm.at is None or harm.form != "inflicted":
        return False
    for k in range(harm.at - 1, max(-1, harm.at - 1 - _SUBJECT), -1):
        tags = items[k].tags
        if "date_attack" in tags:
            before = items[k - 1].tags.get("count") if k else None
            return before is None or before.kind == "year"
        owner = k > 0 and not {"of", "filler"}.isdisjoint(items[k - 1].tags)
        others = any(form != "inflicted" for _, form in tags.get("harm", ()))
        does = "person" in tags or ("actor" in tags and not owner)
        if others or does or "and" in tags or items[k].word in ".;:":
            return False
    return False


def _once(
    sentence: Sentence, harm: Harm, stretch: Time | When, told: Told, place: Place | None
) -> bool:
    """Is one event told of that lies in a stretch, and no total over it?

    One person, or one deed, is an event. Totals of a month are published when it ends; what is told
    of an older month is most often the background of the news. Of a year both are told: a town makes
    it an event.
    """
    if (harm.group.count.low or 0) >= _MANY or sentence.has("date_total"):
        return False
    deed = told.headed < 0 and (_one_deed(sentence.items) or _of_a_deed(sentence.items, harm))
    if told.published is not None and stretch.end >= told.published:
        return deed and isinstance(stretch, When)  # "this year" still runs: of what it tells before
    if stretch.whole and stretch.precision == "year":
        return deed or of_a_town(place)
    single = harm.group.count.low == harm.group.count.high == 1
    if deed or (single and told.headed < 0):
        return True  # a round-up's total does not count an attack of last month
    past = told.published is not None and (told.published - stretch.end).days > _COUNTED_DAYS
    return stretch.whole and past


def _of_attack(items: list[Item], time: Time) -> bool:
    """Is a stretch told as that of one attack: "last week's bombing", "el atentado de la semana pasada"?"""
    after = [x for x in items[time.last + 1 : time.last + 4] if x.word not in GENITIVE][:1]
    before = [
        x
        for x in items[max(0, time.first - 3) : time.first]
        if {"of", "in", "filler"}.isdisjoint(x.tags)
    ][-1:]
    led = time.last + 1 < len(items) and items[time.last + 1].word in GENITIVE
    return any(
        "date_attack" in x.tags or ("cause" in x.tags and "date_attacks" not in x.tags)
        for x in (after if led else before)
    )


def _still(items: list[Item], harm: Harm) -> bool:
    """Does a word like "still" or "remain" stand in the clause, before or between the two?"""
    first, last, _ = reach(harm)
    return any("date_still" in x.tags for x in items[max(0, first - 3) : last + 1])
