"""Write `numbers.toml` and `calendar.toml` of every language pack.

Run it from the root of the repository: `.venv/bin/python tools/languages.py`. What libraries know
(cardinals of num2words, months and weekdays of CLDR by way of Babel) is taken from them; what they
lack (cases, collectives, genders, older and regional forms, words run together) stands below, in the
brace notation of the packs. The files are committed and read by people: after a run, look at the
difference before committing it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.dates import get_day_names, get_month_names
from num2words import num2words

PACKS = Path(__file__).resolve().parent.parent / "src" / "oversikt" / "languages"
BRACES = re.compile(r"\{([^{}]*)\}")
THIN = [" ", "\u00a0", "\u2009", "\u202f"]
"""The blanks that stand inside written numbers: plain, no-break, thin and narrow no-break."""

PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " "})
"""CLDR's apostrophes and blanks as the packs write them."""

Table = dict[str, float]


@dataclass(frozen=True)
class Hand:
    """What a person knows of one language and no library tells.

    Args:
        units: Value to forms, for 0..99 where the library has one form only.
        hundreds: Words of a fixed value that add up ("двести", "doscientas").
        multipliers: Value to forms of words that multiply what stands before.
        joiners: Words that may stand inside a number.
        ordinals: Value to forms.
        fractions: Value to forms.
        group: Signs between groups of three digits.
        decimal: Sign before decimals.
        months: Month to forms beside CLDR's.
        weekdays: Weekday (Monday is 0) to forms beside CLDR's.
        not_dates: Abbreviations of CLDR that are commoner as other words.
    """

    units: dict[int, str] = field(default_factory=dict)
    hundreds: dict[int, str] = field(default_factory=dict)
    multipliers: dict[int, str] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    ordinals: dict[int, str] = field(default_factory=dict)
    fractions: dict[float, str] = field(default_factory=dict)
    group: tuple[str, ...] = tuple(THIN)
    decimal: str = ","
    months: dict[int, str] = field(default_factory=dict)
    weekdays: dict[int, str] = field(default_factory=dict)
    not_dates: frozenset[str] = frozenset()


def spread(words: str) -> Iterator[str]:
    """Yield every form of a line of words in brace notation; `;` parts words."""
    for word in words.split(";"):
        text = word.strip()
        if not text:
            continue
        pieces = BRACES.split(text)
        ends = [p.split(",") if i % 2 else [p] for i, p in enumerate(pieces)]
        for form in itertools.product(*ends):
            yield "".join(form)


def compounds(tens: dict[int, str], units: dict[int, str], pattern: str) -> dict[int, str]:
    """Join tens and units by a pattern of `{t}` and `{u}`; forms pair all with all."""
    found: dict[int, list[str]] = {}
    for (t, t_forms), (u, u_forms) in itertools.product(tens.items(), units.items()):
        for a, b in itertools.product(spread(t_forms), spread(u_forms)):
            found.setdefault(t + u, []).append(pattern.format(t=a, u=b))
    return {value: ";".join(forms) for value, forms in found.items()}


def merged(*tables: dict[int, str]) -> dict[int, str]:
    """Put the forms of several tables of values together."""
    whole: dict[int, str] = {}
    for value, forms in itertools.chain.from_iterable(t.items() for t in tables):
        whole[value] = f"{whole[value]};{forms}" if value in whole else forms
    return whole


def cased(tens: dict[int, str], units: dict[int, str]) -> dict[int, str]:
    """Join tens and units of Slavic languages that stand in the same case.

    Args:
        tens: Value to `nominative;genitive;instrumental` (one form: the same in all cases).
        units: Value to `nominative;genitive;dative;instrumental`, genders parted by `,`.

    Returns:
        Compounds such as "двадцати двух".
    """
    found: dict[int, str] = {}
    for (t, t_forms), (u, u_forms) in itertools.product(tens.items(), units.items()):
        cases = t_forms.split(";")
        nominative, genitive, instrumental = cases * 3 if len(cases) == 1 else cases
        pairs = zip((nominative, genitive, genitive, instrumental), u_forms.split(";"), strict=True)
        found[t + u] = ";".join(
            f"{a} {b}"
            for first, second in pairs
            for a in first.split(",")
            for b in second.split(",")
        )
    return found


def listed(words: str, start: int = 0, step: int = 1) -> dict[int, str]:
    """Number the words of a line, parted by blanks, from `start` on."""
    return {start + step * i: word.replace("_", " ") for i, word in enumerate(words.split())}


def alone(table: dict[int, str]) -> dict[int, str]:
    """Turn case tables (`,` and `;`) into plain lists of forms."""
    return {value: forms.replace(",", ";") for value, forms in table.items()}


# --- English -----------------------------------------------------------------------------------

