"""Which countries a sentence speaks for by the nations that it names."""

from oversikt.places import nationality
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Bounds the words that are remembered of a language.
_REMEMBERED = 50_000


def nations_of(items: list[Item], pack: Pack) -> list[str]:
    """Return the countries of the nationalities that a sentence names ("irakisk"), each time.

    Whose attack it was ("a Turkish airstrike") and who occupies a place tell of no place.

    Args:
        items: Marked items of the sentence.
        pack: The language's pack.
    """
    known = _NATIONS.setdefault(pack.code, _Nations(pack.code))
    return [
        code for k, item in enumerate(items) if (codes := known[item.word])
        and not any("cause" in x.tags or "foreign" in x.tags for x in items[max(0, k - 1) : k + 2])
        for code in codes
    ]  # fmt: skip


class _Nations(dict[str, tuple[str, ...]]):
    """The countries that words and phrases of a language ("armée malienne") name the people of."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, phrase: str) -> tuple[str, ...]:
        """Look an unseen phrase up, and remember it."""
        if len(self) >= _REMEMBERED:
            self.clear()
        codes = (nationality(w, self._language) for w in phrase.split() if w[0].isalpha())
        found = self[phrase] = tuple(code for code in codes if code is not None)
        return found


_NATIONS: dict[str, _Nations] = {}
