"""Every format says the same numbers, in its own standard."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from oversikt.errors import UsageError
from oversikt.publish import FORMATS, printed, publish, render, seal
from oversikt.publish.edition import DEMONSTRATION


def test_csv_is_rfc_4180_and_holds_the_rows(edition: Any) -> None:
    text = render(edition, "csv").decode()
    assert text.count("\r\n") == text.count("\n") == len(edition.overview.rows) + 1
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["month"], first["country"], first["low"], first["high"], first["open"]) == (
        "2013-06", "IQ", "4", "5", "true",
    )  # fmt: skip
    assert first["victim_status"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_kept_a_text(edition: Any) -> None:
    place = replace(edition.incidents[0].place, name="=HYPERLINK(1)")
    changed = replace(edition, incidents=(replace(edition.incidents[0], place=place),))
    assert "'=HYPERLINK(1)" in render(changed, "hxl").decode()


def test_json_holds_rows_with_their_incidents_and_what_stands_beside(edition: Any) -> None:
    plain = json.loads(render(edition, "json"))
    assert plain["rows"][0]["incident_ids"] == ["i0", "i1"]
    assert plain["published_totals"][0]["low"] == 761
    assert plain["movements"][0]["kind"] == "stock"
    assert plain["coverage"]["not_readable"][0]["line"] == 4


def test_hxl_has_hashtags_in_its_second_row(edition: Any) -> None:
    rows = list(csv.reader(io.StringIO(render(edition, "hxl").decode())))
    assert all(tag.startswith("#") for tag in rows[1])
    assert len({len(row) for row in rows}) == 1
    assert rows[2][rows[1].index("#affected+killed+max")] == "2"


def test_geojson_points_are_no_more_exact_than_what_was_told(edition: Any) -> None:
    features = json.loads(render(edition, "geojson"))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[44.5, 33.5]] * 2
    assert {f["properties"]["where_prec"] for f in features} == {4}


def test_geojson_keeps_what_has_no_place(edition: Any) -> None:
    changed = replace(edition, incidents=(replace(edition.incidents[0], place=None),))
    assert json.loads(render(changed, "geojson"))["features"][0]["geometry"] is None


def test_parquet_has_types(edition: Any) -> None:
    table = pq.read_table(io.BytesIO(render(edition, "parquet")))
    assert str(table.schema.field("best").type) == "int64"
    assert table.to_pylist()[0]["best"] == 4


def test_the_table_names_the_month_the_numbers_and_others_totals(edition: Any) -> None:
    text = render(edition, "table").decode()
    assert "At least 4 people were killed in Iraq in June 2013" in text
    assert "761" in text
    assert "at least 1,000" in text


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_of_the_example_says_that_it_is_one(material: Any, form: str) -> None:
    reports = tuple(replace(r, url="https://ledger.example.invalid/1") for r in material.reports)
    made = render(type(material)(material.incidents, material.claims, reports).seal(), form)
    text = str(pq.read_table(io.BytesIO(made)).to_pylist()) if form == "parquet" else made.decode()
    assert DEMONSTRATION in text


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_input_in_any_order_gives_the_same_bytes(material: Any, form: str) -> None:
    turned = type(material)(material.incidents[::-1], material.claims[::-1], material.reports[::-1])
    assert render(turned.seal(), form) == render(material.seal(), form)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_overview_of_nothing_can_be_published(material: Any, form: str) -> None:
    assert render(type(material)((), (), ()).seal(), form)


def test_a_folder_is_published_whole_with_the_digest_of_every_file(
    edition: Any, tmp_path: Path
) -> None:
    written = publish(edition, tmp_path / "june")
    manifest = json.loads(written[-1].read_text())
    assert set(manifest["files"]) == {path.name for path in written[:-1]}
    for path in written[:-1]:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest["files"][path.name]
    assert set(manifest["reports"]) == {"en-1", "ar-1", "nb-1"}


def test_an_unknown_format_is_refused(edition: Any) -> None:
    with pytest.raises(UsageError, match="html"):
        render(edition, "pdf")


def test_what_is_printed_is_sealed(material: Any, edition: Any) -> None:
    sealed = seal(edition.overview, material.incidents, material.claims, material.reports)
    assert (
        printed("csv", edition.overview, *vars(material).values()) == render(sealed, "csv").decode()
    )