ENGLISH = Hand(
    units={0: "nil", **{n: num2words(n).replace("-", " ") for n in range(21, 100)}},
    multipliers={
        100: "hundred;a hundred", 1000: "thousand;a thousand", 10**6: "million;a million;mn", 10**9: "billion;bn", 10**12: "trillion",
    },
    joiners=("and",),
    ordinals={n: num2words(n, to="ordinal_num") for n in range(1, 32)},
    fractions={0.5: "half;a half", 0.25: "quarter", 1.5: "one and a half", 2.5: "two and a half"},
    group=(",", *THIN[1:]),
    decimal=".",
    months={9: "sept"},
    weekdays={i: f"{d}{{,s}}" for i, d in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split())},
    not_dates=frozenset({"sat", "sun"}),
)  # fmt: skip

def days_of(ordinals: dict[int, str], tens: str) -> dict[int, str]:
    """Add the days of a month past the 20th and the 30th.

    Args:
        ordinals: Value to forms of the ordinals of units.
        tens: How 20 and 30 are said around the ordinal `{}` of a unit.
    """
    found = dict(ordinals)
    for ten, pattern in zip((20, 30), tens.split(";"), strict=True):
        for unit in range(1, 10 if ten == 20 else 2):
            forms = ordinals.get(unit, "").split(";")
            found[ten + unit] = ";".join(pattern.replace("{}", form) for form in forms if form)
    return found


# --- Norwegian ---------------------------------------------------------------------------------

_NO_TENS = listed("tjue;tyve tretti;tredve førti femti seksti sytti åtti nitti", 20, 10)


def norwegian(*, nynorsk: bool) -> Hand:
    """Build both written norms, which differ in a handful of words."""
    one = "éin;éi;eitt" if nynorsk else "én;éi;ett"
    one_in = "{ein,éin,eitt}" if nynorsk else "{en,én,ett}"
    articles = "{eit,eitt,et,ett}" if nynorsk else "{et,ett}"
    units = listed("_ to tre fire fem seks sju;syv åtte ni", 1)
    units[1] = one_in
    teens = {13: "tretten", 14: "fjorten", 16: "seksten", 17: "sytten", 18: "atten", 11: "elleve"}
    ending = "{,en,ens,ar,ane,s}" if nynorsk else "{,en,ens,er,ene,s}"
    days = (
        "måndag tysdag onsdag torsdag fredag laurdag sundag;søndag"
        if nynorsk
        else "mandag tirsdag onsdag torsdag fredag lørdag søndag"
    )
    parts = (
        "{kveld,kvelden,morgon,morgonen,ettermiddag,ettermiddagen,natt,natta,formiddag}"
        if nynorsk
        else "{kveld,kvelden,morgen,morgenen,ettermiddag,ettermiddagen,natt,natta,natten,formiddag,formiddagen}"
    )
    ordinals = {
        1: "første;fyrste" if nynorsk else "første",
        # "andre" is left out: before people it means "others" far more often than "second".
        **listed("tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte", 3),
    }
    if nynorsk:
        ordinals |= listed("sjuande åttande niande tiande", 7)
    teenth = "trett fjort femt sekst sytt att nitt tju"
    ordinals |= {n: f"{stem}{{ende,ande}}" for n, stem in listed(teenth, 13).items()}
    ordinals[30] = "tretti{ende,ande}"
    ordinals = days_of(ordinals, "tjue{};tretti{}")
    return Hand(
        units=merged(
            {0: "null", 1: one, **{k: v for k, v in units.items() if k > 1}},
            {10: "ti", 12: "tolv", 15: "femten", 19: "nitten", **teens},
            _NO_TENS,
            compounds(_NO_TENS, units, "{t}{u}"),
            compounds(_NO_TENS, units, "{u} og {t}"),
            compounds(_NO_TENS, units, "{u}og{t}"),
            compounds(_NO_TENS, units, "{t} {u}"),
        ),
        hundreds={n * 100: f"{word}hundre" for n, word in listed(
            "to tre fire fem seks sju åtte ni", 2).items()} | {100: "{ett,et,eitt}hundre"}
            | {n * 1000: f"{word}tusen" for n, word in listed(
            "to tre fire fem seks sju åtte ni ti", 2).items()} | {1000: "{ett,et,eitt}tusen"},
        multipliers={
            100: f"hundre;{articles} hundre", 1000: f"tusen;{articles} tusen",
            10**6: "million;millioner;millionar;mill",
            10**9: "milliard;milliarder;milliardar;mrd",
        },
        joiners=("og",),
        ordinals=ordinals,
        fractions={
            0.5: "halv;halve;halvparten", 0.25: "kvart;fjerdedel",
            1.5: "halvannen;halvanna;en og en halv;én og en halv;ein og ein halv", 2.5: "to og en halv",
        },
        group=(*THIN, "."),
        weekdays={
            i: ";".join(f"{d}{ending};{d}s{parts}" for d in day.split(";"))
            for i, day in enumerate(days.split())
        },
        not_dates=frozenset({
            "man", "tir", "ons", "tor", "fre", "lør", "søn", "mån", "tys", "lau", "sun", "må", "ty", "on", "to", "fr", "la", "su",
        }),
    )  # fmt: skip


# --- German ------------------------------------------------------------------------------------

