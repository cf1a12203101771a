"""Days on which something else was done than the deed: said, buried, charged, agreed, remembered."""

from itertools import takewhile

from oversikt.sentences.times import DEED, Time, is_article, year_at
from oversikt.words.lexicon import Tags
from oversikt.words.marks import Item
from oversikt.words.tokens import GENITIVE

#: So far from a time the word of speech may stand whose day it is.
_SPOKEN = 10
#: So far from a day may stand what was done on it.
_DONE = 12
#: "Sunday's early morning shooting"
_PARTS_OF_DAY = frozenset({"date_part_of_day", "date_early", "date_mid", "date_late"})
#: What names a day.
_DAYS = {"weekday", "relative", "month"}


def of_saying(items: list[Item], time: Time, *, beside: bool) -> bool:
    """Is this the day on which something was said, and not the day of what is told?

    A word of speech stands right beside it ("said on Monday"), or with its speaker on one side of
    it ("said the ministry on Monday", "on Monday the ministry said that"). Harm, a count or the
    opening of a clause between the two parts them.

    Args:
        items: Marked items of the sentence.
        time: A time of the sentence.
        beside: Whether the sentence names a stretch as well: of a day and a stretch the day is
            that of the saying ("said on Monday that 682 people were killed in June").
    """
    if time.stretch or "anaphoric" in items[time.first].tags:
        return False  # "that day" is the day of what was told before
    if time.last + 1 < len(items) and items[time.last + 1].word in GENITIVE:
        return False  # "police said Friday's shooting"
    if _of_noun(items, time):
        return False  # "police said the Friday night shooting"
    return _said_before(items, time, beside=beside) or _said_after(items, time)


def _of_noun(items: list[Item], time: Time) -> bool:
    """Does a day stand between an article and the noun of a deed: "a Sunday shooting"?"""
    lead = items[time.first - 1] if time.first else None
    follow = items[time.last + 1] if time.last + 1 < len(items) else None
    article = lead is not None and ("filler" in lead.tags or is_article(items, time.first - 1))
    return article and follow is not None and "cause" in follow.tags


def _speaks(tags: Tags) -> bool:
    """Does a word with these tags tell that something is said?"""
    return "say" in tags or "say_after" in tags


def _said_before(items: list[Item], time: Time, *, beside: bool) -> bool:
    """Does a word of speech stand before its day?"""
    after = items[time.last + 1] if time.last + 1 < len(items) else None
    closes = after is None or after.word in ",." or not {"clause", "of"}.isdisjoint(after.tags)
    heard = False
    for back, item in enumerate(reversed(items[max(0, time.first - _SPOKEN) : time.first])):
        tags = item.tags
        if _speaks(tags) or ("cite" in tags and heard):
            return back < 2 or beside or (closes and heard)
        if "harm" in tags or "count" in tags or item.word in ".;:":
            return False
        if not beside and ("clause" in tags or "and" in tags or item.word == ","):
            return False
        heard = heard or "speaker" in tags
    return False


def _said_after(items: list[Item], time: Time) -> bool:
    """Does a word of speech follow its day, at once or after its speaker?"""
    follow = items[time.last + 1 : time.last + 1 + _SPOKEN]
    if follow and _speaks(follow[0].tags) and not _ends_harm(items, time):
        around = (*items[max(0, time.first - 5) : time.first], *follow[1:6])
        named = any(x.capital and not x.tags for x in follow[1:4])  # "on Monday said Ali Haddad"
        return named or any("speaker" in x.tags for x in around)
    if follow and follow[0].word == "(":  # a dateline: "PARIS, July 18 (Reuters)"
        return any("speaker" in x.tags for x in follow[1:3]) and not _ends_harm(items, time)
    if follow and follow[0].word == "," and _ends_harm(items, time):
        return False  # "three were killed on Monday, police said in a statement"
    heard = False
    for k, item in enumerate(follow):
        tags = item.tags
        if "witnessed" in tags:
            return False
        if _speaks(tags):
            after = items[time.last + 2 + k : time.last + 5 + k]
            own = any(not _DAYS.isdisjoint(x.tags) for x in after)  # "on Monday, X said on Tuesday"
            return heard and bool(after) and after[0].word not in ",." and not own
        if "harm" in tags or "count" in tags or "clause" in tags or item.word in ".;:–—":
            return False
        if item.word == "," and k:
            return False
        heard = heard or "speaker" in tags or "pronoun" in tags
    return False


