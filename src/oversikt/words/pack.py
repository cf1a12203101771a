"""A language pack, read from its data files and compiled for marking words.

``languages/README.md`` is the contract of the format. A pack is compiled once in a process and
kept; compiling takes some tens of milliseconds.
"""

import re
import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, NamedTuple

from oversikt.errors import PackError
from oversikt.records import MEASURES
from oversikt.words.alarm import Alarm, of_harm
from oversikt.words.feasts import Feast
from oversikt.words.lexicon import Lexicon, Node, Tags, endings_of, forms_of
from oversikt.words.tokens import fold
from oversikt.words.vocabulary import Vocabulary

Sex = Literal["female", "male"] | None
Age = Literal["child", "adult"] | None


class Person(NamedTuple):
    """What a noun says of the people it names."""

    status: str
    number: str  # "one", "many" or "two"
    sex: Sex = None
    age: Age = None
    unit: str = "person"


_PEOPLE: Mapping[str, tuple[str, Sex, Age, str]] = {
    "civilian": ("civilian", None, None, "person"),
    "security_forces": ("security_forces", None, None, "person"),
    "militant": ("militant", None, None, "person"),
    "unknown": ("unknown", None, None, "person"),
    "child": ("civilian", None, "child", "person"),
    "woman": ("unknown", "female", "adult", "person"),
    "man": ("unknown", "male", "adult", "person"),
    "adult": ("unknown", None, "adult", "person"),
    "female": ("unknown", "female", None, "person"),
    "male": ("unknown", "male", None, "person"),
    "girl": ("civilian", "female", "child", "person"),
    "boy": ("civilian", "male", "child", "person"),
    "household": ("unknown", None, None, "household"),
    "official": ("civilian", None, None, "person"),
    "civilian_woman": ("civilian", "female", "adult", "person"),
    "mixed": ("mixed", None, None, "person"),
}
_HARM_FORMS = (
    "suffered", "suffered_late", "fallen", "inflicted", "lost", "event", "victims", "victims_one",
    "victims_two", "victims_some", "deed_two", "deed_three", "deed_four", "deed_five", "toll",
)  # fmt: skip
# key in the file → tag; plain lists of words.
_PLAIN: Mapping[str, Mapping[str, str]] = {
    "grammar": {
        "auxiliaries": "aux", "infinite": "infinite", "himself": "himself", "negation": "neg", "without": "without", "nobody": "nobody", "one": "one", "and": "and",
        "or": "or", "parts": "part", "parts_one": "part_one", "parts_before": "part_before", "clause": "clause", "by": "by",
        "of": "of", "between": "between", "to": "to", "pronouns": "pronoun", "fillers": "filler",
        "possessives": "own", "copula": "copula", "victims": "victim", "others": "others",
        "kin": "kin", "things_too": "things_too", "called": "called", "together": "together", "with_kin": "with_kin", "among": "among", "relatives": "relative", "degrees": "degree", "survivors": "survivor",
        "whom": "whom", "relative_pronouns": "which", "whom_or_who": "whom_or_who",
        "also": "also", "separate": "separate", "killers": "killer", "survive": "survive", "all": "all", "differences": "difference", "differences_led": "difference_led",
        "feminine": "feminine", "told_female": "told_female", "told_male": "told_male", "impersonal": "impersonal", "risen": "risen", "old": "old", "agents": "agent", "one_articles": "one_article", "unsexed": "unsexed",
    },
    "things": {
        "units": "unit", "objects": "object", "troops": "troops", "animals": "animal",
        "age": "age", "aged_one": "aged_one", "infants": "infant", "square_km": "km2", "more": "more", "less": "less",
    },
    "modality": {
        "unreal": "unreal", "rescued": "rescued",
        "possible": "possible", "denied": "denied", "replaced": "replaced",
        "forecast": "forecast", "hypothetical": "hypothetical", "harmless": "harmless",
        "accident": "accident", "exercise": "exercise", "peaceful": "peaceful", "violence": "violence",
        "fiction": "fiction", "freed": "freed", "stories": "story", "conditions": "condition",
        "blame": "blame", "condemned": "condemned", "stating": "stating", "reported": "reported", "untrue": "untrue",
    },
    "places": {"near": "near", "directions": "direction", "sides": "side", "in": "in", "kinds": "place_kind",
        "named_kinds": "named_kind", "streets": "street", "streets_before": "street_before", "parts": "place_part",
        "shires": "shire", "bases": "base", "carried": "carried", "own_country": "own_country", "own_province": "own_province", "origin": "place_origin", "never": "no_place", "foreign": "foreign", "adjuncts": "adjunct"},
}  # fmt: skip
_SPEECH = {"verbs": "say", "after": "say_after", "before_speaker": "cite", "to_media": "told",
           "pronouns": "speech_pronoun", "witnessed": "witnessed", "hearers": "hearer"}  # fmt: skip
