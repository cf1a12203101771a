"""Reports of novels, plays and films: those who die in them are no victims."""

from oversikt.words.pack import Pack
from oversikt.words.tokens import TOKEN

#: So many different words of stories ("novel", "author", "protagonist") tell a review; of 68 Norwegian
#: reports of general news that hold one, five hold three, and all of these are of books.
_ENOUGH = 3
#: A review says early what it is about.
_HEAD = 20_000


def tells_story(text: str, pack: Pack) -> bool:
    """Does a text tell of a novel, a play or a film?

    Args:
        text: A report's text.
        pack: The pack of its language.
    """
    if len(pack.stories.places(text[:_HEAD]).ends) < _ENOUGH:
        return False
    words = map(pack.vocabulary.__getitem__, set(TOKEN.findall(text, 0, _HEAD)))
    known = {word.low for word in words if "story" in word.tags}
    return len({word[-_STEM:] for word in known}) >= _ENOUGH


#: Words alike in their last letters are forms of one: "roman" and "samtidsroman".
_STEM = 5
