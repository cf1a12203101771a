"""An estimate stands beside the count and never in it; a refusal is shown with its reason."""

import json
from dataclasses import replace
from typing import Any

import pytest

from oversikt.publish import Edition
from oversikt.publish.html import render as page_of
from oversikt.publish.json import render as json_of
from oversikt.publish.table import render as table_of
from oversikt.records import Estimate

SHOWN = Estimate(
    "2013-06", "IQ", None, None, ("kin", "ministry", "monitors"), 900, "flagged", 1400, 1200, 1900,
    1000, 2600, "latent", "Lists are independent within classes.", None, ("They share little.",),
)  # fmt: skip
REFUSED = replace(
    SHOWN, country="SY", status="refused", point=None, low=None, high=None, all_low=None,
    all_high=None, model=None, assumption=None, warnings=(), reason="Three usable lists are needed.",
)  # fmt: skip


def beside(material: Any, *estimates: Estimate, why: str | None = None) -> Edition:
    edition: Edition = material.seal()
    return replace(
        edition, overview=replace(edition.overview, estimates=estimates, no_estimate=why)
    )


@pytest.mark.parametrize("render", [page_of, table_of])
def test_number_interval_range_assumption_and_warning_stand_together(
    material: Any, render: Any
) -> None:
    words = " ".join(render(beside(material, SHOWN, REFUSED)).split())
    for told in ("1,400", "1,200–1,900", "1,000–2,600", "independent within classes",
                 "They share little.", "refused", "Three usable lists are needed."):  # fmt: skip
        assert told in words


def test_the_count_stays_what_it_was(material: Any) -> None:
    plain, more = material.seal(), beside(material, SHOWN)
    assert more.overview.rows == plain.overview.rows
    one, two = (json.loads(json_of(e)) for e in (plain, more))
    assert two["estimates"] == [SHOWN.to_json()]
    assert {k: v for k, v in one.items() if k != "estimates"} == {
        k: v for k, v in two.items() if k != "estimates"
    }
    assert Estimate.from_json(two["estimates"][0]) == SHOWN


@pytest.mark.parametrize("render", [page_of, table_of])
def test_without_an_estimate_the_reason_is_told(material: Any, render: Any) -> None:
    words = render(beside(material, why="That takes three lists of people."))
    assert "No estimate. That takes three lists" in " ".join(words.split())
