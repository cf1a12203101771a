"""Who does it and to whom: active verbs and participles, subjects and objects, in any order."""

from oversikt.harm.harm import COUNTABLE, Word
from oversikt.harm.prices import right_beside
from oversikt.people.people import DEEDS_OF, ONE, VICTIMS, Group
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person

#: What may tell more of one who does it.
_QUALITY = {"filler", "adj"}
#: What may stand before an object that opens its clause.
_BEFORE_OBJECT = {"and", "clause"}
#: So many words lead from an ordinal to its verb.
_LED = 4
#: So many words tell whose an object is, after it.
_WHOSE = 3
#: So many words part an auxiliary from "by", and what may stand between that and people.
_ADVERBS, _LEADING = 4, {"filler", "one", "adj", "one_article"}
#: Kinds of people who may stand before what they do.
_DOERS = frozenset({*ONE, "counted", "number"})
#: Numbers of people whose words tell a subject from an object, where nouns do: "двое", "двоих".
_NOMINATIVE = range(2, 5)
#: What leads to an object, and what is none.
_ARTICLES = frozenset({"filler", "one", "own", "one_article", "feminine"})
_NO_NOUN = frozenset({"with_kin", "together", "by", "and", "neg", "to", "count", "num", "harm", "in", "unit", "month", "weekday", "place_kind", "clause", "aux",
                      "relative", "part", "another", "others"})  # fmt: skip
#: So near its verb stands who does it.
_NEAR = 2


def does_it_first(items: list[Item], pair: list[Group], word: Word, pack: Pack) -> bool:
    """Does one person stand between a verb and those whom he killed: "قتل مسلح ثلاثة أشخاص", "قتل جندي
    طفلا"?

    The verb is written the same where it tells that he was killed himself.

    Args:
        items: Marked items with quantities counted.
        pair: The person and the group after him.
        word: The verb.
        pack: The language's pack.
    """
    if len(pair) < 2 or "inflicted" not in word.forms:
        return False
    one, other = pair
    gap = items[one.last + 1 : other.first]
    plain = len(gap) <= 1 and all(x.word.isalpha() and x.tags.keys() <= _QUALITY for x in gap)
    several = other.kind in ("counted", "dual", "number") and (other.count.low or 0) > 1
    done_to = several or "kin" in items[other.first].tags or (
        other.kind == "one" and bool(pack.objects_end)
        and items[other.first].low.endswith(pack.objects_end)
    )  # fmt: skip
    return (
        one.kind == "one" and done_to and plain and not other.joined and not other.partitive
        and one.first == word.last + 1
    )  # fmt: skip


def forms_here(items: list[Item], groups: list[Group], word: Word) -> list[str]:
    """Return the forms that a word of harm has here: participle and active verb told apart by
    auxiliaries and by what stands beside.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        word: The verb.
    """
    forms = word.forms - VICTIMS - DEEDS_OF.keys()
    lead = items[word.at - 1] if word.at else None
    if (
        "event" in forms
        and lead is not None
        and "in" in lead.tags
        and lead.end == items[word.at].start
    ):
        return ["event"]  # a preposition is written onto a noun: "إدانة ضابط بقتل أسرى"
    if {"suffered", "inflicted"} <= forms:
        passive = any("aux" in x.tags for x in items[max(0, word.at - 3) : word.at]) or any(
            "by" in x.tags or "agent" in x.tags for x in items[word.last + 1 : word.last + 2]
        )
        object_follows = any(
            _right_after(items, g, word)
            and (g.kind != "plural" or done_to_some(items, groups, g, word))
            for g in groups
        )
        counted_before = any(
            0 < word.at - g.last <= 1 and g.kind in ("counted", "number") for g in groups
        )
        led = items[word.at - 1].word == "," or any(_object(items, g, word) for g in groups)
        if passive or (counted_before and not (object_follows and led)):
            forms.discard("inflicted")
        elif object_follows:
            forms.discard("suffered")
    return sorted(forms)