_DE_PARTS = "{abend,nacht,morgen,vormittag,nachmittag,mittag,früh}"
_DE_ORDINAL = "{te,ter,ten,tes,tem}"
GERMAN = Hand(
    units={
        0: "null", 1: "eins", 2: "zwei;zwo;zweier;zweien;zu zweit", 3: "drei;dreier;dreien",
        4: "vieren", 5: "fünfen", 6: "sechsen", 7: "sieben", 12: "zwölfen",
    },
    hundreds={
        **{n: num2words(n, lang="de") for n in range(100, 1000)},
        **{100 * n: f"{num2words(n, lang='de')}hundert" for n in range(11, 20)},
        **{1000 * n: num2words(1000 * n, lang="de") for n in range(1, 100)},
        **{1000 * n: num2words(1000 * n, lang="de") for n in range(100, 1000, 50)},
    },
    multipliers={
        100: "hundert", 1000: "tausend", 10**6: "million;millionen;mio",
        10**9: "milliarde;milliarden;mrd",
    },
    joiners=("und",),
    ordinals={
        **{n: f"{num2words(n, lang='de')}{_DE_ORDINAL}" for n in range(4, 20)},
        **{n: f"{num2words(n, lang='de')}s{_DE_ORDINAL}" for n in range(20, 32)},
        1: "erste{,r,n,s,m}", 2: "zweite{,r,n,s,m}", 3: "dritte{,r,n,s,m}", 7: "siebte{,r,n,s,m}",
        8: "achte{,r,n,s,m}",
    },
    fractions={
        0.5: "halb;halbe;halben;halber;halbes;hälfte", 0.25: "viertel",
        1.5: "eineinhalb;anderthalb;einundeinhalb", 2.5: "zweieinhalb", 3.5: "dreieinhalb",
        4.5: "viereinhalb", 5.5: "fünfeinhalb",
    },
    group=(".", *THIN, "'", "’"),
    months={1: "jänner;januars;jänners", 2: "feber;februars", 3: "märzes", 5: "maies"},
    weekdays={
        i: ";".join(f"{d}{{,s,e,en}};{d}{_DE_PARTS}" for d in day.split(";"))
        for i, day in enumerate(
            "montag dienstag mittwoch donnerstag freitag samstag;sonnabend sonntag".split()
        )
    },
    not_dates=frozenset({"mo", "di", "mi", "do", "fr", "sa", "so"}),
)  # fmt: skip

# --- French ------------------------------------------------------------------------------------


def french_units() -> dict[int, str]:
    """Give hyphens, blanks, the spelling of 1990 and the Belgian and Swiss tens."""
    found: dict[int, list[str]] = {0: ["zéro"]}
    for n in range(1, 100):
        classic = num2words(n, lang="fr")
        forms = [classic, classic.replace("-", " "), classic.replace(" ", "-")]
        if n > 20 and n % 10 == 1 and n not in {71, 91}:
            forms += [f + "e" for f in forms]
        found[n] = forms
    del found[1]
    ones = [num2words(n, lang="fr") for n in range(1, 10)]
    for tens, start in (("septante", 70), ("octante", 80), ("huitante", 80), ("nonante", 90)):
        found[start].append(tens)
        for i, one in enumerate(ones, 1):
            joined = f"{tens} et {one}" if i == 1 else f"{tens}-{one}"
            found[start + i] += [joined, joined.replace("-", " "), joined.replace(" ", "-")]
    return {n: ";".join(dict.fromkeys(forms)) for n, forms in found.items()}


FRENCH = Hand(
    units=french_units(),
    multipliers={
        100: "cent;cents", 1000: "mille", 10**6: "million;millions", 10**9: "milliard;milliards",
    },
    joiners=("et",),
    ordinals={
        **{n: f"{num2words(n, lang='fr', to='ordinal')};{n}e;{n}ème" for n in range(2, 32)},
        1: "premier;première;premiers;premières;1er;1re;1ère",
        2: "second;seconde;deuxième;2e;2ème;2nd",
    },
    fractions={0.5: "demi;demie;moitié", 0.25: "quart", 1.5: "un et demi", 2.5: "deux et demi"},
    group=(*THIN, "."),
    months={2: "fevrier", 8: "aout", 12: "decembre"},
    weekdays={i: f"{d}{{,s}}" for i, d in enumerate(
        "lundi mardi mercredi jeudi vendredi samedi dimanche".split())},
    not_dates=frozenset({"lun", "mar", "mer", "jeu", "ven", "sam", "dim", "sept"}),
)  # fmt: skip

# --- Spanish -----------------------------------------------------------------------------------

