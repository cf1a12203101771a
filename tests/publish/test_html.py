"""The page is one file, fetches nothing, escapes all, and leads from each number to its words."""

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.publish import render
from oversikt.publish.html import WINDOW, windows
from oversikt.records import Place, Tally

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Tree(HTMLParser):
    """Checks that every element is closed, and gathers elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(edition: Any) -> str:
    return render(edition, "html").decode()


@pytest.fixture(scope="module")
def tree(page: str) -> Tree:
    tree = Tree()
    tree.feed(page)
    tree.close()
    assert tree.open == []
    return tree


def test_nothing_is_fetched(page: str, tree: Tree) -> None:
    assert "default-src 'none'" in page
    assert not [t for t, a in tree.found if "src" in a or t in {"link", "iframe", "object", "img"}]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", page)


def test_text_of_reports_is_escaped(page: str) -> None:
    assert "&lt;b&gt;nå&lt;/b&gt; &amp; flere" in page
    assert "<b>nå</b>" not in page


def test_every_number_leads_to_incidents_and_they_to_marked_words(page: str, tree: Tree) -> None:
    ids = {a["id"] for _, a in tree.found if a.get("id")}
    cells = [a for t, a in tree.found if t == "a" and a.get("class") == "cell"]
    assert cells
    for cell in cells:
        assert {f"i-{name}" for name in (cell["data-ids"] or "").split()} <= ids
    assert "<mark>A bomb killed █████ and his son █████</mark>" in page
    assert "<mark>761 ble drept</mark>" in page


def test_links_within_the_page_lead_somewhere(tree: Tree) -> None:
    ids = {a["id"] for _, a in tree.found if a.get("id")}
    inner = {a["href"][1:] for t, a in tree.found if t == "a" and (a["href"] or "").startswith("#")}  # type: ignore[index]  # tested above
    assert inner <= ids


def test_ids_are_used_once(tree: Tree) -> None:
    ids = [a["id"] for _, a in tree.found if a.get("id")]
    assert len(ids) == len(set(ids))


def test_texts_of_any_direction_stand_in_blocks_of_their_own(page: str, tree: Tree) -> None:
    quotes = [a for t, a in tree.found if t == "blockquote"]
    assert quotes
    assert all(a.get("dir") == "auto" for a in quotes)
    assert 'lang="ar"' in page
    assert "<mark>قُتل █████ وزوجته</mark>" in page


def test_tables_have_captions_and_headers(tree: Tree) -> None:
    tables = sum(t == "table" for t, _ in tree.found)
    assert tables == sum(t == "caption" for t, _ in tree.found)
    assert all(a.get("scope") in {"col", "row"} for t, a in tree.found if t == "th")


def test_landmarks_and_language_are_there(tree: Tree) -> None:
    assert {"main", "header", "footer", "nav", "h1"} <= {t for t, _ in tree.found}
    assert ("html", {"lang": "en"}) in tree.found


def test_an_address_that_would_run_is_no_link(material: Any) -> None:
    reports = tuple(replace(r, url="javascript:alert(1)") for r in material.reports)
    made = render(type(material)(material.incidents, material.claims, reports).seal(), "html")
    assert b'href="javascript' not in made


@given(st.text("ab \n", max_size=60), st.data())
def test_windows_hold_every_quote_in_order_and_apart(text: str, data: st.DataObject) -> None:
    long = text * 40
    spans = st.tuples(st.integers(0, len(long)), st.integers(0, 80))
    quotes = [(a, min(len(long), a + n)) for a, n in data.draw(st.lists(spans, max_size=4))]
    found = windows(long, quotes)
    assert all(any(a <= start and end <= b for a, b in found) for start, end in quotes)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(found))
    assert sum(b - a for a, b in found) <= sum(e - s + 2 * WINDOW for s, e in quotes)


def test_a_lone_surrogate_does_not_stop_the_page(material: Any) -> None:
    reports = tuple(replace(r, publisher="a\ud800") for r in material.reports)
    assert render(type(material)(material.incidents, material.claims, reports).seal(), "html")


def test_a_page_over_months_has_a_sentence_for_each(material: Any) -> None:
    later = replace(material.incidents[0], id="i9", date_start="2013-07-02", date_end="2013-07-02")
    of = type(material)((*material.incidents, later), material.claims, material.reports)
    made = render(of.seal(month=None), "html").decode()
    assert "At least 6 people were killed in Iraq from June to July 2013" in made
    assert "July 2013: at least 2, 50 per cent fewer than in June." in made


def test_a_stray_incident_elsewhere_is_no_headline(material: Any) -> None:
    many = replace(material.incidents[0], counts={"killed": Tally(90, 90, 90)}, killed_by_status={})
    abroad = replace(material.incidents[1], place=Place("Cairo", "Cairo", country="EG"))
    made = render(
        type(material)((many, abroad), material.claims, material.reports).seal(), "html"
    ).decode()
    assert "At least 90 people were killed in Iraq in June 2013" in made
    assert "2 killed in other countries" in made


def test_what_is_told_in_passing_of_years_before_is_no_headline(material: Any) -> None:
    old = replace(material.incidents[0], id="i9", date_start="2005-07-16", date_end="2005-07-16")
    of = type(material)((*material.incidents, old), material.claims, material.reports)
    made = render(of.seal(month=None), "html").decode()
    assert "At least 4 people were killed in Iraq in June 2013" in made
    recalled = made.index('<details class="recalled">')
    assert made.index("June 2013, Iraq</caption>") < recalled
    assert recalled < made.index("July 2005, Iraq</caption>")


def test_one_of_a_status_is_told_in_the_singular(material: Any) -> None:
    one = Tally(1, 1, 1)
    some = replace(
        material.incidents[0], counts={"killed": Tally(2, 2, 2)},
        killed_by_status={"civilian": one, "militant": one},
    )  # fmt: skip
    of = type(material)((some,), material.claims, material.reports)
    assert "best count, 1 was civilian, 1 militant." in render(of.seal(), "html").decode()