_QUANTIFIERS = ("at_least", "more_than", "at_most", "fewer_than", "about")
_KEYS: Mapping[str, set[str] | None] = {
    "language": {
        "code", "name", "prefixes", "compounds", "victim_order", "names_have_capitals",
        "articles", "adjective_endings", "object_endings", "adjectives_follow", "bare_one", "objects_end", "elision", "verb_second", "several_end", "script", "letters", "calendar_has_capitals",
    },
    "endings": None, "harm": {*MEASURES}, "grammar": {*_PLAIN["grammar"], "another", "pronouns_one", "clitics", "him_or_his", "object_words"},
    "quantity": {
        *_QUANTIFIERS, *(f"{q}_after" for q in _QUANTIFIERS), "uncounted", "magnitude", "exact", "rounded",
        "exceeds", "beyond", "figure", "times",
    },
    "people": {*_PEOPLE, "adjectives"}, "things": set(_PLAIN["things"]),
    "modality": set(_PLAIN["modality"]), "causes": None, "actors": {"names", "nouns"},
    "speech": {*_SPEECH, "speakers"},
    "dates": {"relative", "anaphoric", "periods", "terms", "feasts", "records", "words"},
    "places": {*_PLAIN["places"], "demonym_context", "heads", "streets_led", "articled", "common_endings"}, "sentences": {"abbreviations", "titles", "given_names", "name_particles", "asides"},
}  # fmt: skip
# Words of these kinds are much the same in kindred languages or are names: they tell no language.
_NO_FUNCTION_WORD = {"actor", "agent", "speaker", "num", "mult", "cause", "month", "unit", "feast"}
_CARRIERS = frozenset({"victim", "copula", "part", "part_before", "figure"})
_DAYS, _DEEDS = {"weekday", "month", "relative", "feast"}, {"date_happened", "cause"}


@dataclass
class Pack:
    """One language, ready for marking.

    ``words`` leads from a folded word to what may start there, ``vocabulary`` from a word as a text
    writes it to what is known of it; ``alarm`` finds what may tell of harm in a whole text, and
    ``carriers`` are words of sentences that tell on of those harmed before ("of them"), ``victims``
    those that call them so, ``days`` and ``deeds`` words of those that may date a deed,
    ``records`` superlatives ("deadliest"), which are adjectives like others but for what is compared.
    """

    code: str
    words: dict[str, Node]
    vocabulary: Vocabulary
    tails: dict[str, Tags]
    victim_order: str
    capitals: bool
    indefinite: bool
    abbreviations: frozenset[str]
    records: frozenset[str]
    titles: frozenset[str]
    group: frozenset[str]
    decimal: str
    articles: tuple[str, ...]
    prefixes: tuple[str, ...]
    adjective_endings: Mapping[str, tuple[str, ...]]
    object_endings: Mapping[str, tuple[str, ...]]
    object_words: frozenset[str]
    streets_led: Mapping[str, tuple[str, ...]]
    adjectives_follow: bool
    objects_end: tuple[str, ...]
    bare_one: bool
    verb_second: bool
    several_end: tuple[str, ...]
    peaceful: bool
    given_names: frozenset[str]
    place_heads: frozenset[str]
    articled: frozenset[str]
    clitics: frozenset[str]
    him_or_his: frozenset[str]
    common_endings: tuple[str, ...]
    particles: frozenset[str]
    asides: frozenset[str]
    carriers: frozenset[str]
    victims: frozenset[str]
    days: frozenset[str]
    deeds: frozenset[str]
    common: frozenset[str]

    @cached_property
    def alarm(self) -> Alarm:
        """What hears harm in a text; made when the language is first read, not to tell languages."""
        return of_harm(self.words, self.tails, prefixed=bool(self.prefixes))

    @cached_property
    def stories(self) -> Alarm:
        """What hears words of novels, plays and films in a text."""
        words = [word for word, node in self.words.items() if "story" in (node.tags or ())]
        return Alarm(words, [word for word, tags in self.tails.items() if "story" in tags])


