"""What a report tells as a whole decides what its words of death and wounds mean."""

from functools import cache

from oversikt.claims import Reader
from oversikt.records import Report

#: Sentences without harm: a report of more than a few has room to tell how people died.
FILL = "Kommunen har fått ny skole. Snøen smelter i fjellet. Bussen går hver time. "


@cache
def reader() -> Reader:
    return Reader()


def told(text: str, code: str = "nb") -> list[tuple[str, int | None]]:
    """Return measure and low number of a report's claims."""
    claims = reader().read(Report("r", text, None, "2017-06-07", code)).claims
    return [(claim.measure, claim.low) for claim in claims]


def test_a_death_with_no_violence_beside_it_is_no_claim() -> None:
    assert told(FILL + "Hun var 91 år og tre av barna døde før henne. " + FILL) == []


def test_a_death_beside_an_attack_is_a_claim() -> None:
    assert told(FILL + "Byen ble rammet av et angrep. Tre personer døde. " + FILL) == [
        ("killed", 3)
    ]


def test_violence_far_off_in_a_report_says_nothing_of_a_death() -> None:
    text = "Byen ble rammet av et angrep i krigen. " + FILL + FILL + "Tre personer døde i fjor."
    assert told(text) == []


def test_a_killing_needs_no_violence_beside_it() -> None:
    assert told(FILL + "Tre personer ble drept. " + FILL) == [("killed", 3)]


def test_a_short_report_need_not_say_how_people_died() -> None:
    assert told("Tre personer mistet livet.") == [("killed", 3)]


def test_a_rise_of_prices_is_no_change_of_figures() -> None:
    assert told(FILL + "Prisene er 12 prosent høyere enn i fjor. " + FILL) == []
    assert ("change_percent", 12) in told(
        "Tre personer ble drept. Det er 12 prosent flere enn i fjor."
    )


def days_of(text: str, published: str, code: str = "en") -> set[str | None]:
    claims = reader().read(Report("r", text, None, published, code)).claims
    return {claim.date_start for claim in claims}


def test_the_day_of_a_hearing_is_not_carried_on_where_the_deed_has_its_own() -> None:
    text = (
        "A youth charged with murder has a new lawyer. A doctor was appointed Thursday. "
        "The boy shot Ali Haddad, 13, in a flat. Ali Haddad was killed on March 20."
    )
    assert days_of(text, "2016-08-18") == {"2016-03-20"}


def test_the_day_of_an_advance_is_carried_on_beside_an_older_deed() -> None:
    text = "Troops entered the town on Thursday. Three people were killed. Nine were killed on March 20."
    assert days_of(text, "2016-08-20") == {"2016-08-18", "2016-03-20"}


def test_entries_of_a_live_report_have_speakers_of_their_own() -> None:
    text = (
        "En el barrio hubo pánico.\n17:05 — El ataque deja 23 heridos, según la dirección del hospital.\n"
        '17:15 — La calle sigue cerrada. "Tenemos 24 heridos", dice.'
    )
    claims = reader().read(Report(id="r", text=text, language="es")).claims
    assert [[a.name for a in c.attribution] for c in claims] == [["hospital"], []]


def test_a_time_in_brackets_is_of_the_figure_beside_it() -> None:
    text = (
        "За январь 2022 г. правозащитники насчитали:\n"
        "- задержанных: 87 (в декабре — 112);\n- убитых: 23;\n- раненых: 96."
    )
    assert days_of(text, "2022-03-20", "ru") == {"2022-01-01"}
