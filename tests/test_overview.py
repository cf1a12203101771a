"""The overview sums incidents, keeps what has no month or place, and adds in nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversikt.errors import UsageError
from oversikt.overview import summarise
from oversikt.records import (
    Attribution,
    Claim,
    ClaimRole,
    Coverage,
    Incident,
    Overview,
    Place,
    Report,
    Tally,
)

IRAQ = Place("Bagdad", "Baghdad", 98182, "IQ", "IQ-BG", "Baghdad", 33.34, 44.4, 1)


def incident(name: str, day: str | None, killed: Tally | None, **more: object) -> Incident:
    counts = {"killed": killed} if killed else {}
    base = Incident(
        name, ("r1",), (), counts, date_start=day, date_end=day, date_precision="day" if day else None,
        date_basis="text" if day else "none", place=IRAQ,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


def claim(name: str, **more: object) -> Claim:
    base = Claim(name, "r1", "text", 0, 4, "0123", "killed", "exact", 5, 5)
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


def whole(overview: Overview, month: str | None = "2013-06") -> dict[str, object]:
    rows = [r for r in overview.rows if r.month == month and r.victim_status is None]
    return {(r.measure if r.admin1 is None else f"{r.measure} {r.admin1}"): r for r in rows}


def test_a_row_sums_its_incidents_and_is_compared_with_the_month_before() -> None:
    incidents = [
        incident("a", "2013-05-30", Tally(8, 10, 12)),
        incident("b", "2013-06-01", Tally(5, 6, 9, open=True), sources=2),
        incident("c", "2013-06-30", Tally(9, 9, 9)),
    ]
    overview = summarise(incidents, [], [], Coverage(), month="2013-06")
    row = overview.rows[0]
    assert (row.low, row.best, row.high, row.open) == (14, 15, 18, True)
    assert row.incident_ids == ("b", "c")
    assert row.change_percent == 50.0
    assert row.single_source_share == 0.6
    assert {r.month for r in overview.rows} == {"2013-06"}


def test_the_change_is_unknown_without_a_month_before() -> None:
    incidents = [
        incident("a", "2013-04-30", Tally(8, 10, 12)),
        incident("b", "2013-06-01", Tally(5, 5, 5)),
    ]
    assert summarise(incidents, [], [], Coverage(), month="2013-06").rows[0].change_percent is None


@pytest.mark.parametrize(
    ("start", "end", "precision", "month"),
    [
        ("2013-06-30", "2013-07-01", "range", "2013-06"),
        ("2013-05-01", "2013-07-31", "range", None),
        ("2013-01-01", "2013-12-31", "year", None),
        (None, None, None, None),
    ],
)
def test_the_month_of_an_incident_is_that_of_its_first_day_or_unknown(
    start: str | None, end: str | None, precision: str | None, month: str | None
) -> None:
    one = incident("a", start, Tally(1, 1, 1), date_end=end, date_precision=precision)
    assert summarise([one], [], [], Coverage(), month="2013-06").rows[0].month == month


def test_incidents_without_a_country_are_kept_in_a_row_of_their_own() -> None:
    incidents = [
        incident("a", "2013-06-01", Tally(1, 2, 3)),
        incident("b", "2013-06-01", Tally(4, 4, 4), place=None),
    ]
    rows = summarise(incidents, [], [], Coverage()).rows
    assert [(r.country, r.best) for r in rows if r.victim_status is None] == [("IQ", 2), (None, 4)]


def test_by_province_the_country_keeps_its_own_row_with_all_incidents() -> None:
    incidents = [
        incident("a", "2013-06-01", Tally(1, 2, 3)),
        incident("b", "2013-06-02", Tally(4, 4, 4), place=replace(IRAQ, admin1=None)),
    ]
    rows = whole(summarise(incidents, [], [], Coverage(), by="admin1"))
    assert rows["killed"].best == 6
    assert rows["killed IQ-BG"].best == 2


def test_victims_without_a_number_are_counted_as_uncounted_and_leave_the_row_open() -> None:
    vague = claim("v", measure="wounded", quantifier="uncounted", low=None, high=None)
    one = incident("a", "2013-06-01", Tally(1, 1, 1), claims=(ClaimRole("v", "recommended"),))
    row = whole(summarise([one], [vague], [], Coverage()))["wounded"]
    assert (row.best, row.open, row.uncounted_incidents, row.incident_ids) == (0, True, 1, ("a",))


def test_what_no_status_is_told_for_is_unknown() -> None:
    rows = summarise([incident("a", "2013-06-01", Tally(1, 2, 3))], [], [], Coverage()).rows
    assert [(r.victim_status, r.best) for r in rows] == [(None, 2), ("unknown", 2)]


def test_totals_of_others_stand_beside_and_are_told_once() -> None:
    reports = [
        Report("r1", "0123", published="2013-07-01"),
        Report("r2", "0123", published="2013-07-02"),
    ]
    un = (Attribution("AFP", "media"), Attribution("UN", "un"))
    june = {
        "scope": "period",
        "date_start": "2013-06-01",
        "date_end": "2013-06-30",
        "attribution": un,
    }
    claims = [
        claim("t1", low=761, high=761, **june),
        claim("t2", low=761, high=761, report_id="r2", **june),
        claim(
            "t3",
            low=900,
            high=900,
            **(june | {"date_start": "2013-07-01", "date_end": "2013-07-31"}),
        ),
        claim("t4", low=9, high=9),
    ]
    overview = summarise([], claims, reports, Coverage(), month="2013-06")
    assert overview.rows == ()
    assert [
        (t["speaker"], t["low"], t["claim_id"], t["reports"]) for t in overview.published_totals
    ] == [("UN", 761, "t1", ["r1", "r2"])]


def test_of_movements_the_latest_figure_of_each_speaker_stands_flow_and_stock_apart() -> None:
    reports = [Report(f"r{n}", "0123", published=f"2013-06-0{n}", publisher="Post") for n in (1, 2)]
    moved = {"measure": "displaced", "scope": "period"}
    claims = [
        claim("m1", low=100, high=100, **moved),
        claim("m2", low=300, high=300, report_id="r2", **moved),
        claim("m3", low=50, high=50, **(moved | {"scope": "stock"})),
        claim("m4", low=None, high=None, **(moved | {"quantifier": "uncounted"})),
    ]
    moves = summarise([], claims, reports, Coverage()).movements
    assert [(m["kind"], m["low"], m["reports"]) for m in moves] == [
        ("flow", 300, ["r1", "r2"]),
        ("stock", 50, ["r1"]),
    ]


@pytest.mark.parametrize("month", ["june", "2013-13", "2013"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(UsageError, match="2013-06"):
        summarise([], [], [], Coverage(), month=month)


@st.composite
def many(draw: st.DrawFn) -> list[Incident]:
    """Incidents of three months, two countries and unknown ones, with parts within the whole."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        low, more, most = (draw(st.integers(0, 50)) for _ in range(3))
        tally = Tally(low, low + more, low + more + most, draw(st.booleans()))
        share = draw(st.integers(0, low))
        part = Tally(share, share, share)
        rest = Tally(low - share, tally.best - share, tally.high - share, tally.open)
        made.append(
            incident(
                f"i{number}",
                draw(st.sampled_from(["2013-05-02", "2013-06-03", "2013-07-04", None])),
                draw(st.sampled_from([tally, None])),
                place=draw(st.sampled_from([IRAQ, replace(IRAQ, country="SY", admin1=None), None])),
                killed_by_status={"civilian": part, "unknown": rest},
                sources=draw(st.integers(1, 4)),
            )
        )
    return made


@settings(max_examples=50)
@given(many(), st.randoms(use_true_random=False), st.sampled_from(["country", "admin1"]))
def test_sums_equal_the_incidents_parts_stay_within_and_order_is_irrelevant(
    incidents: list[Incident], random: object, by: str
) -> None:
    overview = summarise(incidents, [], [], Coverage(), by=by)  # type: ignore[arg-type]  # sampled
    countries = [r for r in overview.rows if r.admin1 is None]
    for end in ("low", "best", "high"):
        told = sum(getattr(i.counts["killed"], end) for i in incidents if "killed" in i.counts)
        assert sum(getattr(r, end) for r in countries if r.victim_status is None) == told
    for row in overview.rows:
        assert row.low <= row.best <= row.high
        assert row.incidents == len(row.incident_ids) == len(set(row.incident_ids))
        parts = [
            r for r in overview.rows
            if (r.month, r.country, r.admin1) == (row.month, row.country, row.admin1) and r.victim_status
        ]  # fmt: skip
        assert sum(p.best for p in parts) <= row.best or row.victim_status
    shuffled = list(incidents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert summarise(shuffled, [], [], Coverage(), by=by) == overview  # type: ignore[arg-type]  # sampled
