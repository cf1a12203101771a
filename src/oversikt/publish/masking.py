"""Names of victims, covered by a bar wherever they would be shown.

The spans that the reader marked are covered, and so is every other place where such a name, or
two words of it in a row, stands in anything shown. Its single words (a family name in a later
sentence) are covered in the reports that name the victim and in those of the same incidents.
Covering too much is the safe side: a word that is also somebody's name may vanish with it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from oversikt.errors import UsageError
from oversikt.records import Claim, Incident, Report, digest

BAR = "█████"

JOINED = re.compile(r"[\s\u00a0_\-+'’ʼ]+")
"""What may stand between two covered words that are shown as one bar."""

ASCII_WORD = re.compile(r"[a-z0-9]+")

UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Categories of accents, vowel marks and direction marks: a name is the same with them."""

PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "al el bin ibn ben abu abd bint umm um van von de da del der dos di la le och og and the "
        "mr mrs ms dr ال بن ابن ابو ام بنت عبد و في من",
    )
)
"""Words of names that are no one's name alone; two of them in a row are still covered."""

CLITICS = "وفبلك"
"""Arabic letters written together with the word they precede: and, so, in, to, like."""

ENDINGS = 2
"""Letters at most that a language may add to a name: ``Hansens``, ``Ивановым``."""

YIELDING = frozenset("аеиоуіїєюяьй")
"""Last letters of Cyrillic names that other endings take the place of: ``Коваленко``, ``Коваленку``."""

Span = tuple[int, int]


@cache
def _letter(letter: str) -> str:
    """Return a letter as names are compared: no case, accents, vowel marks or letter variants."""
    if letter == "\u0640":
        return ""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", letter) if unicodedata.category(c) not in UNSEEN
    ).casefold()
    return bare.translate(_VARIANTS)