_ES_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
_ES_ONES = listed("{un,uno,una} dos tres cuatro cinco seis siete ocho nueve", 1)
SPANISH = Hand(
    units=merged(
        {
            16: "dieciseis;diez y seis", 20: "veinte", 21: "veintiún;veintiun;veintiuna", 22: "veintidos",
            23: "veintitres", 26: "veintiseis",
        },
        compounds(_ES_TENS, _ES_ONES, "{t} y {u}"),
        compounds(_ES_TENS, _ES_ONES, "{t}i{u}"),
    ),
    hundreds={
        100: "cien;ciento", 200: "doscient{os,as}", 300: "trescient{os,as}",
        400: "cuatrocient{os,as}", 500: "quinient{os,as}", 600: "seiscient{os,as}",
        700: "setecient{os,as}", 800: "ochocient{os,as}", 900: "novecient{os,as}",
    },
    multipliers={
        1000: "mil", 10**6: "millón;millon;millones", 10**9: "mil millones;millardo;millardos",
        10**12: "billón;billones",
    },
    joiners=("y",),
    ordinals={
        1: "primer;primer{o,a,os,as}", 2: "segund{o,a,os,as}", 3: "tercer;tercer{o,a,os,as}",
        4: "cuart{o,a,os,as}", 5: "quint{o,a,os,as}", 6: "sext{o,a,os,as}",
        7: "séptim{o,a,os,as}", 8: "octav{o,a,os,as}", 9: "noven{o,a,os,as}",
        10: "décim{o,a,os,as}", 11: "undécim{o,a}", 12: "duodécim{o,a}",
    },
    fractions={0.5: "medio;media;mitad", 0.25: "cuarto", 1.5: "uno y medio;un y medio;una y media"},
    group=(".", ",", *THIN),
    months={9: "setiembre", 1: "ene", 4: "abr", 8: "ago", 12: "dic"},
    weekdays={
        i: forms
        for i, forms in enumerate(
            "lunes martes miércoles;miercoles jueves viernes sábado;sabado;sábados domingo;domingos"
            .split()
        )
    },
    not_dates=frozenset({"mar", "lun", "mié", "jue", "vie", "sáb", "dom"}),
)  # fmt: skip

# --- Russian and Ukrainian ---------------------------------------------------------------------

_RU_ONES = {
    1: "один,одна,одно,одну;одного,одной;одному;одним,одной",
    2: "два,две;двух;двум;двумя", 3: "три;трех,трёх;трем,трём;тремя",
    4: "четыре;четырех,четырёх;четырем,четырём;четырьмя", 5: "пять;пяти;пяти;пятью",
    6: "шесть;шести;шести;шестью", 7: "семь;семи;семи;семью",
    8: "восемь;восьми;восьми;восемью,восьмью", 9: "девять;девяти;девяти;девятью",
}  # fmt: skip
_RU_TENS = {
    20: "двадцать;двадцати;двадцатью", 30: "тридцать;тридцати;тридцатью",
    40: "сорок;сорока;сорока", 50: "пятьдесят;пятидесяти;пятьюдесятью",
    60: "шестьдесят;шестидесяти;шестьюдесятью", 70: "семьдесят;семидесяти;семьюдесятью",
    80: "восемьдесят;восьмидесяти;восемьюдесятью,восьмьюдесятью",
    90: "девяносто;девяноста;девяноста",
}  # fmt: skip
_RU_ORDINAL = "{ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых}"
_RU_ORDINALS = {
    1: f"перв{_RU_ORDINAL}", 2: "втор{ой,ого,ому,ым,ом,ая,ую,ое,ые,ых}",
    3: "трет{ий,ьего,ьему,ьим,ьем,ья,ьей,ью,ье,ьи,ьих}", 4: f"четверт{_RU_ORDINAL}",
    5: f"пят{_RU_ORDINAL}", 6: "шест{ой,ого,ому,ым,ом,ая,ую,ое,ые,ых}",
    7: "седьм{ой,ого,ому,ым,ом,ая,ую,ое,ые,ых}", 8: "восьм{ой,ого,ому,ым,ом,ая,ую,ое,ые,ых}",
    9: f"девят{_RU_ORDINAL}", 10: f"десят{_RU_ORDINAL}", 20: f"двадцат{_RU_ORDINAL}",
    **{n: f"{stem}надцат{_RU_ORDINAL}" for n, stem in listed(
        "один две три четыр пят шест сем восем девят", 11).items()},
    30: f"тридцат{_RU_ORDINAL}",
}  # fmt: skip
_RU_DAYS = (
    "понедельник{,а,у,ом,е,и,ам};пн вторник{,а,у,ом,е,и,ам};вт сред{а,ы,е,у,ой} "
    "четверг{,а,у,ом,е,и,ам} пятниц{а,ы,е,у,ей} суббот{а,ы,е,у,ой} воскресень{е,я,ю,ем,ям}"
)
RUSSIAN = Hand(
    units=merged(
        # "семью" alone is a family more often than seven
        alone(_RU_ONES | {7: "семь;семи;семи"}), alone(_RU_TENS), cased(_RU_TENS, _RU_ONES),
        {
            0: "ноль;нуль;нуля", 2: "двое;двоих;двоим;двоими", 3: "трое;троих;троим;троими",
            4: "четвер{о,ых,ым,ыми}", 5: "пятер{о,ых,ым,ыми}", 6: "шестер{о,ых,ым,ыми}",
            7: "семер{о,ых,ым,ыми}", 8: "восьмер{о,ых,ым,ыми}", 9: "девятер{о,ых,ым,ыми}",
            10: "десят{ь,и,ью};десятер{о,ых,ым,ыми}",
        },
        {11 + i: f"{stem}надцат{{ь,и,ью}}" for i, stem in enumerate(
            "один две три четыр пят шест сем восем девят".split())},
    ),
    hundreds={
        100: "сто;ста", 200: "двести;двухсот;двумстам;двумястами;двухстах",
        300: "триста;тр{е,ё}хсот;тр{е,ё}мстам;тремястами;тр{е,ё}хстах",
        400: "четыреста;четыр{е,ё}хсот;четыр{е,ё}мстам;четырьмястами;четыр{е,ё}хстах",
        500: "пятьсот;пятисот;пятистам;пятьюстами;пятистах",
        600: "шестьсот;шестисот;шестистам;шестьюстами;шестистах",
        700: "семьсот;семисот;семистам;семьюстами;семистах",
        800: "восемьсот;восьмисот;восьмистам;восемьюстами;восьмьюстами;восьмистах",
        900: "девятьсот;девятисот;девятистам;девятьюстами;девятистах",
    },
    multipliers={
        1000: "тысяч{а,и,,у,е,ей,ью,ам,ами,ах};тыс", 10**6: "миллион{,а,у,ом,е,ы,ов,ам,ами,ах};млн",
        10**9: "миллиард{,а,у,ом,е,ы,ов,ам,ами,ах};млрд",
    },
    ordinals=days_of(_RU_ORDINALS, "двадцать {};тридцать {}"),
    fractions={
        0.5: "половина;половины;половину;половиной;с половиной;полмиллиона", 0.25: "четверть",
        1.5: "полтора;полторы;полутора",
    },
    group=(*THIN, "."),
    months={
        i: f"{stem}{ends}" for i, (stem, ends) in enumerate([
            ("январ", "{ь,я,ю,ем,е}"), ("феврал", "{ь,я,ю,ем,е}"), ("март", "{,а,у,ом,е}"),
            ("апрел", "{ь,я,ю,ем,е}"), ("ма", "{й,я,ю,ем,е}"), ("июн", "{ь,я,ю,ем,е}"),
            ("июл", "{ь,я,ю,ем,е}"), ("август", "{,а,у,ом,е}"), ("сентябр", "{ь,я,ю,ем,е}"),
            ("октябр", "{ь,я,ю,ем,е}"), ("ноябр", "{ь,я,ю,ем,е}"), ("декабр", "{ь,я,ю,ем,е}"),
        ], 1)
    },
    weekdays=dict(enumerate(_RU_DAYS.split())),
    not_dates=frozenset({"мар", "чт", "ср", "сб", "вс", "пт"}),
)  # fmt: skip

