"""Words of harm, and the people whom they are about."""

from dataclasses import dataclass

from oversikt.people.people import Group
from oversikt.records import Measure
from oversikt.words.marks import Item

# What may stand between an animal and what befell it.
_SLIGHT = {"aux", "neg", "filler", "count", "adj"}
#: Kinds of groups that may be victims; a bare plural is none.
COUNTABLE = {"counted", "one", "dual", "number", "name", "definite", "bare", "anaphor", "pronoun"}
#: A verb that only tells what befell its subject ("died").
DYING = {"suffered"}
#: What those have suffered who may yet be told dead.
HURT = frozenset({"wounded", "casualties"})


@dataclass(slots=True)
class Harm:
    """A group of people and what befell them.

    ``at`` is the position of the word of harm (None where the group's own words tell it),
    ``distance`` how far the two stood apart, ``form`` how the word tells it. ``members`` are the
    coordinated groups that the claim sums. ``part_of`` is the position of the containing harm;
    ``partitive`` tells that the containing harm must stand in an earlier sentence; ``total`` that it
    sums harms told place by place; ``either`` that the word leaves open who died of it ("shot").
    """

    measure: Measure
    group: Group
    at: int | None
    form: str
    distance: float
    members: list[Group]
    part_of: int | None = None
    partitive: bool = False
    total: bool = False
    either: bool = False

    @property
    def end(self) -> int:
        """The last position of its word and its victims."""
        return max(self.at or 0, *(m.last for m in self.members))


def part(measure: Measure, group: Group, whole: int | None = None) -> Harm:
    """Return the harm of people told as a part, which no word of harm of its own tells.

    Args:
        measure: What befell them.
        group: The people.
        whole: Position of the containing harm, where it is known.
    """
    return Harm(measure, group, None, "part", 1.0, [group], part_of=whole)


@dataclass(slots=True)
class Word:
    """A word of harm, its measure, the forms it may have here, and where it ends.

    ``listed`` is where a list of parts begins that runs up to it; its own position where none does.
    """

    at: int
    last: int
    measure: Measure
    forms: set[str]
    either: bool = False
    listed: int = -1

    def __post_init__(self) -> None:
        if self.listed < 0:
            self.listed = self.at


#: Fewer words lead from a verb to its object.
_TO_OBJECT = 3
#: How far a word of harm stands from people, the positions of both, and the word's form.
Pair = tuple[float, int, int, str]


def words_of(items: list[Item], groups: list[Group]) -> list[Word]:
    """Return the words of harm that no group has taken in, "killed or wounded" as one."""
    inside = {p for g in groups if g.measure for p in range(g.first, g.last + 1)}
    words: list[Word] = []
    for at, item in enumerate(items):
        if (
            "harm" not in item.tags
            or at in inside
            or _of_a_thing(items, at)
            or _in_hashtag(items, at)
        ):
            continue
        harm = item.tags["harm"]
        measure = harm[0][0]
        forms = {form for m, form in harm if m == measure}
        previous = words[-1] if words else None
        if previous is not None and measure == "wounded" and _wound_of(items, previous, at):
            continue
        if (
            previous is not None
            and {previous.measure, measure} == {"killed", "wounded"}
            and previous.forms & forms
        ):
            between = items[previous.last + 1 : at]
            joined = bool(between) and all(
                "or" in x.tags or "and" in x.tags or x.word in ",/" or "aux" in x.tags
                for x in between
            )
            filled = any(previous.at < g.first < previous.last for g in groups)
            joined = joined and not filled  # "لقي 33 شخصا حتفهم وأصيب 49"
            led = {"and", "or"}.isdisjoint(tag for x in between for tag in x.tags)
            joined = joined and not (
                led and any("aux" in x.tags for x in between)
            )  # "one fatally, were"
            either = any("or" in x.tags or x.word == "/" for x in between)
            dies = previous.measure == "wounded" and forms == DYING
            if joined and not either and _died_of(items, previous, forms, at):
                continue
            if previous.either and measure == "killed" and [x.word for x in between] == [","]:
                words.pop()  # "he opened the door and shot, killing two"
                joined = False
            if joined and (either or not (dies or _beside(groups, previous.at, at))):
                words[-1] = Word(previous.at, at, "casualties", previous.forms & forms)
                continue
        last = at
        if "headed" in item.tags:
            last = next(k for k in range(at + 1, len(items)) if "tail" in items[k].tags)
        open_fate = measure == "wounded" and any(m == "casualties" for m, _ in harm)
        words.append(Word(at, last, measure, forms, open_fate))
    named = {p for g in groups if g.kind == "name" for p in range(g.first, g.last + 1)}
    return _shot_dead(items, groups, [w for w in words if not _of_animals(items, w, named)])


