"""Numbers that tell ages, of one and of several."""

from oversikt.people.quantities import Count
from oversikt.words.marks import Item

#: Words after a group in which its ages are looked for, and the greatest number that is one.
_AGES, _OLDEST = 6, 110
_AGE_WORDS = {"count", "age", "and", "of", "filler"}
#: What may follow a number that is an age though no word says so: "su hijo de 16 en Cali".
_AFTER_AGE = frozenset({"and", "harm", "aux", "clause", "in"})

#: Words whose number may stand in brackets behind them: "dead (12), wounded (35)".
_COUNTED_SO = frozenset({"harm", "victim", "count", "in", "and"})

#: A list of ages has no more words.
_LIST = 9
#: Nor has a note before an age in brackets: "(b/m, 46)".
_NOTE = 5


def is_age(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` the age of somebody just named: "(22)", "a woman of 64", "Ahmed, 34,"?"""
    count = items[i].tags["count"]
    if not count.low or count.low > _OLDEST or not items[i].word[0].isdecimal():
        return False
    if count.low != count.high:
        return _in_brackets(items, i)
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if before is None:
        return False
    if before.word == ":" and i > 1 and "age" in items[i - 2].tags:
        return True  # "Age: 27"
    if after is None or "person" not in after.tags:
        k = i - 1
        while (
            k > 0
            and i - k < _LIST
            and (items[k].word == "," or not {"and", "count", "of"}.isdisjoint(items[k].tags))
        ):
            k -= 1
        if "age" in items[k].tags and k < i - 1 and "count" not in items[k - 1].tags:
            return True  # "three men, ages 25, 26 and 33, were hurt"
        if _ages_of_many(items, k, i):
            return True  # "two men, 25 and 30, were shot"
    if after is not None and after.word == ")" and (first := _bracket(items, i)):
        return items[first - 1].capital if first < i - 1 else _in_brackets(items, i)
    if (
        "of" in before.tags
        and i >= 2
        and any(p.number == "one" for p in items[i - 2].tags.get("person", ()))
    ):
        return after is None or "person" not in after.tags
    closed = after is not None and (
        after.word in ",.)(;–—"
        or (
            "of" in after.tags and i > 1 and _named(items, i - 2)
        )  # "Ali Haddad Jr., 32 of Dunbar,"
        or (not {"clause", "aux"}.isdisjoint(after.tags) and _one(items, i - 2))
    )
    if (
        _ends_clause(after)
        and i > 1
        and (before.tags.get("fixed") == 2 or ("aux" in before.tags and _one(items, i - 2)))
        and all("harm" not in x.tags for x in items[max(0, i - 3) : i - 1])  # "die Toten sind 36"
    ):
        return True  # "two men, both 21, were hurt", "Ahmed, who was 16, died"
    if "aux" in before.tags and _of_age(items, i - 1) and (after is None or after.word in ".,;"):
        return True  # "the youngest of the dead was 3"
    if "part" in before.tags and i > 1 and "count" in items[i - 2].tags and closed:
        return True  # "four boys, two of them 15, were hurt"
    at = i - 1 - ("of" in before.tags)  # "el niño, de 12,"
    if at > 0 and items[at].word == "," and closed:
        other = items[at - 1].tags.get("another") == 1  # "the other, 23,"
        return other or _named(items, at - 1) or _parent(items, at - 1)
    return False


def _of_age(items: list[Item], at: int) -> bool:
    """Does a clause tell an age before its verb: "the average age of the dead was", "the youngest was"?"""
    for item in reversed(items[max(0, at - _LIST) : at]):
        if "age" in item.tags:
            return True
        if item.word in ",.;:" or "count" in item.tags:
            return False
    return False


def _parent(items: list[Item], at: int) -> bool:
    """Does a number of children end at ``at``: "a mother of four, 33, was"?"""
    lead = items[max(0, at - 2) : at]
    return (
        len(lead) == 2 and "count" in items[at].tags and "of" in lead[1].tags
        and any(p.number == "one" for p in lead[0].tags.get("person", ()))
    )  # fmt: skip


def _bracket(items: list[Item], i: int) -> int:
    """Where the bracket opens that a number closes right after itself or after a note: "(22)",
    "(b/m, 46)"; 0 where none does.
    """
    for k in range(i - 1, max(0, i - 1 - _NOTE), -1):
        if items[k].word == "(":
            return k if k == i - 1 or items[i - 1].word == "," else 0
    return 0


def _in_brackets(items: list[Item], i: int) -> bool:
    """Does a number alone in brackets follow a name or people: "Ali Haddad (34-35)", "Ali, (34)"?"""
    opened = i - 1 - (i > 1 and "possible" in items[i - 1].tags)
    if opened < 1 or items[opened].word != "(" or items[i + 1 : i + 2] == []:
        return False
    lead = items[opened - 2 if opened > 1 and items[opened - 1].word == "," else opened - 1]
    befell = any({"aux", "harm"} & x.tags.keys() for x in items[i + 2 : i + 3])
    # a number of no one known: "En utenforstående (53) fikk kuttskader"
    told = befell and lead.word.isalpha() and _COUNTED_SO.isdisjoint(lead.tags)
    called = (lead.capital and "harm" not in lead.tags) or "person" in lead.tags
    return items[i + 1].word == ")" and (called or told)


def _ages_of_many(items: list[Item], noun: int, i: int) -> bool:
    """Is the number at ``i`` one of several after a noun for people and a comma or bracket, told to the
    next: "his sons, 10 and 12,", "zwei Männer (19, 22)"?
    """
    noun -= items[noun].word == "("
    first = noun + 2
    if first > i or items[noun + 1].word not in ",(" or "person" not in items[noun].tags:
        return False
    end = first
    while (
        end < len(items)
        and end - first < _LIST
        and (items[end].word == "," or not {"and", "count"}.isdisjoint(items[end].tags))
    ):
        end += 1
    ages = [x for x in items[first:end] if "count" in x.tags]
    at = end - 1 - ("and" in items[end - 1].tags)  # "two boys, 3 and 5, and their mother"
    closed = end == len(items) or items[at].word == "," or items[end].word in ".;)–—"
    return (
        closed
        and "person" not in (items[end].tags if end < len(items) else {})
        and len(ages) > 1
        and all(x.word.isdecimal() and int(x.word) < _OLDEST for x in ages)
    )


def _named(items: list[Item], at: int) -> bool:
    """Does a name or a noun for one person end at ``at``: "Ahmed", "the boy", "a third", "„Ali“"?"""
    while at > 0 and items[at].word in ".\"'’”)":
        at -= 1
    item = items[at]
    if any(form == "victims" for _, form in item.tags.get("harm", ())):
        return True  # "Shooting victim, 18, dies"
    if item.tags.keys() <= {"filler"} and item.word.isalpha() and at and _titled(items, at - 1):
        return True  # "the waitress, 36,", "the eldest, 14,"
    if item.capital or "ordinal" in item.tags:
        return True
    return any(p.number == "one" for p in item.tags.get("person", ()))


def _titled(items: list[Item], at: int) -> bool:
    """Does an article or a first word lead to a word that no list has: "the waitress", "Drug dealer"?"""
    tags = items[at].tags
    return at == 0 or ("of" not in tags and not {"filler", "count", "own"}.isdisjoint(tags))


def _ends_clause(after: Item | None) -> bool:
    """Is a number the last of its clause: "was 24, was shot", "was 17 and was shot"?"""
    return after is not None and (
        after.word in ",;–—" or not {"and", "clause"}.isdisjoint(after.tags)
    )


def _one(items: list[Item], at: int) -> bool:
    """Does one person, by name, noun or "who", stand at ``at`` before a verb: "Ahmed, who was 16,"?"""
    if "clause" in items[at].tags and at:
        at -= 1 + (at > 1 and items[at - 1].word == ",")
    if any(p.number == "one" for p in items[at].tags.get("person", ())):
        return True
    first = at
    while first >= 0 and items[first].capital:
        first -= 1
    led = first >= 0 and not {"in", "of", "near"}.isdisjoint(items[first].tags)
    return first < at and not led  # "the toll in Baghdad was 24, and …", "in Hama, 30 were hurt"


def first_of_ages(items: list[Item], at: int) -> bool:
    """Is a number the first of two ages: "aged 7 and 17", "17- to 28-year-olds"?

    Args:
        items: Marked items of the sentence.
        at: Position after the number.
    """
    at += at < len(items) and items[at].word in "-–"
    article = items[at + 1].tags.get("count") if at + 1 < len(items) else None
    if items[at - 1].word in "-–" and article is not None and article.kind == "article":
        own = (
            at + 2 < len(items) and "count" in items[at + 2].tags
        )  # "eine 58- und eine 71-jährige"
        return own and any("age" in x.tags for x in items[at + 3 : at + 5])
    joined = at + 2 < len(items) and "count" in items[at + 1].tags
    if not joined or {"and", "to"}.isdisjoint(items[at].tags):
        return False
    told = items[at + 2]
    return "age" in told.tags or (
        "to" in items[at].tags
        and told.word in "-–"
        and any("age" in x.tags for x in items[at + 3 : at + 4])
    )


def ages_told(items: list[Item], first: int, last: int, *, single: bool) -> list[int]:
    """Return the ages told of a group: "a 34-year-old man", "Ahmed (34)", "two boys aged 7 and 9".

    An age stands among the group's words or right after them, with a word of age beside it, or
    alone between commas or in brackets.

    Args:
        items: Marked items of the sentence.
        first: Position of the group's first word that may tell an age, past its own count.
        last: Position of its last.
        single: Whether the group is one person: any number among its words is an age then.
    """
    if any("infant" in item.tags for item in items[first : last + 2]):
        return [0]  # "an 18-month-old", "a girl, 5 months old"
    aged = any("age" in item.tags for item in items[first : last + 1])
    inside = _years(items[first : last + 1], spelled=aged)  # "her six-year-old son"
    if inside and (single or aged):
        return inside
    start = last + 1
    if single and bare_age(items, start):
        return _years(items[start + 1 : start + 2])
    aside = start < len(items) and items[start].word in ",("
    start += aside
    end = start
    while end < len(items) and end - start < _AGES and _in_ages(items[end]):
        end += 1
    if end == start or "and" in items[start].tags:
        return []
    follow = items[end] if end < len(items) else None
    if follow is not None and "person" in follow.tags:
        return []  # "a woman, 17-year-old twins": the age of those who follow
    alone = aside and end == start + 1 and (follow is None or follow.word in ",).")
    if any("age" in item.tags for item in items[start:end]):
        return _years(items[start:end], spelled=True)
    years = _years(items[start:end]) if alone else []
    own = [x.tags["count"].low for x in items[max(0, first - 2) : last + 1] if "count" in x.tags]
    return [] if years and years[0] in own and not single else years  # "five civilians (5)"


def bare_age(items: list[Item], at: int) -> bool:
    """Do "of" and a number without a word of age tell one person's age: "un adolescente de 14 y"?

    Not "un policía de 3 disparos".

    Args:
        items: Marked items of the sentence.
        at: Position after the person.
    """
    if at + 1 >= len(items) or "of" not in items[at].tags or not _years(items[at + 1 : at + 2]):
        return False
    after = items[at + 2] if at + 2 < len(items) else None
    return after is None or after.word in ",.;)" or not _AFTER_AGE.isdisjoint(after.tags)


def age_after(items: list[Item], at: int) -> int:
    """Return where the age that follows a person ends: ", 72,", "(72)", "aged 72"; 0 where none does.

    Args:
        items: Marked items of the sentence.
        at: Position after the person.
    """
    k = at + (at < len(items) and items[at].word in ",(")
    k += k < len(items) and "age" in items[k].tags
    k += at < k < len(items) and "of" in items[k].tags  # ", de 17,"
    if k == at or not _years(items[k : k + 1]):
        return 0
    k += 1
    while k < len(items) and not {"age", "time_unit"}.isdisjoint(items[k].tags):
        k += 1
    return k + (k < len(items) and items[k].word in ",)")


def ages_after(items: list[Item], at: int, several: int) -> int:
    """Return where the ages that follow so many people end: ", ages 3 and 5,", ", 3 and 5,", "(7, 9)"; 0
    where none do.

    Args:
        items: Marked items of the sentence.
        at: Position after the people.
        several: How many they are.
    """
    if at >= len(items) or items[at].word not in ",(":
        return 0
    close = ")" if items[at].word == "(" else ","
    k, years = at + 1, 0
    while k < len(items) and (items[k].word == "," or _in_ages(items[k])):
        years += len(_years(items[k : k + 1], spelled=True))
        k += 1
        if years == several and k < len(items) and items[k].word == close:
            return k + (close == ")")
    return 0


def of_one_age(items: list[Item], i: int, count: Count) -> int:
    """Return where the age ends that a count's people have in common: "zwei 19-Jährige"; 0 where none does.

    Args:
        items: Marked items of the sentence.
        i: Position of the count.
        count: The count.
    """
    if (
        count.kind in ("article", "year", "none")
        or "fixed" in items[i].tags
        or not {"count"} <= (items[i + 1].tags.keys() if i + 1 < len(items) else set[str]())
    ):
        return 0
    at = i + 2 + (i + 2 < len(items) and items[i + 2].word == "-")
    return at + 1 if at < len(items) and "age" in items[at].tags else 0


def _years(items: list[Item], *, spelled: bool = False) -> list[int]:
    """The numbers among items that may be years of age, of digits or also ``spelled`` out."""
    counts = [
        item.tags["count"] for item in items
        if "count" in item.tags
        and (item.word[0].isdecimal() or (spelled and item.tags["count"].kind == "words"))
    ]  # fmt: skip
    return [n.low for n in counts if n.low and n.low == n.high and n.low <= _OLDEST]


def _in_ages(item: Item) -> bool:
    """May a word stand among ages after a name or noun: "aged 7 and 9", "de 7 y 17 años"?"""
    if "person" in item.tags or "harm" in item.tags:
        return False
    return item.word in "-–" or not _AGE_WORDS.isdisjoint(item.tags)