_UK_ONES = {
    1: "один,одна,одне,одно,одну;одного,одної,однієї;одному;одним,однією",
    2: "два,дві;двох;двом;двома", 3: "три;трьох;трьом;трьома",
    4: "чотири;чотирьох;чотирьом;чотирма", 5: "п'ять;п'яти,п'ятьох;п'ятьом;п'ятьма,п'ятьома",
    6: "шість;шести,шістьох;шістьом;шістьма,шістьома", 7: "сім;семи,сімох;сімом;сьома,сімома",
    8: "вісім;восьми,вісьмох;вісьмом;вісьма,вісьмома",
    9: "дев'ять;дев'яти,дев'ятьох;дев'ятьом;дев'ятьма,дев'ятьома",
}  # fmt: skip
_UK_TENS = {
    20: "двадцять;двадцяти,двадцятьох;двадцятьма,двадцятьома",
    30: "тридцять;тридцяти,тридцятьох;тридцятьма,тридцятьома", 40: "сорок;сорока;сорока",
    **{10 * n: f"{s}десят;{s}десяти,{s}десятьох;{s}десятьма,{s}десятьома"
       for n, s in ((5, "п'ят"), (6, "шіст"), (7, "сім"), (8, "вісім"))},
    90: "дев'яносто;дев'яноста;дев'яноста",
}  # fmt: skip
_UK_ORDINAL = "{ий,ого,ому,им,а,ої,у,ою,е,і,их}"
_UK_ORDINALS = {
    1: f"перш{_UK_ORDINAL}", 2: f"друг{_UK_ORDINAL}",
    3: "трет{ій,ього,ьому,ім,я,ьої,ю,ьою,є,і,іх}", 4: f"четверт{_UK_ORDINAL}",
    5: f"п'ят{_UK_ORDINAL}", 6: f"шост{_UK_ORDINAL}", 7: f"сьом{_UK_ORDINAL}",
    8: f"восьм{_UK_ORDINAL}", 9: f"дев'ят{_UK_ORDINAL}", 10: f"десят{_UK_ORDINAL}",
    20: f"двадцят{_UK_ORDINAL}",
    **{n: f"{stem}надцят{_UK_ORDINAL}" for n, stem in listed(
        "оди два три чотир п'ят шіст сім вісім дев'ят", 11).items()},
    30: f"тридцят{_UK_ORDINAL}",
}  # fmt: skip
_UK_DAYS = (
    "понед{ілок,ілка,ілку,ілком,ілки} вівтор{ок,ка,ку,ком,ки} серед{а,и,у,ою};середі "
    "четвер{,га,гу,гом,ги} п'ятниц{я,і,ю,ею} субот{а,и,і,у,ою} неділ{я,і,ю,ею}"
)
UKRAINIAN = Hand(
    units=merged(
        alone(_UK_ONES), alone(_UK_TENS), cased(_UK_TENS, _UK_ONES),
        {
            0: "нуль;нуля", 2: "двоє", 3: "троє", 4: "четверо", 5: "п'ятеро", 6: "шестеро",
            7: "семеро", 8: "восьмеро", 9: "дев'ятеро",
            10: "десят{ь,и,ьох,ьом,ьма,ьома};десятеро",
        },
        {11 + i: f"{stem}надцят{{ь,и,ьох,ьом,ьма,ьома,еро}}" for i, stem in enumerate(
            "оди два три чотир п'ят шіст сім вісім дев'ят".split())},
        {11: "одинадцят{ь,и,ьох,ьом,ьма,ьома,еро}", 20: "двадцятеро", 30: "тридцятеро"},
    ),
    hundreds={
        100: "сто;ста", 200: "двісті;двохсот;двомстам;двомастами;двохстах",
        300: "триста;трьохсот;трьомстам;трьомастами;трьохстах",
        400: "чотириста;чотирьохсот;чотирьомстам;чотирмастами;чотирьохстах",
        500: "п'ятсот;п'ятисот;п'ятистам;п'ятьмастами;п'ятьомастами;п'ятистах",
        600: "шістсот;шестисот;шестистам;шістьмастами;шістьомастами;шестистах",
        700: "сімсот;семисот;семистам;сьомастами;сімомастами;семистах",
        800: "вісімсот;восьмисот;восьмистам;вісьмастами;вісьмомастами;восьмистах",
        900: "дев'ятсот;дев'ятисот;дев'ятистам;дев'ятьмастами;дев'ятьомастами;дев'ятистах",
    },
    multipliers={
        1000: "тисяч{а,і,,у,ею,ам,ами,ах};тис", 10**6: "мільйон{,а,у,ом,і,и,ів,ам,ами,ах};млн",
        10**9: "мільярд{,а,у,ом,і,и,ів,ам,ами,ах};млрд",
    },
    ordinals=days_of(_UK_ORDINALS, "двадцять {};тридцять {}"),
    fractions={
        0.5: "половина;половини;половину;половиною;з половиною", 0.25: "чверть",
        1.5: "півтора;півтори;півтораста",
    },
    group=(*THIN, "."),
    months={
        i: f"{stem}{ends}" for i, (stem, ends) in enumerate([
            ("січ", "{ень,ня,ню,нем,ні}"), ("лют", "{ий,ого,ому,им}"), ("берез", "{ень,ня,ню,нем,ні}"),
            ("квіт", "{ень,ня,ню,нем,ні}"), ("трав", "{ень,ня,ню,нем,ні}"),
            ("черв", "{ень,ня,ню,нем,ні}"), ("лип", "{ень,ня,ню,нем,ні}"),
            ("серп", "{ень,ня,ню,нем,ні}"), ("верес", "{ень,ня,ню,нем,ні}"),
            ("жовт", "{ень,ня,ню,нем,ні}"), ("листопад", "{,а,у,ом,і}"),
            ("груд", "{ень,ня,ню,нем,ні}"),
        ], 1)
    },
    weekdays=dict(enumerate(_UK_DAYS.split())),
    not_dates=frozenset({
        "бер", "трав", "лип", "лист", "груд", "вер", "пн", "вт", "ср", "чт", "пт", "сб", "нд",
    }),
)  # fmt: skip

