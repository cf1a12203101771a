"""Whatever a report holds, its claims quote it exactly, and reading it again gives the same."""

import json
import os
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversikt.claims import Reader
from oversikt.records import Claim, Report
from oversikt.words.pack import codes

WORDS = [
    "killed", "were killed", "three", "at least", "civilians", "soldiers", "and", "wounded", "police",
    "said", "in Mosul", "on Monday", "17 October", "between", "to", "including", "children", "dozens",
    "drept", "såret", "tre", "minst", "sivile", "i Kyiv", "загинули", "троє", "людей", "убиты",
    "قتل", "ثلاثة", "مدنيين", "وأصيب", "في دمشق", "muertos", "tués", "morts", "getötet", "Tote",
    "4,928", "1 048 000", "300–500", "2017", "3.5", "31 June", "15-2-2022", "99999999999999999999",
    "²", "³³³³", "½", "①", "٣٤", "一", "0", "-", "–", "per cent", "km²", ".", ",", "(", "«", "”", "\n",
    "\x00", "\x1b", "\u200b", "\u200f", "\u202e", "\ufeff", "\ud800", "\udfff", "é", "e\u0301", "🙂",
]  # fmt: skip
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=30).map("".join),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Nd", "No", "Zs", "Lo"])),
)
REPORTS = [
    Report("en", "At least 13 civilians were killed in Kabul on Monday, police said.", "Blast", "2017-06-07", "en"),
    Report("nb", "Tre sivile ble drept og ti såret i Mosul lørdag, sier politiet.", None, "2017-07-02", "nb"),
    Report("uk", "Унаслідок обстрілу загинули троє людей, ще п'ятеро поранені.", None, "2023-01-05", "uk"),
    Report("ar", "قتل ثلاثة مدنيين وأصيب خمسة في قصف على دمشق", None, "2015-01-05", "ar"),
]  # fmt: skip


@cache
def reader() -> Reader:
    return Reader()


def ends_fit(claim: Claim) -> bool:
    """Do low and high follow from the quantifier?"""
    low, high = claim.low, claim.high
    match claim.quantifier:
        case "uncounted":
            return low is None and high is None
        case "at_least" | "more_than":
            return low is not None and high is None
        case "at_most" | "fewer_than":
            return low == 0 and high is not None
        case "none":
            return low == high == 0
        case "exact" | "about":
            return low is not None and low == high
        case _:
            return low is not None and high is not None and 0 <= low < high


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE, st.one_of(st.none(), HOSTILE), st.sampled_from(codes()))
def test_any_text_gives_claims_that_quote_it(text: str, title: str | None, code: str) -> None:
    report = Report("r", text, title, "2017-07-02", code)
    claims = reader().read(report).claims
    ids = {claim.id for claim in claims}
    assert len(ids) == len(claims)
    for claim in claims:
        told = {"text": text, "title": title or ""}[claim.field]
        assert told[claim.start : claim.end] == claim.quote != ""
        assert ends_fit(claim), claim
        assert {claim.part_of, claim.same_as} <= ids | {None}
        assert claim.id not in (claim.part_of, claim.same_as)
        assert 0 <= claim.confidence <= 1
    assert reader().read(report).claims == claims


@settings(max_examples=40)
@given(HOSTILE, st.sampled_from(["", "2017", "2017-13-45", "gestern", "2017-07-02T25:00"]))
def test_any_day_of_publication_is_borne(text: str, published: str) -> None:
    Reader.read(reader(), Report("r", text, None, published, "en"))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)
def test_plain_reports_are_read(report: Report) -> None:
    assert any(claim.measure == "killed" for claim in reader().read(report).claims)


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("Three people were killed.", "xx", "no language pack for 'xx'"),
        (" \n", None, "no text"),
        ("Zmizuwqa okjpe.", None, "text too short to tell its language"),
        ("Zmizuwqa okjpe. " * 20, None, "language is none of those with a pack"),
    ],
)
def test_why_a_report_is_not_read_is_told(text: str, language: str | None, reason: str) -> None:
    reading = reader().read(Report("r", text, language=language))
    assert (reading.claims, reading.language, reading.unread) == ((), None, reason)