def _harm(compiler: Lexicon, table: Mapping[str, Mapping[str, list[str]]]) -> None:
    for measure, forms in table.items():
        for form, entries in forms.items():
            if form not in _HARM_FORMS:
                raise PackError(f"[harm.{measure}] has unknown list {form!r}")
            compiler.add_all(entries, "harm", (measure, form))


def _people(compiler: Lexicon, table: Mapping[str, Any]) -> None:
    for kind, forms in table.items():
        if kind == "adjectives":
            for name, entries in forms.items():
                compiler.add_all(entries, "adj", name)
            continue
        status, sex, age, unit = _PEOPLE[kind]
        for number, entries in forms.items():
            if number not in ("one", "many", "two"):
                raise PackError(f"[people.{kind}] has unknown list {number!r}")
            compiler.add_all(entries, "person", Person(status, number, sex, age, unit))


def _quantity(compiler: Lexicon, table: Mapping[str, Any]) -> None:
    for name in _QUANTIFIERS:
        compiler.add_all(table.get(name, ()), "mod", name)
        compiler.add_all(table.get(f"{name}_after", ()), "mod_after", name)
    for name in ("uncounted", "exceeds", "beyond", "figure"):
        compiler.add_all(table.get(name, ()), name)
    for name in ("magnitude", "exact", "rounded", "times"):
        tag = "fixed" if name in ("exact", "rounded") else name
        for entry, number in table.get(name, {}).items():
            compiler.add(entry, tag, tuple(number) if isinstance(number, list) else number)
    compiler.add_all(table.get("rounded", ()), "rounded")


def _dates(compiler: Lexicon, table: Mapping[str, Any]) -> None:
    tags = {"periods": "stretch", "terms": "date_term"}
    for name in ("relative", "anaphoric", *tags):
        for entry, value in table.get(name, {}).items():
            some = tuple(value) if isinstance(value, list) else value
            compiler.add(entry, tags.get(name, name), some)
    for entry, rule in table.get("feasts", {}).items():
        compiler.add(entry, "feast", _feast(entry, rule))
    for name, value in table.get("words", {}).items():
        if name == "units":
            for unit, entries in value.items():
                compiler.add_all(entries, "time_unit", unit)
        elif name in ("ago", "earlier", "later"):
            for side, entries in value.items():
                compiler.add_all(entries, f"{name}_{side}")
        else:
            compiler.add_all(value, f"date_{name}")


def _feast(entry: str, rule: Mapping[str, Any]) -> Feast:
    """Return how the day of a feast is found.

    Raises:
        PackError: The rule names no day of a year.
    """
    try:
        some: dict[str, Any] = {
            key: tuple(v) if isinstance(v, list) else v for key, v in rule.items()
        }
        feast = Feast(**some)
        feast.of_year(2024)  # it has every day a feast may fall on
    except (TypeError, ValueError) as error:
        raise PackError(f"[dates.feasts] {entry!r} is no day of a year: {error}") from error
    return feast


