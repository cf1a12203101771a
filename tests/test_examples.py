"""The bundled example is what its README says: whole, consistent, and open about what is invented."""

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from oversikt.records import Cause, Report, VictimStatus

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "iraq-2013"
TABLE = ROOT.parent / "shared" / "data" / "ibc" / "gold.jsonl.gz"
MONTHS = {"2013-05", "2013-06", "2013-07"}
#: SHA-256 of the held-out incidents' codes, one a line, and of the file of their reports: neither
#: may be changed for the reader's sake once it has read them.
HELD_OUT_CODES = "ec5ac7cea0540012a957be2367cf0f897b24296bf4c2c0da5169f01a8ee96888"
HELD_OUT_REPORTS = "54427cbc91a0f3527288e7e7bf8af207e51ac49334f41962d4bf8c4b23286cd3"


def lines(name: str) -> list[dict[str, Any]]:
    text = (EXAMPLE / "reports" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


OPEN = lines("open.jsonl")
HELD_OUT = lines("held-out.jsonl")
REPORTS = {report["id"]: report for report in OPEN + HELD_OUT}
TRUTH = json.loads((EXAMPLE / "truth.json").read_text(encoding="utf-8"))
INCIDENTS = TRUTH["incidents"]
BESIDE = [*TRUTH["period_totals"], *TRUTH["movements"], *TRUTH["empty"]]


def test_every_report_is_a_report_with_an_id_of_its_own() -> None:
    assert len(REPORTS) == len(OPEN) + len(HELD_OUT)
    for plain in REPORTS.values():
        assert Report(**plain).to_json() == plain
        assert plain["text"].strip() == plain["text"] != ""
        assert plain["author"] is None


def test_no_text_stands_twice() -> None:
    """A reprint changes at least its credit line."""
    assert max(Counter(report["text"] for report in REPORTS.values()).values()) == 1


def test_addresses_are_unique_and_lead_nowhere() -> None:
    addresses = [report["url"] for report in REPORTS.values()]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert re.fullmatch(r"https://[a-z]+\.example\.invalid/[0-9/]+", address)


def test_both_files_are_ordered_by_publication() -> None:
    for reports in (OPEN, HELD_OUT):
        for earlier, later in pairwise(reports):
            assert earlier["published"][:10] <= later["published"][:10]


def test_languages_have_their_shares_and_some_are_left_to_detect() -> None:
    told = Counter(report["language"] for report in REPORTS.values())
    assert set(told) == {"en", "nb", "nn", "ar", "es", "fr", "uk", "ru", "de", None}
    for language, share in (("en", 0.45), ("nb", 0.30), ("ar", 0.25)):
        assert told[language] / (len(REPORTS) - told[None]) == pytest.approx(share, abs=0.05)
    assert 0.05 < told[None] / len(REPORTS) < 0.2


def test_a_report_tells_an_incident_or_stands_beside_them() -> None:
    """A monthly total may also stand at the end of an incident's report."""
    of_incidents = {told["id"] for incident in INCIDENTS for told in incident["reports"]}
    totals = {entry["report"] for entry in TRUTH["period_totals"]}
    beside = {entry["report"] for entry in BESIDE}
    assert of_incidents | beside == set(REPORTS)
    assert not of_incidents & (beside - totals)
    assert {entry["report"] for entry in TRUTH["background"]} <= of_incidents


def test_incidents_are_single_days_of_the_three_months() -> None:
    codes = [incident["code"] for incident in INCIDENTS]
    assert len(set(codes)) == len(codes)
    for incident in INCIDENTS:
        assert date.fromisoformat(incident["date"]).isoformat()[:7] in MONTHS
        assert incident["cause"] in get_args(Cause)
        assert incident["victim_status"] in {None, *get_args(VictimStatus)}
        assert incident["place"]["name"]
        assert re.fullmatch(r"IQ-[A-Z]{2}", incident["place"]["admin1"])


def test_no_report_is_older_than_its_incident_nor_much_younger() -> None:
    for incident in INCIDENTS:
        day = date.fromisoformat(incident["date"])
        for told in incident["reports"]:
            published = datetime.fromisoformat(REPORTS[told["id"]]["published"]).date()
            assert 0 <= (published - day).days <= 2, told["id"]


def test_the_numbers_told_span_the_record() -> None:
    """The least number told of an incident is the record's minimum, the greatest its maximum."""
    for incident in INCIDENTS:
        killed = [number for told in incident["reports"] for number in told["killed"]]
        assert {"low": min(killed), "high": max(killed)} == incident["killed"], incident["code"]


def test_wounded_are_marked_as_invented() -> None:
    for incident in INCIDENTS:
        wounded = [n for told in incident["reports"] for n in told.get("wounded", [])]
        expected = (
            {"low": min(wounded), "high": max(wounded), "invented": True} if wounded else None
        )
        assert incident["wounded"] == expected


def test_the_held_out_third_is_the_one_its_digest_names() -> None:
    codes = sorted(incident["code"] for incident in INCIDENTS if incident["held_out"])
    told = "".join(f"{code}\n" for code in codes)
    assert hashlib.sha256(told.encode()).hexdigest() == HELD_OUT_CODES
    assert (len(codes), len(INCIDENTS)) == (41, 122)


def test_the_held_out_reports_are_those_written_before_they_were_read() -> None:
    held_out = (EXAMPLE / "reports" / "held-out.jsonl").read_bytes()
    assert hashlib.sha256(held_out).hexdigest() == HELD_OUT_REPORTS


def test_reports_lie_in_the_file_of_their_half() -> None:
    kept_back = {report["id"] for report in HELD_OUT}
    for incident in INCIDENTS:
        for told in incident["reports"]:
            assert (told["id"] in kept_back) == incident["held_out"]
    for entry in [*BESIDE, *TRUTH["background"], *TRUTH["reprints"]]:
        assert (entry["report"] in kept_back) == entry["held_out"]


def test_a_reprint_tells_the_incident_of_its_original() -> None:
    incidents_of = {
        report: {i["code"] for i in INCIDENTS if report in {told["id"] for told in i["reports"]}}
        for report in REPORTS
    }
    for entry in TRUTH["reprints"]:
        assert incidents_of[entry["report"]] == incidents_of[entry["of"]]
        assert REPORTS[entry["report"]]["publisher"] != REPORTS[entry["of"]]["publisher"]


@pytest.mark.parametrize(
    "case",
    [
        "single_report", "reprint", "rising", "rival", "range", "parts", "three_languages",
        "same_day_city", "round_up", "background",
    ],
)  # fmt: skip
def test_each_case_is_there(case: str) -> None:
    assert any(case in incident["cases"] for incident in INCIDENTS)


def test_period_totals_and_movements_are_there_and_marked_as_invented() -> None:
    assert {total["month"] for total in TRUTH["period_totals"]} == MONTHS
    assert {movement["measure"] for movement in TRUTH["movements"]} == {"displaced", "returned"}
    for entry in [*TRUTH["period_totals"], *TRUTH["movements"]]:
        assert entry["invented"] is True


def test_background_attacks_are_older_than_the_example() -> None:
    for entry in TRUTH["background"]:
        assert entry["date"] < min(MONTHS)


def test_every_file_says_what_the_example_is() -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    for word in ("invented reports after public records", "Iraq Body Count"):
        assert word in readme
    assert "invented reports after public records" in TRUTH["note"]
    assert "Iraq Body Count" in TRUTH["credit"]


@pytest.mark.skipif(not TABLE.exists(), reason=f"the table of Iraq Body Count is not at {TABLE}")
def test_the_draw_gives_the_incidents_of_the_truth() -> None:
    command = [sys.executable, str(EXAMPLE / "draw.py"), str(TABLE)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    drawn = {row["code"]: row for row in map(json.loads, out.splitlines())}
    assert set(drawn) == {incident["code"] for incident in INCIDENTS}
    for incident in INCIDENTS:
        row = drawn[incident["code"]]
        for field in ("date", "killed", "weapons", "held_out"):
            assert row[field] == incident[field]