def _ends_harm(items: list[Item], time: Time) -> bool:
    """Does a word of harm stand before a time, in the clause that the time closes?"""
    for item in reversed(items[max(0, time.first - _DONE) : time.first]):
        if item.word in ",.;:":
            return False
        if "harm" in item.tags:
            return True
    return False


def of_another_deed(items: list[Item], time: Time) -> bool:
    """Is this the day of something done about a deed, still to come, agreed, or remembered?

    Args:
        items: Marked items of the sentence.
        time: A time of the sentence.
    """
    told = _of_aftermath, _to_come, _of_pact, _remembered
    return any(is_told(items, time) for is_told in told)


def _of_aftermath(items: list[Item], time: Time) -> bool:
    """Is this the day of what was done about a deed, and not of the deed?

    Within a sentence a full stop ends an abbreviation.

    "Was arrested on Monday in the deaths of two men", "a man killed by his son was identified
    Tuesday": of deed and aftermath, the day is that of the one right before it in its clause;
    further off, of the aftermath ("on Monday police charged a man with killing …"). A day right
    before a word for the deed is the deed's ("charged in a Sunday shooting"), and so is one that
    two deeds share ("arrested twelve on Saturday and killed three").
    """
    if time.stretch or time.back or not any("date_aftermath" in x.tags for x in items):
        return False
    follow = [
        x for x in items[time.last + 1 : time.last + 1 + _DONE]
        if x.word not in GENITIVE and _PARTS_OF_DAY.isdisjoint(x.tags)
    ]  # fmt: skip
    if any(_deed(x) for x in follow[:1]) or (
        len(follow) > 1
        and _deed(follow[1])
        and ("and" in follow[0].tags or not (follow[0].tags or follow[0].word == ","))
    ):
        return False
    lead = items[max(0, time.first - _DONE) : time.first][::-1]
    after = list(takewhile(lambda x: x.word != "," and "clause" not in x.tags, follow[1:]))
    ahead = _aftermath([*follow[:1], *after])
    if ahead and any("aux" in x.tags for x in takewhile(lambda x: not _deed(x), lead)):
        return True  # "Die drei Getöteten wurden am Freitag beerdigt": the verb follows its day
    own = _aftermath(list(takewhile(lambda x: x.word != ",", lead)))
    if own is not None:
        return own
    before = _aftermath(lead)
    return bool(before or ahead or (before is None and _aftermath(follow)))


def _remembered(items: list[Item], time: Time) -> bool:
    """Is this the day on which a deed of other years is remembered: "on the anniversary of the attack,
    families met on Thursday"?
    """
    dated = any(year_at(items, k) for k in range(time.first, time.last + 1))
    return (
        time.precision == "day" and not dated
        and any("date_anniversary" in x.tags for x in items)
    )  # fmt: skip


def _of_pact(items: list[Item], time: Time) -> bool:
    """Is this the day of an agreement, "the truce signed on 5 March", and of no deed?"""
    for item in reversed(items[max(0, time.first - _DONE) : time.first]):
        if "date_pact" in item.tags:
            return True
        if item.word in ",.;:" or _deed(item):
            return False
    return False


def _to_come(items: list[Item], time: Time) -> bool:
    """Does a word of what is to come stand before a time in its clause: "due in court on 3 May"?"""
    for item in reversed(items[max(0, time.first - _DONE) : time.first]):
        if "date_to_come" in item.tags:
            return True
        if item.word in ",;" or "clause" in item.tags or _deed(item):
            return False
    return False


def _aftermath(some: list[Item]) -> bool | None:
    """Is the first of deed and aftermath among some words the aftermath? None where neither is."""
    for k, item in enumerate(some):
        if "date_aftermath" in item.tags:
            return True
        before = some[k + 1] if k + 1 < len(some) else None
        stamp = before is not None and ("date_aftermath" in before.tags or before.word.isdecimal())
        if _deed(item) or item.word == ";" or (item.word == ":" and not stamp):
            return False
    return None


def _deed(item: Item) -> bool:
    """Does a word tell of what was done to people, or that it happened, and not of what was done about it?"""
    return not DEED.isdisjoint(item.tags) and "date_aftermath" not in item.tags