def _speech(compiler: Lexicon, table: Mapping[str, Any]) -> None:
    for key, tag in _SPEECH.items():
        compiler.add_all(table.get(key, ()), tag)
    for entry in table.get("to_media", ()):
        if entry.split()[0] in table.get("verbs", ()):
            compiler.add(entry, "say", value=True)  # "dijo a la": a phrase hides its verb
    for kind, entries in table.get("speakers", {}).items():
        compiler.add_all(entries, "speaker", kind)


def _numbers(compiler: Lexicon, table: Mapping[str, Any]) -> None:
    for name, tag in (
        ("units", "num"),
        ("hundreds", "num"),
        ("multipliers", "mult"),
        ("fractions", "fraction"),
        ("ordinals", "ordinal"),
    ):
        for entry, value in table.get(name, {}).items():
            compiler.add(entry, tag, value)
    compiler.add_all(table.get("joiners", ()), "joiner")


def _check_keys(name: str, table: Mapping[str, Any]) -> None:
    """Refuse tables and keys that the format does not have, naming them."""
    for section, content in table.items():
        if section not in _KEYS:
            raise PackError(f"languages/{name}/pack.toml: unknown table [{section}]")
        allowed = _KEYS[section]
        for key in content:
            if allowed is not None and key not in allowed:
                raise PackError(f"languages/{name}/pack.toml: [{section}] has unknown key {key!r}")