def agent_of_another(items: list[Item], group: Group, word: Word) -> bool:
    """Did a group do what another word tells, before "and" and a verb of those who suffered it: "a boy
    was shot by his brother and is in stable condition"?

    Args:
        items: Marked items with quantities counted.
        group: People before the verb.
        word: The verb.
    """
    at = group.first - 1
    while at > 0 and "filler" in items[at].tags and "by" not in items[at].tags:
        at -= 1
    done = at > 0 and "by" in items[at].tags and "harm" in items[at - 1].tags
    follow = items[group.last + 1 : word.at]
    return done and bool(follow) and "and" in follow[0].tags


def done_to_some(items: list[Item], groups: list[Group], some: Group, word: Word) -> bool:
    """Are some without a number the object of a verb whose subject stands right before it: "a soldier
    killed protesters", but not "a man shot dead, police say"?

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        some: Those without a number.
        word: The verb.
    """
    if not _right_after(items, some, word) or "speaker" in items[some.last].tags:
        return False
    says = any({"say", "say_after"} & x.tags.keys() for x in items[some.last + 1 : some.last + 2])
    return not says and any(g.last == word.at - 1 and g.kind in (*ONE, "counted") for g in groups)


def _right_after(items: list[Item], group: Group, word: Word) -> bool:
    """Do people stand right after a verb, past their article: "shot the clerk", "killed her son"?"""
    gap = group.first - word.last
    led = items[word.last + 1].tags if gap == 2 else {}
    return gap == 1 or ("filler" in led and (group.kind == "definite" or "own" in led))


def _object(items: list[Item], group: Group, word: Word) -> bool:
    """Do people right after a verb have no harm of their own: "two soldiers killed a boy", but not
    "two killed four wounded"?
    """
    if not _right_after(items, group, word) or group.measure or not (group.person or group.names):
        return False
    follow = items[group.last + 1 : group.last + 3]
    on = any("and" in x.tags for x in follow[:1])  # "two men shot the guard and fled"
    return on or all({"harm", "aux"}.isdisjoint(x.tags) for x in follow)


def object_before(items: list[Item], groups: list[Group], word: Word, pack: Pack) -> Group | None:
    """Return the people right before an active verb whose form tells that they are its object: "Таксиста
    убили двое пассажиров", "den Priester entführten vier Bewaffnete"; None where none are.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        word: The verb.
        pack: The language's pack, which tells the forms of objects.
    """
    if "inflicted" not in word.forms:
        return None
    if some := _several_before_one(items, groups, word, pack):
        return some
    group = next((g for g in reversed(groups) if g.last < word.at), None)
    if group is None or group.noun is None:
        return None
    whose = items[group.last + 1 : word.at]
    if whose and (len(whose) > _WHOSE or "of" not in whose[0].tags or not _words(whose)):
        return None  # "den Priester des Ortes entführten vier"
    start = group.first - 1
    lead = items[start].low if start >= 0 else ""
    start -= lead in pack.object_words
    start -= start >= 0 and items[start].low in pack.object_words
    before = items[start] if start >= 0 else None
    opens = (
        before is None or not before.word[0].isalnum() or not _BEFORE_OBJECT.isdisjoint(before.tags)
    )
    led = lead in pack.object_words or items[group.first].low in pack.object_words
    if "suffered" in word.forms:  # a participle: "die einen Jugendlichen erschossen hatten"
        return group if led and group.count.high == 1 else None
    return group if opens and (led or _accusative(items[group.noun].low, pack)) else None


def agent_within(items: list[Item], group: Group, word: Word) -> bool:
    """Does "by" lead to people between an auxiliary and its participle: "ein Mann wurde von drei
    Jugendlichen erschossen", "en mann ble av tre soldater drept"? Not so "die Mutter von drei wurde".

    Args:
        items: Marked items with quantities counted.
        group: The people.
        word: The participle.
    """
    if group.last >= word.at:
        return False
    by = group.first - 1
    while by > 0 and "by" not in items[by].tags and items[by].tags.keys() <= _LEADING:
        by -= 1
    if by < 1 or "by" not in items[by].tags:
        return False
    lead = items[max(0, by - _ADVERBS) : by]
    aux = max((k for k, x in enumerate(lead) if "aux" in x.tags), default=-1)
    between = items[group.last + 1 : word.at]
    plain = all(x.tags or not x.capital for x in lead[aux + 1 :]) and right_beside(lead[aux + 1 :])
    return aux >= 0 and plain and all(x.word[0].isalnum() and "aux" not in x.tags for x in between)