# --- Arabic ------------------------------------------------------------------------------------

_AR_ONES = {
    1: "واحد;واحدة;إحدى;أحد", 2: "اثنان;اثنين;اثنتان;اثنتين;إثنان;إثنين;اثنتا;اثنا",
    3: "ثلاث;ثلاثة", 4: "أربع;أربعة", 5: "خمس;خمسة", 6: "ست;ستة", 7: "سبع;سبعة",
    8: "ثماني;ثمانية;ثمان", 9: "تسع;تسعة",
}  # fmt: skip
_AR_TENS = {
    10 * n: f"{s}ون;{s}ين" for n, s in enumerate("عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), 2)
}
_AR_TEENS = {
    11: "أحد عشر;الأحد عشر;إحدى عشرة;أحد عشرا", 12: "اثنا عشر;اثني عشر;اثنتا عشرة;اثنتي عشرة",
    **{10 + n: ";".join(f"{form} {'عشر' if form[-1] == 'ة' else 'عشرة'}"
                        for form in forms.split(";")) for n, forms in _AR_ONES.items() if n > 2},
}  # fmt: skip
_AR_HUNDREDS = {
    100 * n: ";".join(f"{stem}{gap}{tail}" for stem in stems.split(";") for gap in ("", " ")
                      for tail in ("مئة", "مائة", "ميه"))
    for n, stems in {
        3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان;ثماني", 9: "تسع",
    }.items()
}  # fmt: skip
_AR_MONTHS = {
    1: ("يناير", "كانون الثاني", "جانفي"), 2: ("فبراير", "شباط", "فيفري"), 3: ("مارس", "آذار"),
    4: ("أبريل", "إبريل", "نيسان", "أفريل"), 5: ("مايو", "أيار"), 6: ("يونيو", "يونيه", "حزيران"),
    7: ("يوليو", "يوليه", "تموز", "جويلية", "يوليوز"), 8: ("أغسطس", "آب", "غشت", "أوت"),
    9: ("سبتمبر", "أيلول", "شتنبر"), 10: ("أكتوبر", "تشرين الأول"),
    11: ("نوفمبر", "تشرين الثاني", "نونبر"), 12: ("ديسمبر", "كانون الأول", "دجنبر"),
}  # fmt: skip
_AR_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
    "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
# The Egyptian and the Levantine name stand side by side in much wire copy, in either order.
_AR_PAIRED = {
    month: ";".join(
        [*names, *(
            shape.format(*pair)
            for other in names if other != levant
            for pair in ((levant, other), (other, levant))
            for shape in ("{}/{}", "{} / {}", "{} ({})")
        )]
    )
    for levant, (month, names) in zip(_AR_LEVANT, _AR_MONTHS.items(), strict=True)
}  # fmt: skip
_AR_ORDINALS = {
    **{
        n: f"{{ال,}}{m};{{ال,}}{f}" for n, (m, f) in enumerate([
            ("أول", "أولى"), ("ثاني", "ثانية"), ("ثالث", "ثالثة"), ("رابع", "رابعة"),
            ("خامس", "خامسة"), ("سادس", "سادسة"), ("سابع", "سابعة"), ("ثامن", "ثامنة"),
            ("تاسع", "تاسعة"), ("عاشر", "عاشرة"),
        ], 1)
    },
    **{
        n: f"{{ال,}}{word} عشر" for n, word in listed(
            "حادي ثاني ثالث رابع خامس سادس سابع ثامن تاسع", 11).items()
    },
    20: "العشرين", 30: "الثلاثين",
}  # fmt: skip
ARABIC = Hand(
    units=merged(
        {0: "صفر"}, {n: f for n, f in _AR_ONES.items() if n > 2},
        {1: "واحد;واحدة;واحدا", 2: "اثنان;اثنين;اثنتان;اثنتين;إثنان;إثنين", 10: "عشر;عشرة"},
        _AR_TEENS, _AR_TENS, compounds(_AR_TENS, _AR_ONES, "{u} و{t}"),
    ),
    hundreds=merged(
        {200: "{مئ,مائ}{تان,تين,تا,تي}", 2000: "ألفان;ألفين;ألفي", 2 * 10**6: "مليونان;مليونين;مليوني",
         2 * 10**9: "ملياران;مليارين"},
        _AR_HUNDREDS,
    ),
    multipliers={
        100: "مئة;مائة;مية", 1000: "ألف;ألفا;ألفاً;آلاف;الاف", 10**6: "مليون;مليونا;مليوناً;ملايين",
        10**9: "مليار;مليارا;ملياراً;مليارات",
    },
    joiners=("و",),
    ordinals=_AR_ORDINALS | days_of(
        {**_AR_ORDINALS, 1: "{ال,}حادي"}, "{} والعشرين;{} والثلاثين"
    ) | {1: _AR_ORDINALS[1]},
    fractions={0.5: "نصف;ونصف", 0.25: "ربع", 0.75: "ثلاثة أرباع"},
    group=(",", "٬", "،", *THIN[1:]),
    decimal=".",
    months=_AR_PAIRED,
    weekdays=dict(enumerate(
        ["الاثنين;الإثنين;الأثنين", "الثلاثاء", "الأربعاء;الاربعاء", "الخميس", "الجمعة", "السبت",
         "الأحد;الاحد"]
    )),
    not_dates=frozenset({"إثنين", "اثنين", "أحد", "خميس", "ماي", "جوان"}),
)  # fmt: skip

LANGUAGES: dict[str, Hand] = {
    "nb": norwegian(nynorsk=False), "nn": norwegian(nynorsk=True), "en": ENGLISH, "ar": ARABIC,
    "uk": UKRAINIAN, "ru": RUSSIAN, "es": SPANISH, "fr": FRENCH, "de": GERMAN,
}  # fmt: skip
CARDINALS = {"en": "en", "es": "es", "de": "de", "ru": "ru", "uk": "uk"}
"""Languages whose plain cardinals num2words writes as newspapers do."""
LOCALES = {"ar": ("ar_EG", "ar_SY", "ar_LB", "ar_IQ")}
"""CLDR locales to read where one is not enough; else the code itself."""
WEEKDAY_ABBREVIATIONS = frozenset({"en"})
"""Abbreviated weekdays are read only here: elsewhere they are other words ("man", "so", "mar")."""


def numbers(code: str, hand: Hand) -> dict[str, Table]:
    """Put the library's cardinals and the hand's forms together.

    Args:
        code: ISO 639-1 code of the pack.
        hand: What the library lacks.

    Returns:
        Tables `units`, `hundreds`, `multipliers`, `ordinals`, `fractions`, word to value.
    """
    library: dict[int, str] = {}
    if code in CARDINALS:
        library = {n: num2words(n, lang=CARDINALS[code]) for n in range(100)}
    # Plain articles are counted by `[grammar] one`, where the pack says which of them count.
    articles = {"en": (), "es": ("un", "una"), "de": ("ein",)}.get(code, ())
    ordinals = dict(hand.ordinals)
    if code == "en":
        words = {n: num2words(n, to="ordinal") for n in range(1, 32)}
        ordinals = merged(ordinals, words, {n: w.replace("-", " ") for n, w in words.items()})
    tables = {
        "units": table(merged(library, hand.units)),
        "hundreds": table(hand.hundreds),
        "multipliers": table(hand.multipliers),
        "ordinals": table(ordinals),
        "fractions": table(hand.fractions),
    }
    for article in articles:
        tables["units"].pop(article, None)
    return tables


def table(values: dict[int, str] | dict[float, str]) -> Table:
    """Turn value to forms into form to value; the smallest value keeps a form told twice."""
    found: Table = {}
    for value in sorted(values):
        for form in spread(values[value]):
            found.setdefault(form.lower(), value)
    return found


def calendar(code: str, hand: Hand) -> dict[str, Table]:
    """Read CLDR's months and weekdays and add the hand's.

    Args:
        code: ISO 639-1 code of the pack.
        hand: Forms that CLDR lacks, and abbreviations to leave out.

    Returns:
        Tables `months` (1 to 12) and `weekdays` (0 is Monday).
    """
    months: dict[int, list[str]] = {n: [] for n in range(1, 13)}
    days: dict[int, list[str]] = {n: [] for n in range(7)}
    locales = LOCALES.get(code, ("no" if code == "nb" else code,))
    for locale, width, context in itertools.product(
        locales, ("wide", "abbreviated"), ("format", "stand-alone")
    ):
        for month, name in get_month_names(width, context, locale).items():
            months[month].append(name.strip("."))
        if width == "wide" or code in WEEKDAY_ABBREVIATIONS:
            for day, name in get_day_names(width, context, locale).items():
                days[day].append(name.strip("."))
    return {
        "months": dates(months, hand.months, hand.not_dates),
        "weekdays": dates(days, hand.weekdays, hand.not_dates),
    }


def dates(library: dict[int, list[str]], hand: dict[int, str], drop: frozenset[str]) -> Table:
    """Put names of dates together, folded to lower case, without those to drop."""
    forms = {n: [*names, *spread(hand.get(n, ""))] for n, names in library.items()}
    return {
        " ".join(name.lower().translate(PLAIN).split()): n
        for n, names in forms.items()
        for name in names
        if name.lower() not in drop and not name.isdigit()
    }


def written(tables: dict[str, Table], lists: dict[str, object], note: str) -> str:
    """Write tables as TOML, sorted by value and word, so that a run changes nothing needlessly."""
    lines = [f"# {note}"]
    lines += [f"{key} = {quoted(value)}" for key, value in lists.items()]
    for name, words in tables.items():
        lines += ["", f"[{name}]"]
        ordered = sorted(words.items(), key=lambda item: (item[1], item[0]))
        lines += [f"{quoted(word)} = {value:g}" if value % 1 else f"{quoted(word)} = {int(value)}"
                  for word, value in ordered]  # fmt: skip
    return "\n".join(lines) + "\n"


def quoted(value: object) -> str:
    """Write a string or a list of strings as TOML."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Iterable):
        return "[" + ", ".join(quoted(item) for item in value) + "]"
    raise TypeError(f"only strings and lists are written, not {type(value).__name__}")


def main() -> None:
    """Write both files of every pack."""
    for code, hand in LANGUAGES.items():
        folder = PACKS / code
        folder.mkdir(parents=True, exist_ok=True)
        tables = numbers(code, hand)
        made = "Written by tools/languages.py; change it there."
        text = written(tables, {"joiners": hand.joiners}, made)
        text += f"\n[digits]\ngroup = {quoted(hand.group)}\ndecimal = {quoted(hand.decimal)}\n"
        (folder / "numbers.toml").write_text(text, encoding="utf-8")
        (folder / "calendar.toml").write_text(
            written(calendar(code, hand), {}, made), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
