"""Words that name a day are anchored on the day of publication, and nothing else is dated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.people.quantities import counted
from oversikt.sentences.dates import times_of
from oversikt.sentences.stretches import stretch
from oversikt.sentences.times import Time
from oversikt.words.marks import cut, mark
from oversikt.words.pack import load

WEDNESDAY = date(2017, 6, 7)


def times(
    code: str, text: str, published: date | None = WEDNESDAY, before: date | None = None
) -> list[Time]:
    """Return the times that a text names, after another that told the day ``before``."""
    pack = load(code)
    items = counted(mark(text, cut(text, 0, len(text), pack)), pack)
    return times_of(items, published, before, frozenset())


def told(code: str, text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Return start, end and precision of the times that a text names."""
    found = times(code, text, published)
    return [(t.start.isoformat(), t.end.isoformat(), t.precision) for t in found]


@pytest.mark.parametrize(
    ("code", "text", "start", "end", "precision"),
    [
        ("en", "killed on Monday", "2017-06-05", "2017-06-05", "day"),
        ("en", "killed on Wednesday", "2017-06-07", "2017-06-07", "day"),
        ("en", "killed yesterday", "2017-06-06", "2017-06-06", "day"),
        ("en", "killed on 17 October", "2016-10-17", "2016-10-17", "day"),
        ("en", "killed on October 17, 2015", "2015-10-17", "2015-10-17", "day"),
        ("en", "killed Monday, June 5", "2017-06-05", "2017-06-05", "day"),
        ("en", "killed on Saturday, June 4", "2016-06-04", "2016-06-04", "day"),
        ("en", "killed in a May 29 shooting", "2017-05-29", "2017-05-29", "day"),
        ("en", "killed two days ago", "2017-06-05", "2017-06-05", "day"),
        ("en", "killed in May", "2017-05-01", "2017-05-31", "month"),
        ("en", "killed in June", "2017-06-01", "2017-06-07", "month"),
        ("en", "killed last month", "2017-05-01", "2017-05-31", "month"),
        ("en", "killed in 2015", "2015-01-01", "2015-12-31", "year"),
        ("en", "killed since 17 October", "2016-10-17", "2017-06-07", "range"),
        ("en", "killed from January to March", "2017-01-01", "2017-03-31", "range"),
        ("en", "killed since mid-October", "2016-10-15", "2017-06-07", "range"),
        ("en", "killed since the war began in May", "2017-05-01", "2017-06-07", "range"),
        ("en", "killed between October and December 2015", "2015-10-01", "2015-12-31", "range"),
        ("en", "killed between November and March 2016", "2015-11-01", "2016-03-31", "range"),
        ("en", "killed in the past three weeks", "2017-05-17", "2017-06-07", "range"),
        ("en", "killed in the past 24 hours", "2017-06-06", "2017-06-07", "range"),
        ("en", "killed in the first half of 2016", "2016-01-01", "2016-06-30", "range"),
        ("en", "killed in the winter", "2016-12-01", "2017-02-28", "range"),
        ("en", "killed on Sunday and Monday", "2017-06-04", "2017-06-05", "range"),
        ("es", "entre el 7 y el 26 de mayo murieron diez", "2017-05-07", "2017-05-26", "range"),
        ("es", "entre abril y finales de mayo", "2017-04-01", "2017-05-31", "range"),
        ("es", "en los últimos cuatro años", "2013-06-07", "2017-06-07", "range"),
        ("fr", "dans la nuit de mardi à mercredi", "2017-06-06", "2017-06-07", "range"),
        ("fr", "depuis la mi-octobre", "2016-10-15", "2017-06-07", "range"),
        ("de", "seit Anfang 2014", "2014-01-01", "2017-06-07", "range"),
        ("uk", "за вісім місяців 2016 року", "2016-01-01", "2016-08-31", "range"),
        ("ru", "с начала боев 27 мая", "2017-05-27", "2017-06-07", "range"),
        ("ru", "весной 2016 года", "2016-03-01", "2016-05-31", "range"),
        ("ar", "ليل الاثنين - الثلاثاء", "2017-06-05", "2017-06-06", "range"),
        ("nb", "drept lørdag", "2017-06-03", "2017-06-03", "day"),
        ("nb", "drept for to dager siden", "2017-06-05", "2017-06-05", "day"),
        ("uk", "загинув учора", "2017-06-06", "2017-06-06", "day"),
        ("de", "am 17. Oktober getötet", "2016-10-17", "2016-10-17", "day"),
        ("en", "killed on Christmas night", "2016-12-25", "2016-12-25", "day"),
        ("en", "hurt in a Christmas Day shooting", "2016-12-25", "2016-12-25", "day"),
        ("en", "killed in the Easter shooting", "2017-04-16", "2017-04-16", "day"),
        ("en", "killed on New Year's Eve 2015", "2015-12-31", "2015-12-31", "day"),
        ("en", "killed the night before the Fourth of July", "2016-07-03", "2016-07-03", "day"),
        ("en", "killed on Memorial Day", "2017-05-29", "2017-05-29", "day"),
        ("en", "killed Thanksgiving Day", "2016-11-24", "2016-11-24", "day"),
        ("ar", "قتل سبعة أول أيام عيد الأضحى", "2016-09-10", "2016-09-12", "range"),
        ("ar", "قتل ثلاثة ليلة رأس السنة", "2016-12-31", "2016-12-31", "day"),
        ("de", "am Karfreitag getötet", "2017-04-14", "2017-04-14", "day"),
        ("de", "am zweiten Weihnachtstag getötet", "2016-12-26", "2016-12-26", "day"),
        ("es", "asesinado en Nochebuena", "2016-12-24", "2016-12-24", "day"),
        ("es", "El Viernes Santo murieron cinco", "2017-04-14", "2017-04-14", "day"),
        ("fr", "La veille de Noël, deux soldats ont été tués", "2016-12-24", "2016-12-24", "day"),
        ("fr", "tués le jour de l'An", "2017-01-01", "2017-01-01", "day"),
        ("nb", "drept 2. påskedag", "2017-04-17", "2017-04-17", "day"),
        ("nb", "Langfredag ble tre drept", "2017-04-14", "2017-04-14", "day"),
        ("nn", "drepen julaftan", "2016-12-24", "2016-12-24", "day"),
        ("ru", "На Пасху погибли двое", "2017-04-16", "2017-04-16", "day"),
        ("uk", "У Вербну неділю загинули двоє", "2017-04-09", "2017-04-09", "day"),
        ("uk", "У День Незалежності загинули двоє", "2016-08-24", "2016-08-24", "day"),
        ("en", "died Monday, three days after the attack", "2017-06-02", "2017-06-02", "day"),
        ("en", "class resumes Monday, June 12", "2017-06-12", "2017-06-12", "day"),
    ],
)  # fmt: skip
def test_words_place_a_day(code: str, text: str, start: str, end: str, precision: str) -> None:
    assert told(code, text)[-1:] == [(start, end, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "shot at a Christmas party",
        "killed over the Labor Day weekend",
        "shot on Martin Luther King Drive",
        "arrested two days after the shooting",
    ],
)
def test_a_season_and_a_span_from_no_told_day_date_nothing(text: str) -> None:
    assert told("en", text) == []