_VARIANTS = str.maketrans(
    {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "ø": "o", "ł": "l", "đ": "d"}
)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they are compared, each with its span in the text.

    Args:
        text: Any text, in any script.

    Returns:
        Folded word, start and end in code points of ``text``; the space, hyphen or apostrophe
        between two words belongs to neither.
    """
    if text.isascii():  # a third of the time that the loop below takes
        return [(word[0], *word.span()) for word in ASCII_WORD.finditer(text.lower())]
    found: list[tuple[str, int, int]] = []
    word: list[str] = []
    start = end = 0
    for place, letter in enumerate(text):
        folded = _letter(letter)
        if not folded and (letter == "\u0640" or unicodedata.category(letter) in UNSEEN):
            end = place + 1 if word else end
            continue
        if folded and folded.isalnum():
            if not word:
                start = place
            word.append(folded)
            end = place + 1
        elif word:
            found.append(("".join(word), start, end))
            word = []
    if word:
        found.append(("".join(word), start, end))
    return found


def person(report_id: str, name: str) -> str:
    """Return the digest by which a decision releases one victim's name, as one report gives it."""
    return digest("victim", report_id, " ".join(word for word, _, _ in words_of(name)))


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with names covered, and what was covered in the text as it came."""

    text: str
    covered: tuple[Span, ...]

    def moved(self, place: int) -> int:
        """Return where a place of the text as it came lies in the covered one."""
        shift = 0
        for start, end in self.covered:
            if place <= start:
                break
            shift += (
                len(BAR) - (min(place, end) - start) if place < end else len(BAR) - (end - start)
            )
        return place + shift


class Mask:
    """Covers the names of all victims that no decision released.

    Args:
        claims: All claims, with the spans of victims' names in them.
        reports: The reports that the spans lie in.
        incidents: Reports of one incident tell of the same victims.
        released: Digest of ``person`` → the reason of the decision that released the name.

    Raises:
        UsageError: When a name is released without a reason.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        reports: Iterable[Report],
        incidents: Iterable[Incident] = (),
        released: Mapping[str, str] | None = None,
    ) -> None:
        release = released or {}
        for name, reason in release.items():
            if not reason.strip():
                raise UsageError(
                    f"released: {name} has no reason; a name is released with one, or not"
                )
        report_of = {report.id: report for report in reports}
        self._spans: dict[tuple[str, str], set[Span]] = defaultdict(set)
        self._pairs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._single: dict[str, set[str]] = defaultdict(set)
        freed: dict[str, set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            report = report_of.get(claim.report_id)
            source = (report.title if claim.field == "title" else report.text) if report else None
            for start, end in claim.victim_names:
                # Spans count in the claim's field, as its start and end do.
                name = (
                    source[start:end]
                    if source
                    else claim.quote[start - claim.start : end - claim.start]
                )
                words = [word for word, _, _ in words_of(name)]
                if not words:
                    continue
                if person(claim.report_id, name) in release:
                    freed[claim.report_id].update(stem for w in words for stem in _stems(w))
                    continue
                self._spans[claim.report_id, claim.field].add((start, end))
                alone = [w for w in words if w not in PARTICLES and len(w) > 1]
                named[claim.report_id].update(stem for w in alone for stem in _stems(w))
                for first, second in pairwise(words):
                    for stem in _stems(first):
                        self._pairs[stem].update((stem, after) for after in _stems(second))
        self._freed = freed
        self._known: dict[tuple[str, str], Masked] = {}
        for report_id, parts in named.items():
            self._single[report_id] |= parts
        for incident in incidents:
            together = set().union(*(named.get(r, set()) for r in incident.reports))
            for report_id in incident.reports:
                self._single[report_id] |= together
        for report_id, parts in freed.items():
            self._single[report_id] -= parts

    def text(self, text: str, report_id: str | None = None, field: str | None = None) -> Masked:
        """Cover the names in a text.

        Args:
            text: What would be shown.
            report_id: The report that it is from, whose single words of names are covered too.
            field: ``text`` or ``title`` where it is that whole field, so that marked spans hold.
        """
        key = (report_id or "", field or "")
        if field and (known := self._known.get(key)):
            return known
        single, freed = self._scope([report_id] if report_id else [])
        masked = self._cover(text, self._spans.get(key, set()), single, freed)
        if field:
            self._known[key] = masked
        return masked

    def _scope(self, reports: Collection[str]) -> tuple[set[str], set[str]]:
        """Return the single words covered in what is of any of the reports, and those freed in all."""
        if len(reports) == 1:
            name = next(iter(reports))
            return self._single.get(name, set()), self._freed.get(name, set())
        single = set().union(*(self._single.get(name, set()) for name in reports))
        freed = [self._freed.get(name, set()) for name in reports]
        return single, set.intersection(*freed) if freed else set()

    def _cover(self, text: str, marked: set[Span], single: set[str], freed: set[str]) -> Masked:
        spans = set(marked)
        if self._pairs or single:
            spans |= self._named(words_of(text), single, freed)
        covered = _joined(spans, text)
        shown, last = [], 0
        for start, end in covered:
            shown += [text[last:start], BAR]
            last = end
        return Masked("".join([*shown, text[last:]]), covered)

    def address(self, url: str | None, report_id: str | None = None) -> str | None:
        """Return an address, only its host where the rest of it would give a name away."""
        if url is None:
            return None
        plain = unquote(url)
        if self.text(plain, report_id).covered:
            host = self.text(urlsplit(url).hostname or "", report_id).text
            return f"{host}/{BAR}"
        return url

    def value(self, value: Any, reports: Collection[str] = ()) -> Any:
        """Cover the names in every string of a JSON value that is of these reports."""
        single, freed = self._scope(reports)

        def cover(inner: Any) -> Any:
            if isinstance(inner, str):
                return self._cover(inner, set(), single, freed).text
            if isinstance(inner, Mapping):
                return {key: cover(one) for key, one in inner.items()}
            if isinstance(inner, list | tuple):
                return [cover(one) for one in inner]
            return inner

        return cover(value)

    def _named(
        self, words: list[tuple[str, int, int]], single: set[str], freed: set[str]
    ) -> set[Span]:
        """Return the spans of words that are a name's, alone or two in a row."""
        found: set[Span] = set()
        for place, (word, start, end) in enumerate(words):
            forms = _forms(word)
            if any(form in single for form in forms):
                found.add((start, end))
            if place + 1 == len(words):
                continue
            following, _, stop = words[place + 1]
            nexts = _forms(following)
            for form in forms:
                pairs = self._pairs.get(form, ())
                if any((form, after) in pairs and not {form, after} <= freed for after in nexts):
                    found.add((start, stop))
        return found


def _may_end(form: str, letters: int) -> bool:
    """Tell whether the last letters of a word may be an ending and the rest a name.

    Four letters of other scripts say as much as five of Latin ones, in which short names are
    other words too: ``Mark`` must not cover ``market``. A genitive's ``s`` follows any name.
    """
    rest = len(form) - letters
    if letters == 1 and form.endswith("s") and rest >= 3:
        return True
    return rest >= (5 if form.isascii() else 4)


def _stems(word: str) -> tuple[str, ...]:
    """Return a name's word, and its stem where its last letter gives way to endings."""
    return (word, word[:-1]) if len(word) >= 5 and word[-1] in YIELDING else (word,)


@cache
def _forms(word: str) -> tuple[str, ...]:
    """Return the names that a word may be a form of: without what precedes and ends it."""
    bare = [word]
    for form in (word, word[1:] if word[0] in CLITICS and len(word) > 3 else ""):
        if not form:
            continue
        bare.append(form)
        if form.startswith("ال") and len(form) > 4:
            bare.append(form[2:])
        else:
            bare.append("ال" + form if "\u0600" <= form[0] <= "\u06ff" else form)
    cut = [form[:-n] for form in bare for n in range(1, ENDINGS + 1) if _may_end(form, n)]
    return tuple(dict.fromkeys(bare + cut))


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order, one where they overlap or only what joins words lies between them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or JOINED.fullmatch(text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
