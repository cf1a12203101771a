"""Names of places in a text, and what they may mean.

    gazetteer = Gazetteer.load()
    gazetteer.match(["in", "Tal", "Afar", ",", "Nineveh"], 1, "en")   # (3, (Entry(…),))

Several indexes lie over one another: the user's own additions, the hand-made supplement, and
GeoNames; an entry that an upper layer has is not taken from a lower one again.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import product
from pathlib import Path

from oversikt.places.index import Entry, Hit, Index
from oversikt.places.inflection import Endings, adjective_forms, endings, forms, unprefixed
from oversikt.places.names import ARTICLES, JOINTS, articleless, fold
from oversikt.places.nationality import nationality

# A bound on the words remembered per language: 50,000 heads are about 8 MB.
_REMEMBERED = 50_000
_LARGE_TOWN = 100_000
# "The castle" is a quarter of any town: called a town, it is one that news of other countries knows.
_KNOWN_TOWN = 20_000
# Inhabitants of a town that a district is named after; villages that share its name have none.
_SEAT = 1_000
_LONGEST_NAME = 6
# EST, LOT and the like are no towns, though some town has such a name; USA and UAE are countries.
_LONGEST_ABBREVIATION = 3
_MOST_COMBINATIONS = 96


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first word of a name may begin: the keys to try, and the names found by itself."""

    keys: tuple[str, ...]
    longest: int
    alone: tuple[Entry, ...]
    guarded: bool


