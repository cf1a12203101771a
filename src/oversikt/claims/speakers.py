"""Who says so: speakers, from the words of speech and the nouns and names beside them."""

from oversikt.claims.marks import Item
from oversikt.claims.pack import Pack
from oversikt.places import nationality
from oversikt.records import Attribution, AttributionKind

_REACH = 6
# Small words inside names, whatever the language of the text: "Yussef al-Hadri", "Abu Bakr bin Said".
_PARTICLES = {
    "al",
    "el",
    "bin",
    "ibn",
    "abu",
    "de",
    "la",
    "van",
    "von",
    "ad",
    "ash",
    "as",
    "az",
    "ul",
    "ud",
    "del",
    "di",
    "da",
    "dos",
    "-",
    "’",
    "'",
}
# What kind of speaker a noun for people is.
_KINDS: dict[str, AttributionKind] = {"security_forces": "official", "militant": "armed_group"}
# A verb of speech right after one of these has its speaker after it, where it can.
_CLOSING = {",", "،", "»", "”", "“", "’", '"', "–", "—"}
# What may stand between a verb of speech and the speaker after it without counting as distance.
_BETWEEN = {
    "relative", "weekday", "date_this", "date_last", "date_part_of_day", "filler", "one", "in",
    "place", "month", "of", "stretch", "anaphoric",
}  # fmt: skip
# What may stand between a speaker's office and the name.
_WITHIN = {"adj", "of", "in", "date_in", "filler", "person", "place", "speaker"}
_COMMAS = {",", "،"}
_PART = {".", ";", "!", "?", "–", "—"}


def speakers_of(text: str, items: list[Item], pack: Pack) -> tuple[Attribution, ...]:
    """Return the speakers that a sentence names, outermost first.

    Args:
        text: The report's field, for the speaker's words as they stand.
        items: Marked items of the sentence.
        pack: The language's pack.
    """
    inner: list[tuple[int, Attribution]] = []
    outer: list[tuple[int, Attribution]] = []
    for at, item in enumerate(items):
        tags = item.tags
        if "cite" in tags:
            found = _after(text, items, at, pack)
        elif "say" in tags or "say_after" in tags:
            found = _speaker(text, items, at, pack)
            hearer = _hearer(text, items, at)
            if hearer is not None:
                outer.append((at, hearer))
        elif item.word == ":" and 0 < at <= _REACH and "speaker" in items[at - 1].tags:
            found = _phrase(text, items, at - 1, pack, 0, at)  # "Police: three killed"
        else:
            continue
        if found is not None and all(found.name != a.name for _, a in inner):
            (outer if found.kind == "media" and inner else inner).append((at, found))
    names = [a for _, a in outer] + [a for _, a in inner if all(a.name != o.name for _, o in outer)]
    media = [a for a in names if a.kind == "media"]
    return tuple(media + [a for a in names if a.kind != "media"])


def _speaker(text: str, items: list[Item], at: int, pack: Pack) -> Attribution | None:
    """The speaker of the verb at ``at``: after it in "…, said the mayor", otherwise before it."""
    closed = at > 0 and items[at - 1].word in _CLOSING
    # Where verbs open their clause, the speaker stands after the word of speech.
    if (closed or not pack.capitals) and "say_after" in items[at].tags:
        return _after(text, items, at, pack, near=True) or _before(text, items, at, pack)
    return _before(text, items, at, pack) or _after(text, items, at, pack, near=True)


def _is_name(items: list[Item], at: int, pack: Pack) -> bool:
    """Is this a capitalised word that the pack does not know, away from a sentence's beginning?"""
    item = items[at]
    return (
        pack.capitals
        and item.capital
        and item.word.isalpha()
        and (not item.tags or "speaker" in item.tags)
    )


def _phrase(text: str, items: list[Item], at: int, pack: Pack, low: int, high: int) -> Attribution:
    """Return the speaker around the noun at ``at``: titles and names beside it belong to it."""
    kind: AttributionKind = items[at].tags["speaker"][0] if "speaker" in items[at].tags else "other"
    first, last = at, at
    while first - 1 >= low and (
        (
            items[first - 1].low in _PARTICLES
            and first - 2 >= low
            and (items[first - 2].capital or items[first - 2].low in _PARTICLES)
        )
        or _is_name(items, first - 1, pack)
        or ("speaker" in items[first - 1].tags and "say" not in items[first - 1].tags)
        or (
            items[first - 1].capital
            and first - 1 > 0
            and ("person" in items[first - 1].tags or "place" in items[first - 1].tags)
        )
        or (
            not items[first - 1].tags
            and items[first - 1].word.isalpha()
            and pack.capitals
            and at - first < 2
            and "speaker" in items[at].tags
        )
        or ("one" in items[first - 1].tags)
        or (
            not pack.capitals
            and low > 0
            and {"say", "say_after", "cite"} & items[low - 1].tags.keys()
            and not items[first - 1].tags
            and items[first - 1].word.isalpha()
        )
    ):
        first -= 1
    while last + 1 < high:
        nxt = items[last + 1]
        if (
            _is_name(items, last + 1, pack)
            or "speaker" in nxt.tags
            or (
                nxt.low in _PARTICLES
                and last + 2 < len(items)
                and (items[last + 2].capital or items[last + 2].low in _PARTICLES)
            )
        ):
            last += 1
        elif "speaker" not in items[at].tags and pack.capitals:
            break
        elif pack.capitals and not nxt.capital and nationality(nxt.word, pack.code):
            last += 1  # "Gobierno ecuatoriano"
        elif (far := _owner(items, last, high, pack)) is not None:
            last = far
        elif (
            (
                "of" in nxt.tags
                or "in" in nxt.tags
                or (not pack.capitals and not nxt.tags and nxt.word.isalpha())
            )
            and last - at < (4 if pack.capitals else 6)
            and last + 2 <= high - 0
            and (
                not pack.capitals
                or (
                    last + 2 < high
                    and (items[last + 2].capital or "speaker" in items[last + 2].tags)
                )
            )
        ):
            last += 1
        else:
            break
    while last > at and ("of" in items[last].tags or "in" in items[last].tags):
        last -= 1
    last = max(last, _name_after(items, last, pack))
    if (
        last + 3 < len(items)
        and items[last + 1].word == "("
        and items[last + 3].word == ")"
        and "speaker" in items[last + 2].tags
    ):
        last += 3  # the mission's name and its short name
    for person in items[at].tags.get("person", ()) if kind == "other" else ():
        kind = _KINDS.get(person.status, "witness")
    for position in range(first, last + 1):
        for found in items[position].tags.get("speaker", ()):
            if kind == "other":
                kind = found
    return Attribution(text[items[first].start : items[last].end], kind)