def _shot_dead(items: list[Item], groups: list[Group], words: list[Word]) -> list[Word]:
    """Make a verb one with the death that it ends in, right behind its objects: "shot his mother dead"."""
    out: list[Word] = []
    for word in words:
        verb = out[-1] if out else None
        if (
            verb is None or verb.measure not in HURT or word.measure != "killed"
            or "inflicted" not in verb.forms or "victims" not in word.forms
        ):  # fmt: skip
            out.append(word)
            continue
        if word.at == verb.last + 2 and "pronoun" in items[verb.last + 1].tags:
            out[-1] = Word(verb.at, word.last, "killed", verb.forms)  # "shot them dead"
            continue
        objects = [g for g in groups if verb.last < g.first and g.last < word.at]
        lead = items[verb.last + 1 : objects[0].first] if objects else []
        if (
            objects and objects[-1].last == word.at - 1 and len(lead) < _TO_OBJECT
            and all("filler" in x.tags or "own" in x.tags for x in lead)
            and all(g.joined for g in objects[1:]) and objects[0].kind != "number"
            and "aux" not in items[verb.at - 1].tags
        ):  # fmt: skip
            out[-1] = Word(verb.at, word.last, "killed", {"inflicted"})
        else:
            out.append(word)
    return out


def _died_of(items: list[Item], death: Word, forms: set[str], at: int) -> bool:
    """Does a word of wounding after a comma only tell what somebody died of: "est mort, touché au
    thorax,"? Not where a list goes on: "killed, wounded and missing".
    """
    after = items[at + 1] if at + 1 < len(items) else None
    listed = after is not None and (
        after.word in ",/" or not {"and", "or", "count", "person"}.isdisjoint(after.tags)
    )  # "двоє загинуло, поранено шість людей"
    return (
        death.measure == "killed" and "suffered" in death.forms & forms and not listed
        and all(x.word == "," for x in items[death.last + 1 : at])
    )  # fmt: skip


def _wound_of(items: list[Item], death: Word, at: int) -> bool:
    """Does "of" lead from a death to the wound that somebody died of: "was found dead of a
    self-inflicted gunshot wound"?
    """
    between = items[death.last + 1 : at]
    if death.measure != "killed" or any(not x.word[0].isalnum() and x.word != "-" for x in between):
        return False
    for item in reversed(between[-_WOUND:]):
        if "of" in item.tags:
            return True
        if "person" in item.tags or "clause" in item.tags or "and" in item.tags:
            return False
    return False


#: So many words lead from "of" to a wound: "of a self-inflicted".
_WOUND = 5


#: What may stand between "and" and an animal.
_WITH_ANIMAL = frozenset({"filler", "own", "one", "count", "feminine", "one_article"})


def _of_animals(items: list[Item], word: Word, named: set[int]) -> bool:
    """Does an animal stand right beside a word of harm: "the bear was shot", "killed 19 lambs"?

    Ms Bird is none, nor any other word of a name, whose positions are ``named``.
    """
    before, after = word.at - 1, word.last + 1
    while before >= 0 and not _SLIGHT.isdisjoint(items[before].tags):
        before -= 1
    while after < len(items) and not _SLIGHT.isdisjoint(items[after].tags):
        after += 1
    beside = [k for k in (before, after) if 0 <= k < len(items) and k not in named]
    return any(
        "animal" in items[k].tags and "person" not in items[k].tags and not _too(items, k)
        for k in beside
    )