def _several_before_one(
    items: list[Item], groups: list[Group], word: Word, pack: Pack
) -> Group | None:
    """Return several people who open a clause before a verb that by its ending is of one: "vier Schüler
    erschoss ein Junge", "neun Menschen hat ein Mann erschossen"; None where none do.
    """
    some = next((g for g in groups if g.last < word.at and (g.count.low or 0) > 1), None)
    if not pack.several_end or some is None or some.measure or some.person is None:
        return None
    start, verb = some.first, items[some.last + 1]
    opens = not start or items[start - 1].word in ",.;:"
    doer = any(g.first == some.last + 2 and g.kind == "one" for g in groups)
    finite = some.last + 1 == word.at or (doer and verb.tags.keys() <= {"aux", "filler"})
    between = items[some.last + 1 : word.at]
    one = finite and verb.word.isalpha() and not verb.low.endswith(pack.several_end)
    return some if opens and one and all(x.word not in ",.;:" for x in between) else None


def subject_before(items: list[Item], groups: list[Group], word: Word, pack: Pack) -> Group | None:
    """Return who stands right before an active verb and does what it tells to somebody of whom nothing is
    known: "Der Soldat tötete den Schuldigen", "солдат убил обидчика"; None where none does.

    A verb that may be a participle as well, and several, need an article of what follows.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        word: The verb.
        pack: The language's pack, which tells the forms of objects and how verbs of several end.
    """
    group = next((g for g in reversed(groups) if g.last + 1 == word.at), None)
    if group is None or "inflicted" not in word.forms or group.kind not in _DOERS or group.joined:
        return None
    if group.first and "to" in items[group.first - 1].tags:
        return None  # "a un hombre mataron los ladrones"
    if "suffered" in word.forms and any(
        "aux" in x.tags for x in items[max(0, word.at - _LED) : word.at]
    ):
        return None  # "ble Haddad kidnappet"
    after = items[word.last + 1 : word.last + 3]
    if len(after) == 2 and not _ARTICLES.isdisjoint(after[0].tags) and _noun(after[0], after[1]):
        return group
    if group.noun is None or not pack.object_endings or "suffered" in word.forms:
        return None
    several = items[word.last].low.endswith(pack.several_end)
    if several:
        subject = group.count.kind == "words" and group.count.low in _NOMINATIVE
    else:
        subject = group.count.high == 1 and not _accusative(items[group.noun].low, pack)
    subject = subject and items[group.first].low not in pack.object_words
    known = bool(after) and after[0].word.isalpha() and not after[0].tags and not after[0].capital
    return group if subject and known else None


def _noun(article: Item, item: Item) -> bool:
    """May an unknown noun follow its article: "den Schuldigen", "al culpable", but not "den 5. mai", nor
    "they" behind an object: "sønnen drepte de med øks"?
    """
    plain = {"by", "speech_pronoun"}.isdisjoint(article.tags) and (
        "in" not in article.tags or "to" in article.tags
    )
    return plain and item.word.isalpha() and not any(
        tag in _NO_NOUN or tag.startswith("date") for tag in item.tags
    )  # fmt: skip