class Gazetteer:
    """Every place that is known by name, in layers.

    Args:
        layers: Indexes, the one that is believed first standing first.
    """

    def __init__(self, layers: Sequence[Index]) -> None:
        self._layers = tuple(layers)
        self._heads: dict[str, dict[str, _Head | None]] = {}
        self._formed: dict[str, dict[str, tuple[str, ...]]] = {}
        self._hits: dict[str, Hit | None] = {}
        self._seats: dict[tuple[str, str], tuple[Entry, ...]] = {}

    @classmethod
    def load(cls, extra: Path | None = None) -> "Gazetteer":
        """Return the gazetteer, opened once per process.

        Args:
            extra: An index that ``oversikt places add`` made in a workspace, or ``None``.

        Raises:
            StoreError: If an index cannot be opened.
        """
        return _loaded(extra)

    def match(
        self, tokens: Sequence[str], start: int, language: str | None = None
    ) -> tuple[int, tuple[Entry, ...]] | None:
        """Find the longest name of a place that begins at a token.

        A word in small letters begins a name only where the language writes that name small
        ("bande de Gaza", "багдадской"). Common words that are also names of towns ("Best",
        "Police") are passed over unless a word such as "town" stands before them and they are large.

        Args:
            tokens: The words and marks of a sentence, as they stand in the text.
            start: Index of the first token of the name.
            language: BCP 47 of the sentence; chooses the table of endings.

        Returns:
            The index after the last token of the name, and the places it may mean; ``None`` where
            no name begins.
        """
        word = tokens[start]
        code = (language or "").split("-")[0]
        heads = self._heads.get(code)
        if heads is None:
            heads = self._heads[code] = {}
        try:
            head = heads[word]
        except KeyError:
            if len(heads) >= _REMEMBERED:
                heads.clear()
            head = heads[word] = self._head(word, code)
        if head is None and not word[0].isupper():
            return None
        of = endings(code)
        if head is not None and head.longest > 1:
            longer = self._longer(tokens, start, head, of, self._formed.setdefault(code, {}))
            if longer:
                return longer
        if of.adjectives and (head is None or not head.alone) and word[0].isupper():
            beside = tokens[start + 1] if start + 1 < len(tokens) else ""
            if of.kinds.get(fold(beside)) == "district" and (of_seat := self._district(word, code)):
                return start + 2, of_seat
        if head is None:
            return None
        alone = head.alone
        if head.guarded:
            if not _called(tokens, start, of):
                return None
            alone = tuple(e for e in alone if e.kind != "city" or e.population >= _KNOWN_TOWN)
        return (start + 1, alone) if alone else None

    def lookup(self, phrase: str, language: str | None = None) -> tuple[Entry, ...]:
        """Return the places that a phrase, taken as a whole, may name.

        Words that tell the kind of place ("Gulran-distriktet", "محافظة تعز") are taken off where
        the whole phrase is not known, and then prefer places of that kind.

        Args:
            phrase: A name as a text has it, without preposition.
            language: BCP 47 of the text.
        """
        of = endings(language)
        words = [w for w in _split(phrase) if w]
        found = self._phrase(words, of)
        if found:
            return found
        bare = [w for w in words if fold(w) not in of.kinds and fold(w) not in of.fillers]
        if bare and len(bare) < len(words):
            found = self._phrase(bare, of)
            kinds = {of.kinds[fold(w)] for w in words if fold(w) in of.kinds}
            return tuple(e for e in found if e.kind in kinds) or found
        if len(words) == 1 and words[0].islower():
            return self._adjective(words[0], of)
        return ()

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the places that have exactly this name, up to folding and Arabic articles."""
        hit = self._hit(fold(name))
        return hit.entries if hit else ()

    def division(self, short: str) -> Entry | None:
        """Return the state that a short form after a town names ("Dayton, OH", "Florence, Ala.").

        Args:
            short: The form without full stops, as the text has it: codes are capital throughout.
                The United States' states are known.
        """
        code = short if short.isupper() else _states().get(short)
        found = self.find(f"ISO3166 US-{code}") if code else ()
        return found[0] if found else None

    @staticmethod
    def provinces() -> dict[tuple[str, str], tuple[str, str]]:
        """Return ISO 3166-2 code and English name for each of GeoNames' own province codes."""
        text = resources.files(__package__).joinpath("admin1.tsv").read_text("utf-8")
        rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
        return {(country, code): (iso, name) for country, code, iso, name in rows}

    def _hit(self, key: str) -> Hit | None:
        """Return what is known of a key, remembered: the words of the news repeat."""
        try:
            return self._hits[key]
        except KeyError:
            if len(self._hits) >= _REMEMBERED:
                self._hits.clear()
            found = self._hits[key] = self._found(key)
            return found

    def _found(self, key: str) -> Hit | None:
        """Merge what the layers know of a key; of its articleless form only if nothing else."""
        merged = self._layered(key)
        if merged is None or not merged.entries:
            bare = articleless(key)
            other = self._layered(bare) if bare else None
            if other and other.entries:
                longest = max(other.longest, merged.longest if merged else 0)
                return Hit(other.entries, longest, other.lower, other.lower_head)
        return merged

    def _layered(self, key: str) -> Hit | None:
        raw = key.encode("utf-8", "surrogatepass")
        crc = zlib.crc32(raw)
        hits = [
            hit if layer is self._layers[-1] else _owned(hit)
            for layer in self._layers
            if (hit := layer.named(raw, crc)) is not None
        ]
        if len(hits) < 2:
            return hits[0] if hits else None
        entries: tuple[Entry, ...] = ()
        for hit in hits:
            entries = _joined(entries, hit.entries)
        longest = max(hit.longest for hit in hits)
        return Hit(
            entries,
            longest,
            any(hit.lower for hit in hits),
            any(hit.lower_head for hit in hits),
        )

    def _head(self, word: str, code: str) -> _Head | None:
        of = endings(code)
        if not word[:1].isalpha():
            return None
        low = word.islower()
        keys: list[str] = []
        alone: tuple[Entry, ...] = ()
        longest = 0
        own, exact = fold(word), False
        # Words in small letters are names only as they are listed: undoing their endings too
        # would find a name in one common word of a hundred, and make most lookups slow.
        made = dict.fromkeys(map(fold, unprefixed(word, of))) if low else forms(word, of)
        for key in made:
            hit = self._hit(key)
            head = key.split(" ", 1)[0]
            first = hit if head == key else self._hit(head)
            if low and not (hit and hit.lower) and not (first and first.lower_head):
                continue
            if hit and hit.entries and not (low and not hit.lower) and not exact:
                alone = _joined(alone, hit.entries)
                exact = key == own
            if first and first.longest > 1:
                keys.append(key)
                longest = max(longest, first.longest)
        if low and not alone:
            alone = self._adjective(word, of)
        if word.isupper() and len(word) <= _LONGEST_ABBREVIATION:
            alone = tuple(entry for entry in alone if entry.kind == "country")
        if not alone and not keys:
            return None
        guarded = any(form in of.guards or form in of.kinds for form in made)
        if not guarded and alone and alone[0].kind != "country":
            guarded = nationality(word, code) is not None
        return _Head(tuple(keys), longest, alone, guarded)

    def _longer(
        self,
        tokens: Sequence[str],
        start: int,
        head: _Head,
        of: Endings,
        formed: dict[str, tuple[str, ...]],
    ) -> tuple[int, tuple[Entry, ...]] | None:
        if len(formed) >= _REMEMBERED:
            formed.clear()
        ends: list[int] = []
        words: list[tuple[str, ...]] = [head.keys]
        most = min(head.longest, _LONGEST_NAME)
        at, end = start + 1, len(tokens)
        while at < end and len(words) < most:
            token = tokens[at]
            at += 1
            if token in JOINTS:
                continue
            if not token[:1].isalpha():
                break
            known = formed.get(token)
            if known is None:
                known = formed[token] = forms(token, of)
            words.append(known)
            ends.append(at)
        if not ends:
            return None
        low = tokens[start].islower()
        for count in range(len(words), 1, -1):
            if _size(words[:count]) > _MOST_COMBINATIONS:
                # Long inflected phrases: only the last word and the first are varied.
                choices = [words[0], *((w[0],) for w in words[1 : count - 1]), words[count - 1]]
            else:
                choices = words[:count]
            for parts in product(*choices):
                hit = self._hit(" ".join(parts))
                if not hit or not hit.entries or (low and not hit.lower):
                    continue
                if _common(parts, of) and not _called(tokens, start, of):
                    continue
                return ends[count - 2], hit.entries
        return None

    def _phrase(self, words: Sequence[str], of: Endings) -> tuple[Entry, ...]:
        if not words or len(words) > _LONGEST_NAME:
            return ()
        choices = [forms(word, of) for word in words]
        if _size(choices) > 4 * _MOST_COMBINATIONS:
            choices = [choices[0], *((c[0],) for c in choices[1:-1]), choices[-1]]
        own = tuple(choice[0] for choice in choices)
        found: tuple[Entry, ...] = ()
        for parts in product(*choices):
            hit = self._hit(" ".join(parts))
            if hit and hit.entries:
                if parts == own:
                    return hit.entries
                found = _joined(found, hit.entries)
        return found

    def _district(self, word: str, code: str) -> tuple[Entry, ...]:
        """Return districts by the adjectives of the towns that they are named after."""
        asked = word, code
        if asked not in self._seats:
            if len(self._seats) >= _REMEMBERED:
                self._seats.clear()
            towns = self._adjective(word, endings(code), _SEAT)
            self._seats[asked] = tuple(
                replace(e, kind="district", geonames_id=None) for e in towns if e.kind == "city"
            )
        return self._seats[asked]

    def _adjective(self, word: str, of: Endings, least: int = _LARGE_TOWN) -> tuple[Entry, ...]:
        for key in adjective_forms(word, of):
            hit = self._hit(key)
            large = tuple(e for e in hit.entries if e.population >= least) if hit else ()
            if large:
                return large
        return ()