def _too(items: list[Item], at: int) -> bool:
    """Does "and" join an animal to people: "three people and their dog were killed"?"""
    k = at - 1
    while k > 0 and not _WITH_ANIMAL.isdisjoint(items[k].tags) and "and" not in items[k].tags:
        k -= 1
    return k > 0 and "and" in items[k].tags and "person" in items[k - 1].tags


def no_animals(items: list[Item], groups: list[Group]) -> list[Group]:
    """Return the groups without those that count the animals of their sentence: "found two dead".

    A number without a noun counts people where the sentence counts any; of "the farmer lost sheep, and
    two were killed" the animals stand nearer than their owner, whom so no verb after them tells.
    """
    named = {p for g in groups if g.kind == "name" for p in range(g.first, g.last + 1)}
    animals = [
        k for k, x in enumerate(items)
        if "animal" in x.tags and "person" not in x.tags and k not in named
    ]  # fmt: skip
    if not animals:
        return groups
    people = [g.person is not None for g in groups]
    kept = [k for k in range(len(groups)) if people[k] or any(people[:k])]
    told = [k for k in kept if not (groups[k].kind == "number" and _nearer(animals, groups, k))]
    owned = len(told) < len(kept)
    return [groups[k] for k in told if not (owned and groups[k].kind == "definite")]


def _nearer(animals: list[int], groups: list[Group], k: int) -> bool:
    """Does an animal stand nearer before a number than the people told before it?"""
    people = max((g.last for g in groups[:k] if g.person is not None), default=-1)
    return any(people < at < groups[k].first for at in animals)


def _in_hashtag(items: list[Item], at: int) -> bool:
    """Does a low line write the word onto another: "#الأسد_يقتل_السوريين"? A hashtag claims nothing."""
    return any(0 <= k < len(items) and items[k].word == "_" for k in (at - 1, at + 1))


def _of_a_thing(items: list[Item], at: int) -> bool:
    """Does a thing do what this word says: "قذيفة حوثية سقطت", a shell that fell?"""
    if "things_too" not in items[at].tags:
        return False
    before, after = items[max(0, at - 2) : at], items[at + 1 : at + 5]
    thing = any({"object", "cause"} & x.tags.keys() for x in (*before, *after[:1]))
    return thing and not any({"count", "person"} & x.tags.keys() for x in after)


def _beside(groups: list[Group], first: int, last: int) -> bool:
    """Have both words a counted group of their own right beside them?"""
    counted = [g for g in groups if g.kind in COUNTABLE]
    before = any(0 < first - g.last <= 3 for g in counted)
    after = any(0 < g.first - last <= 2 for g in counted)
    return before and after


def after_part(items: list[Item], group: Group) -> bool:
    """Does "including" or the like lead to this group?"""
    at = group.first - 1
    at -= group.kind == "definite" and at > 0 and items[at].tags.keys() == {"filler"}
    return at >= 0 and "part" in items[at].tags


def aside_part(items: list[Item], groups: list[Group], group: Group) -> bool:
    """Does a group stand in an aside that tells parts: ", including nine girls and two boys, were"?

    Args:
        items: Marked items of the sentence.
        groups: The groups around it.
        group: One of them.
    """
    k = first = groups.index(group)
    while k and groups[k].joined:
        k -= 1
    while first + 1 < len(groups) and groups[first + 1].joined:
        first += 1
    end, at = groups[first].last + 1, groups[k].first - 2
    close = items[end].word if end < len(items) else ""
    opened = at >= 0 and items[at].word in ",(–—"
    closed = k == first or close in (",", ")", "–", "—")
    return after_part(items, groups[k]) and closed and (opened or close in (")", "–", "—"))


def does_it(items: list[Item], group: Group) -> bool:
    """Does a group's own form tell who did it: "убит снайпером", but not "вместе с солдатом"?

    Args:
        items: Marked items of a sentence.
        group: People after a verb.
    """
    led = items[group.first - 1].tags.keys() if group.first else set()
    agent = any("agent" in x.tags for x in items[group.first : group.last + 1])
    return agent and led.isdisjoint(("between", "together", "in", "near", "and"))