@pytest.mark.parametrize("text", ["they may be killed", "killed on 31 June", "17 people killed"])
def test_what_names_no_day_dates_nothing(text: str) -> None:
    assert [time for time in told("en", text) if time[2] == "day"] == []


def test_without_a_day_of_publication_only_full_dates_stand() -> None:
    assert told("en", "killed on Monday", None) == []
    assert told("en", "killed on 17 October", None) == []
    assert told("en", "killed on 17 October 2016", None) == [("2016-10-17", "2016-10-17", "day")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "police said on Monday that three people were killed"),
        ("en", "On Monday the ministry said that three people were killed"),
        ("es", "informó este lunes la policía"),
        ("fr", "Vendredi, le ministère a annoncé la mort de deux soldats"),
        ("ru", "сообщила в понедельник полиция"),
        ("en", "PARIS, June 5 (Reuters) - Five people were killed"),
    ],
)
def test_the_day_of_saying_is_told_from_the_day_of_harm(code: str, text: str) -> None:
    assert [t.said for t in times(code, text)] == [True]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "three people were killed on Monday, police said"),
        ("en", "three people were killed on Monday, police said in a statement"),
        ("en", "On Monday, police said, a bomb killed three people"),
        ("en", "Police said the Monday night shooting was an accident"),
    ],
)
def test_the_day_of_harm_is_not_that_of_saying(code: str, text: str) -> None:
    assert [t.said for t in times(code, text)] == [False]


def test_that_day_is_no_day_of_saying() -> None:
    found = times("en", "That day the police said little", before=WEDNESDAY)
    assert [t.said for t in found] == [False]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A man was arrested on Monday in the deaths of two people"),
        ("en", "On Monday police charged a man with killing his brother"),
        ("en", "A boy killed by his brother was identified Tuesday"),
        ("en", "She is in stable condition Tuesday after being shot"),
        ("en", "Updated: June 5, 2017"),
        ("en", "He returns to court on June 20, 2017"),
        ("en", "Haddad will be sentenced at 11:15 a.m. June 1"),
        ("en", "A trial is scheduled for May 3"),
        ("en", "Police were searching Monday for the man who shot three people"),
        ("fr", "Le procès est prévu le 3 mai"),
        ("ar", "شيع المئات في بلدة، اليوم الأربعاء، جثامين ضحايا التفجير"),
        ("de", "Der Mann, der zwei Menschen tötete, wurde am Montag festgenommen"),
        ("es", "El hombre fue detenido el lunes por la muerte de dos personas"),
        ("nb", "Mannen ble mandag siktet for drap"),
    ],
)
def test_a_day_of_what_was_done_about_a_deed_is_not_the_deeds(code: str, text: str) -> None:
    assert [t.later for t in times(code, text)] == [True]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A man was arrested after two people were shot on Monday"),
        ("en", "A man was charged in a Monday shooting"),
        ("en", "The army arrested ten men on Monday and killed two"),
        ("en", "Two people were shot at a party on Monday"),
        ("fr", "Deux hommes ont été tués lundi avant que la police n'arrête un suspect"),
    ],
)
def test_a_day_told_with_the_deed_is_the_deeds(code: str, text: str) -> None:
    assert [t.later for t in times(code, text)] == [False]


def test_that_day_is_none_where_none_was_told() -> None:
    assert told("en", "Two people were killed that day") == []


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["day", "days", "week", "month", "year"]),
    st.integers(min_value=0, max_value=30),
)
def test_a_stretch_back_begins_before_it_ends_and_never_after_publication(
    published: date, unit: str, back: int
) -> None:
    start, end = stretch(published, unit, back)
    assert start <= end <= published


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["{} {} ago a bomb killed two", "{} {} after the bombing that killed two"]),
    st.sampled_from(["days", "weeks", "months", "years"]),
    st.integers(min_value=1, max_value=10**12),
)
def test_no_look_back_leaves_the_calendar(
    published: date, words: str, unit: str, number: int
) -> None:
    assert all(t.start <= published for t in times("en", words.format(number, unit), published))


def test_a_look_back_past_the_calendar_has_no_day() -> None:
    assert told("en", "3,000 years ago two were killed") == []
    assert told("en", "two years ago two were killed") == [("2015-01-01", "2015-12-31", "year")]