@cache
def _loaded(extra: Path | None) -> Gazetteer:
    rooms = resources.files(__package__)
    paths = [Path(str(rooms.joinpath(name))) for name in ("supplement.bin", "gazetteer.bin")]
    return Gazetteer([Index(path) for path in ([extra] if extra else []) + paths])


def keys_of(name: str, country: str | None) -> tuple[str, ...]:
    """Return the keys by which a name is to be found.

    Args:
        name: A name as spelled in texts.
        country: ISO 3166-1 alpha-2; where Arabic names are usual, the article may be left out.
    """
    key = fold(name)
    if not key or len(key.split(" ")) > _LONGEST_NAME:
        return ()
    bare = articleless(key) if country in ARABIC_NAMES else None
    return (key, bare) if bare else (key,)


_ARABIC_NAMES = (
    "AE BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN TR YE"
)
#: Countries whose places have Arabic names, in which the article comes and goes.
ARABIC_NAMES = frozenset(_ARABIC_NAMES.split())


def _called(tokens: Sequence[str], start: int, of: Endings) -> bool:
    """Whether a word that tells the kind of place stands before a name ("town of")."""
    before = [fold(token) for token in tokens[max(0, start - 2) : start]]
    plain = [token for token in before if token and token not in of.fillers]
    linked = len(plain) < len(before) or not of.linked
    return linked and bool(plain) and plain[-1] in of.kinds


def _common(parts: Sequence[str], of: Endings) -> bool:
    """Whether a name of several words is made of common words alone ("Old City", "Es una")."""
    if " ".join(parts) in of.guards:
        return True
    words = [word for part in parts for word in part.split(" ")]
    plain = [w for w in words if w in of.guards or w in of.fillers or w in ARTICLES]
    return len(plain) == len(words) or (
        len(plain) == len(words) - 1 and words[0] in of.fillers and words[-1] in of.kinds
    )


def _owned(hit: Hit) -> Hit:
    """Mark the entries of a list of our own or of the user's."""
    return replace(hit, entries=tuple(replace(entry, own=True) for entry in hit.entries))


def _joined(upper: tuple[Entry, ...], lower: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries of both, the lower ones without those that the upper ones have."""
    if not upper:
        return lower
    return upper + tuple(e for e in lower if not any(_same(e, known) for known in upper))


def _same(one: Entry, other: Entry) -> bool:
    if one.geonames_id and one.geonames_id == other.geonames_id:
        return True
    if one.kind == other.kind == "admin1":
        return one.admin1 == other.admin1
    return (one.kind, one.country, one.name) == (other.kind, other.country, other.name)


def _size(choices: Sequence[Sequence[str]]) -> int:
    size = 1
    for choice in choices:
        size *= max(1, len(choice))
    return size


def _split(phrase: str) -> list[str]:
    return "".join(" " if c in "-‐‑‒–_,()" else c for c in phrase).split()


@cache
def _states() -> dict[str, str]:
    """Return the postal code of each short form of a state's name."""
    text = resources.files(__package__).joinpath("states.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {short: code for code, shorts in rows for short in shorts.split(";")}