def test_another_process_with_another_hash_seed_reads_the_same() -> None:
    here = [claim.to_json() for report in REPORTS for claim in reader().read(report).claims]
    code = (
        "import json, sys\n"
        "from oversikt.claims import Reader\n"
        "from oversikt.records import Report\n"
        "reader = Reader()\n"
        "reports = [Report(**one) for one in json.load(sys.stdin)]\n"
        "print(json.dumps([c.to_json() for r in reports for c in reader.read(r).claims]))\n"
    )
    for seed in ("1", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps([report.to_json() for report in REPORTS]),
            capture_output=True, text=True, check=True, timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert json.loads(run.stdout) == json.loads(json.dumps(here))


def calls(text: str, code: str) -> int:
    """Count the calls that reading a text makes, in Python and below: a clock that never varies."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    report = Report("r", text, None, "2017-07-02", code)
    reader().read(Report("w", text[:2000], None, "2017-07-02", code))
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        reader().read(report)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("killed 3 and ", "en"),
        ("killed: two men, three women – ", "en"),
        ("Three people were killed in Mosul on Monday, police said.\n", "en"),
        ("Ali Karim, 34, was killed, including two children, in Mosul ", "en"),
        ("وقتل ثلاثة مدنيين ", "ar"),
        ("загинули троє людей, ", "uk"),
        ("drei Tote und zwei Verletzte, ", "de"),
        ("3, between 3 and 4 ((( ", "nb"),
        ("\u202e\ud800\x00 killed ", "en"),
    ],
)
def test_four_times_the_text_takes_about_four_times_the_work(part: str, code: str) -> None:
    short = (part * 10_000)[:10_000]
    assert calls(short * 4, code) < 5 * calls(short, code)


@pytest.mark.parametrize(
    "part",
    ["\x00", "\ud800", "\u202e\u2066", "a", "1", "3,", "((((", "\n", " ", "ـ.", "é\u0301"],
)
def test_ten_megabytes_on_one_line_are_read_to_their_end(part: str) -> None:
    said = "Three people were killed in Mosul."
    text = f"{part * (10_000_000 // len(part))}\n\n{said}"
    claims = reader().read(Report("r", text, None, "2017-07-02", "en")).claims
    assert "Three people were killed" in claims[-1].quote
    assert all(text[c.start : c.end] == c.quote for c in claims)


def test_a_text_of_nothing_but_figures_is_read_in_part_and_says_so() -> None:
    text = "".join(f"killed {n} and " for n in range(10_000))
    reading = reader().read(Report("r", text, None, "2017-07-02", "en"))
    assert reading.unread == "read in part: more figures than prose has"
    assert 2000 <= len(reading.claims) < 3000
    prose = "Three people were killed in Mosul on Monday, police said, and road {} was closed.\n"
    told = "".join(prose.format(n) for n in range(500))  # once more the same would tell nothing new
    many = reader().read(Report("r", told, None, "2017-07-02", "en"))
    assert (many.unread, len(many.claims)) == (None, 500)


@pytest.mark.parametrize(
    "part",
    [
        "killed three ",
        "killed",
        "3,",
        "((((",
        "and ",
        "at least between 3 and ",
        "said police ",
        "Mosul ",
        "قصـ.ـف",
        "one hundred ",
    ],
)
def test_a_long_hostile_line_is_read_to_its_end(part: str) -> None:
    text = (part * (300_000 // len(part.encode()) + 1))[:300_000]
    for claim in reader().read(Report("r", text, None, "2017-07-02", "en")).claims:
        assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    "text",
    [
        "The exercise would have killed 200 people.",
        "An earthquake killed 300 people in the province.",
        "Cholera killed 12 people in the camp.",
        "The rebels threatened to kill three hostages.",
        "He is 45 years old.",
        "Shells killed three cows.",
        "The deadline passed on Monday.",
    ],
)
def test_what_harmed_nobody_in_war_is_no_claim(text: str) -> None:
    assert reader().read(Report("r", text, None, "2017-06-07", "en")).claims == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three civilians were killed and ten wounded.", [("killed", 3), ("wounded", 10)]),
        ("Nobody was killed in the attack.", [("killed", 0)]),
        ("A soldier and two children were killed.", [("killed", 1), ("killed", 2)]),
        ("Gunmen abducted 20 students.", [("abducted", 20)]),
    ],
)
def test_what_befell_whom_is_told_apart(text: str, told: list[tuple[str, int]]) -> None:
    claims = reader().read(Report("r", text, None, "2017-06-07", "en")).claims
    assert [(claim.measure, claim.low) for claim in claims] == told


def test_a_denied_toll_is_kept_as_denied() -> None:
    text = "The army denied that five civilians were killed."
    (claim,) = reader().read(Report("r", text, None, "2017-06-07", "en")).claims
    assert (claim.low, claim.modality) == (5, "denied")


def test_the_feared_dead_are_possible_dead() -> None:
    text = "Up to 40 people are feared dead."
    (claim,) = reader().read(Report("r", text, None, "2017-06-07", "en")).claims
    assert (claim.quantifier, claim.high, claim.modality) == ("at_most", 40, "possible")


def test_a_review_of_a_novel_harms_nobody() -> None:
    text = (
        "The novel begins in a village. A young man kills his mother. The paperback tells it calmly.\n\n"
        "The protagonist, his brother, then leaves; the novelist never says why."
    )
    assert reader().read(Report(id="1", text=text, language="en")).claims == ()


def test_the_age_of_a_victim_in_a_headline_counts_nobody() -> None:
    report = Report("r", "Marsh Hill shooting victim, 18, dies.", language="en")
    assert all(claim.low != 18 for claim in Reader().read(report).claims)
