"""Who only speaks, and what only sounds like speech: "an official said", "were reported killed"."""

from oversikt.people.people import Group
from oversikt.words.marks import Item

#: So many words may part who speaks from the word of speech, and what ends the phrase between.
_PHRASE = 8
_PHRASE_ENDS = {"harm", "clause", "and", "count"}
#: What tells that somebody says something; "Police: three killed" has a colon.
SPEECH = frozenset({"say", "say_after", "cite"})


def speaks(items: list[Item], group: Group) -> bool:
    """Does a word of speech follow a group's own phrase: "…, an official at the hospital said"?

    Args:
        items: Marked items of a sentence.
        group: People who may be no victims.
    """
    for k, item in enumerate(items[group.last + 1 : group.last + 1 + _PHRASE], group.last + 1):
        if "say" in item.tags or "told" in item.tags:
            return not any("harm" in x.tags for x in items[k + 1 : k + 2])  # "were reported killed"
        if not item.word[0].isalnum() or not _PHRASE_ENDS.isdisjoint(item.tags):
            return False
    return False


def said(items: list[Item]) -> bool:
    """Does somebody tell something in the clause that ends here?

    Args:
        items: Marked items from the start of a sentence to where the clause ends.
    """
    start = max((k + 1 for k, x in enumerate(items) if x.word in ";:"), default=0)
    return any(not SPEECH.isdisjoint(x.tags) for x in items[start:])


def passive(items: list[Item], at: int) -> bool:
    """Is a word of speech a mere auxiliary here: "were reported killed"?

    Args:
        items: Marked items of a sentence.
        at: Position of the word.
    """
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    return "aux" in items[at].tags and "aux" in items[at - 1].tags and "harm" in follow
