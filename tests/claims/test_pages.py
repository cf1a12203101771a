"""What a web page prints around a report is not the report's."""

import pytest

from oversikt.claims import Reader
from oversikt.claims.pages import asides_of
from oversikt.records import Report

READER = Reader()
WORDS = frozenset({"related", "مقالات ذات صله"})
BODY = "Three people were killed in a strike on the town of Azaz on Monday, rescuers said."


def told(*blocks: str) -> list[int | None]:
    report = Report("r", "\n\n".join(blocks), None, "2024-05-06", "en")
    return [c.low for c in READER.read(report).claims]


def test_headlines_after_a_line_that_announces_them_are_skipped() -> None:
    assert told(BODY, "Related", "Bomb kills 40 in Kabul.. officials say") == [3]


def test_an_announced_list_ends_where_the_report_goes_on() -> None:
    more = "Another 12 people were wounded in the same strike, the ministry said."
    assert told(BODY, "Related", "Bomb kills 40 in Kabul", more) == [3, 12]


@pytest.mark.parametrize("dots", ["", "…", "...", "?"])
def test_a_run_of_short_blocks_below_the_report_is_a_list_of_headlines(dots: str) -> None:
    headlines = ["Bomb kills 40 in Kabul", "Talks open in Geneva", "Rain in the north", "Oil falls"]
    assert told(BODY, *(line + dots for line in headlines)) == [3]


def test_a_list_that_the_report_introduces_is_its_own() -> None:
    cities = ["Azaz: three killed", "Bab: five killed", "Afrin: two killed", "Idlib: four killed"]
    assert told("The rescuers gave this toll for the strikes of Monday, town by town:", *cities) == [
        3, 5, 2, 4,
    ]  # fmt: skip


def test_the_headline_above_the_report_is_its_own() -> None:
    menu = [
        "Home",
        "World\nEurope\nAsia",
        "Bomb kills 40 in Kabul",
        "Sport",
        "Weather",
        "Video",
        "About",
    ]
    assert told(*menu, "Strike kills seven in Azaz", "By our staff", BODY) == [7, 3]


def test_posts_without_sentences_are_read_whole() -> None:
    assert asides_of("4 killed\n\n5 wounded\n\nAzaz\n\n#Syria\n\nnow", WORDS) == []


def test_blank_lines_by_the_thousand_cost_no_more_than_their_number() -> None:
    assert asides_of(" \n" * 200_000, WORDS) == []


def test_a_sign_that_a_page_left_as_code_counts_nobody() -> None:
    assert told("At least seven people were killed in &#34;Azaz&#34; on Monday.") == [7]


def test_the_attacks_of_a_total_go_on_into_the_next_paragraph() -> None:
    first = "Since early 2023 the observers have counted 230 attacks in the province."
    report = Report("r", f"{first}\n\nThe attacks left 312 people dead.", None, None, "en")
    assert [c.scope for c in READER.read(report).claims] == ["period"]


def test_a_month_before_a_colon_is_a_stretch() -> None:
    report = Report("r", "July: nine attacks left 13 people dead.", None, None, "en")
    assert [c.scope for c in READER.read(report).claims] == ["period"]