def subject_after(items: list[Item], groups: list[Group], word: Word, pack: Pack) -> Group | None:
    """Return who stands right behind a verb and does what it tells, where what opens the clause is neither
    its subject nor its object: "2016 tötete ein Attentäter in Nizza 86 Menschen"; None where none does.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        word: The verb.
        pack: The language's pack, which tells whether verbs stand second.
    """
    if not pack.verb_second or "inflicted" not in word.forms:
        return None
    start = word.at
    while start and items[start - 1].word not in ",.;:":
        start -= 1
    if any(start <= g.last < word.at and not _opens(items, start, g) for g in groups) or any(
        "aux" in x.tags for x in items[start : word.at]
    ):
        return None
    after = [g for g in groups if g.first > word.last]
    if len(after) < 2 or after[0].measure or not acts_on(items, after[0], word):
        return None
    gap = items[after[0].last + 1 : after[1].first]
    object_ = not after[1].joined and (after[1].count.low or 0) > 0
    plain = all(x.word[0].isalnum() and {"and", "by", "clause"}.isdisjoint(x.tags) for x in gap)
    return after[0] if object_ and plain and _words(gap) else None


def _opens(items: list[Item], start: int, group: Group) -> bool:
    """Do people stand in what opens a clause with a preposition: "mit vier Männern tötete der Täter"?"""
    return any("in" in x.tags or "by" in x.tags for x in items[start : group.first])


def acts_on(items: list[Item], group: Group, word: Word) -> bool:
    """Do people right after a verb with its object before it do what it tells?

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
        word: The verb.
    """
    gap = items[word.last + 1 : group.first]
    return word.last < group.first and len(gap) <= _NEAR and _words(gap)


def _words(items: list[Item]) -> bool:
    """Are these words alone, without a sign, a verb of harm or people?"""
    return all(x.word.isalpha() and {"harm", "person"}.isdisjoint(x.tags) for x in items)


def _accusative(low: str, pack: Pack) -> bool:
    """Does a noun end as one person does who is an object, and is there such a noun: "таксиста"?"""
    for ending, others in pack.object_endings.items():
        stem = low.removesuffix(ending)
        if stem == low:
            continue
        for other in others:
            if any(p.number == "one" for p in _persons(stem + other, pack)):
                return True
    return False


def _persons(low: str, pack: Pack) -> tuple[Person, ...]:
    """Return whom a word may stand for, by its pack."""
    node = pack.words.get(low)
    return node.tags.get("person", ()) if node is not None and node.tags else ()


def of_those(items: list[Item], word: Word) -> bool:
    """Did a harm befall only some of those before, where subjects follow their verb: "300 مصاب استشهد منهم
    85", "22 جريحا فارق خمسة منهم الحياة"?

    Args:
        items: Marked items with quantities counted.
        word: The verb.
    """
    after = items[word.at + 1 : word.at + 3]
    one = "part_one" in after[0].tags if after else False
    tags = [x.tags.keys() & {"part", "count"} for x in after]
    return "suffered_late" not in word.forms and (one or set().union(*tags) == {"part", "count"})


def of_another(items: list[Item], group: Group, word: Word) -> bool:
    """Is a verb that of one told by an ordinal alone, after those before it: "two were freed, while the
    third was found dead"?

    Args:
        items: Marked items with quantities counted.
        group: People before the verb.
        word: The verb.
    """
    start = max(group.last + 1, word.at - _LED)
    return any(
        "ordinal" in items[k].tags and "filler" in items[k - 1].tags
        and all("aux" in x.tags for x in items[k + 1 : word.at])
        for k in range(start, word.at)
    )  # fmt: skip


def carried_in(items: list[Item], group: Group, word: Word) -> bool:
    """Is a vehicle what was fired on, and are these told to have been in it: "расстреляли автобус с двадцатью
    пассажирами"? What befell them is told apart.
    """
    lead = items[max(0, group.first - 2) : group.first]
    return (
        len(lead) == 2 and "object" in lead[0].tags and "person" not in lead[0].tags
        and "with_kin" in lead[1].tags and "suffered" not in word.forms and "cause" in items[word.at].tags
    )  # fmt: skip


def companion(items: list[Item], before: list[Group], group: Group, word: Word) -> bool:
    """Does "with" lead right behind a verb to people, whose subject stands before it: "женщина погибла с
    мужем"?
    """
    led = group.first == word.last + 2 and "with_kin" in items[word.last + 1].tags
    return led and any(g.last + 1 == word.at and g.kind in COUNTABLE for g in before)