def _owner(items: list[Item], last: int, high: int, pack: Pack) -> int | None:
    """Return the end of whose the speaker is, past articles and an adjective: "ein Sprecher der
    örtlichen Polizei", "la Fiscalía de la capital"; None where no such words follow.
    """
    if not pack.capitals or last + 1 >= high or "of" not in items[last + 1].tags:
        return None
    for k in range(last + 2, min(high, last + 5)):
        tags = items[k].tags
        if "speaker" in tags:
            return k
        if items[k].capital or not items[k].word.isalpha() or not tags.keys() <= _WITHIN:
            return None
    return None


def _name_after(items: list[Item], last: int, pack: Pack) -> int:
    """Return the end of the name that tells who the speaker is: "portavoz policial Khalid Zadran",
    "the president, Guillermo Lasso, said"; ``last`` where none follows.
    """
    if not pack.capitals:
        return last
    k = last + 1
    while k < len(items) and k - last <= 3 and items[k].word.isalpha() and not items[k].capital:
        if not items[k].tags.keys() <= _WITHIN:
            break
        k += 1
    aside = k < len(items) and items[k].word == ","
    first = k + 1 if aside else k
    end = first
    while end < len(items) and (
        _is_name(items, end, pack) or (end > first and items[end].low in _PARTICLES)
    ):
        end += 1
    if end - first < 2 or not items[end - 1].capital:
        return last
    if aside and end < len(items) and items[end].word not in ",.)»”;":
        return last
    return end - 1


def _speaks_on(items: list[Item], at: int, pack: Pack) -> bool:
    """Does the real speaker follow the medium at ``at`` that was told?"""
    for k in range(at + 1, min(len(items), at + 4)):
        if not items[k].word[0].isalpha() or "clause" in items[k].tags:
            return False
        if "speaker" in items[k].tags or _is_name(items, k, pack):
            return True
    return False


def _is_counted(item: Item) -> bool:
    """Is this a count that is more than an article?"""
    return "count" in item.tags and "one" not in item.tags


def _before(text: str, items: list[Item], at: int, pack: Pack) -> Attribution | None:
    """The speaker before a verb of speech."""
    best: int | None = None
    for k in range(at - 1, max(-1, at - 1 - _REACH), -1):
        item = items[k]
        if item.word in _PART or item.word in _COMMAS:
            if at - 1 - k > 0 or item.word not in _COMMAS:
                break
            continue
        if "speaker" in item.tags:
            best = k
            break
        if best is None and (_is_name(items, k, pack) or (at - k <= 2 and "person" in item.tags)):
            best = k
    if best is None:
        return None
    return _phrase(text, items, best, pack, max(0, at - 8), at)


def _after(
    text: str, items: list[Item], at: int, pack: Pack, *, near: bool = False
) -> Attribution | None:
    """The speaker after a verb of speech or after "according to"."""
    best: int | None = None
    steps, reach = 0, 3 if near else _REACH
    for k in range(at + 1, min(len(items), at + 12)):
        item = items[k]
        if steps >= reach:
            break
        steps += 0 if _BETWEEN & item.tags.keys() and "speaker" not in item.tags else 1
        if (
            item.word in _PART
            or (item.word in _COMMAS and k > at + 1)
            or (near and ("clause" in item.tags or _is_counted(item)))
        ):
            break
        if near and "media" in item.tags.get("speaker", ()) and _speaks_on(items, k, pack):
            continue  # "told AFP the governor"
        if "speaker" in item.tags:
            best = k
            break
        if best is None and (
            _is_name(items, k, pack) or (k - at <= 2 and "person" in item.tags and not near)
        ):
            best = k
    if best is None:
        return None
    return _phrase(text, items, best, pack, at + 1, min(len(items), best + 10))


def _hearer(text: str, items: list[Item], at: int) -> Attribution | None:
    """The medium that was told: "told AFP", "sier X til AFP"."""
    for k in range(at + 1, min(len(items), at + 8)):
        item = items[k]
        if item.word in _PART or "clause" in item.tags:
            return None
        if "media" in item.tags.get("speaker", ()):
            return Attribution(text[item.start : item.end], "media")
    return None