def compile_pack(folder: Traversable) -> Pack:
    """Compile the pack in a folder.

    Args:
        folder: The folder of the language, named by its code.

    Returns:
        The compiled pack.

    Raises:
        PackError: A file is missing or contradicts the format.
    """
    try:
        tables, numbers, calendar = (
            tomllib.loads((folder / name).read_text(encoding="utf-8"))
            for name in ("pack.toml", "numbers.toml", "calendar.toml")
        )
    except FileNotFoundError as error:
        raise PackError(f"languages/{folder.name}: {error.filename} is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"languages/{folder.name}: {error}") from error
    _check_keys(folder.name, tables)
    compiler = Lexicon(tables.get("endings", {}))
    _harm(compiler, tables.get("harm", {}))
    _people(compiler, tables.get("people", {}))
    _quantity(compiler, tables.get("quantity", {}))
    _dates(compiler, tables.get("dates", {}))
    _speech(compiler, tables.get("speech", {}))
    _numbers(compiler, numbers)
    for section, names in _PLAIN.items():
        for key, tag in names.items():
            compiler.add_all(tables.get(section, {}).get(key, ()), tag)
    for entry, number in tables.get("grammar", {}).get("another", {}).items():
        compiler.add(entry, "another", number)
    for case, entries in tables.get("grammar", {}).get("pronouns_one", {}).items():
        compiler.add_all(entries, "pronoun_one", case)
    for cause, entries in tables.get("causes", {}).items():
        compiler.add_all(entries, "cause", cause)
    for kind, entries in tables.get("actors", {}).items():
        compiler.add_all(entries, "actor", kind)
    for tag, names_of in (("month", "months"), ("weekday", "weekdays")):
        for entry, number in calendar.get(names_of, {}).items():
            # "May" and "may", "Sat" and "sat": where names of days are written large, only so.
            large = tables["language"].get("calendar_has_capitals", False)
            for form in (f"={entry.title()}", f"={entry.upper()}") if large else (entry,):
                compiler.add(form, tag, number)
    compiler.finish()
    language, digits = tables["language"], numbers.get("digits", {})
    ends, places, grammar = (tables.get(name, {}) for name in ("sentences", "places", "grammar"))
    tails = compiler.tails if language.get("compounds") else {}
    prefixes = tuple(sorted(map(fold, language.get("prefixes", ())), key=len, reverse=True))
    articles = tuple(map(fold, language.get("articles", ())))
    given_names = frozenset(map(fold, ends.get("given_names", ())))
    return Pack(
        code=language["code"],
        words=compiler.words,
        vocabulary=Vocabulary(compiler.words, tails, prefixes, articles, given_names),
        tails=tails,
        victim_order=language.get("victim_order", "before"),
        capitals=language.get("names_have_capitals", True),
        indefinite=bool(grammar.get("one")),
        clitics=frozenset(map(fold, grammar.get("clitics", ()))),
        him_or_his=frozenset(map(fold, grammar.get("him_or_his", ()))),
        abbreviations=frozenset(
            word.rstrip(".") for word in forms_of(ends.get("abbreviations", ()), compiler.endings)
        ),
        records=forms_of(tables.get("dates", {}).get("records", ()), compiler.endings),
        titles=frozenset(fold(title) for title in ends.get("titles", ())),
        group=frozenset(digits.get("group", [","])),
        decimal=digits.get("decimal", "."),
        articles=articles,
        prefixes=prefixes,
        adjective_endings=endings_of(language, "adjective_endings"),
        object_endings=endings_of(language, "object_endings"),
        streets_led=endings_of(places, "streets_led"),
        object_words=frozenset(map(fold, grammar.get("object_words", ()))),
        adjectives_follow=language.get("adjectives_follow", False),
        objects_end=tuple(map(fold, language.get("objects_end", ()))),
        bare_one=language.get("bare_one", False),
        verb_second=language.get("verb_second", False),
        several_end=tuple(language.get("several_end", ())),
        peaceful=bool(tables.get("modality", {}).get("peaceful")),
        asides=frozenset(map(fold, ends.get("asides", ()))),
        given_names=given_names,
        place_heads=frozenset(map(fold, places.get("heads", ()))),
        articled=frozenset(map(fold, places.get("articled", ()))),
        common_endings=tuple(map(fold, places.get("common_endings", ()))),
        particles=frozenset(map(fold, ends.get("name_particles", ()))),
        carriers=_heads(compiler.words, _CARRIERS),
        victims=_heads(compiler.words, frozenset({"victim"})),
        days=_heads(compiler.words, _DAYS),
        deeds=_heads(compiler.words, _DEEDS),
        common=frozenset(
            word
            for word, node in compiler.words.items()
            if node.tags and not _NO_FUNCTION_WORD & node.tags.keys()
        ),
    )


def _heads(known: Mapping[str, Node], kinds: AbstractSet[str]) -> frozenset[str]:
    """Return the words that may begin what is of some kinds."""
    return frozenset(
        word
        for word, node in known.items()
        for tags in (node.tags or {}, *(tags for _, tags in (*node.phrases, *node.cased)))
        if not kinds.isdisjoint(tags)
    )


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, in order."""
    folder = resources.files("oversikt.languages")
    return tuple(sorted(p.name for p in folder.iterdir() if (p / "pack.toml").is_file()))


@cache
def script_of(code: str) -> tuple[str | None, frozenset[str]]:
    """Return the script (ISO 15924) that a pack names and the letters that are its language's alone
    among those of the script; its words are not read for that.
    """
    text = (resources.files("oversikt.languages") / code / "pack.toml").read_text("utf-8")
    head = re.search(r"^\[language\]\n(?:[^\[].*\n|\n)*", text, re.MULTILINE)
    table = tomllib.loads(head[0])["language"] if head else {}
    script, letters = table.get("script"), table.get("letters", "")
    return script if isinstance(script, str) else None, frozenset(map(fold, letters))


@cache
def load(code: str) -> Pack:
    """Return the compiled pack of a language, compiled once in a process.

    Raises:
        PackError: There is no such pack, or it contradicts the format.
    """
    folder = resources.files("oversikt.languages") / code
    if not (folder / "pack.toml").is_file():
        raise PackError(f"there is no language pack {code!r}; there are {', '.join(codes())}")
    return compile_pack(folder)
