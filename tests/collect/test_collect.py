"""Files, pages and streams become reports, and nothing that cannot be read goes unnamed."""

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversikt.collect import Collection, Fill, sources
from oversikt.errors import UsageError
from oversikt.records import Report, dumps

ANY = st.text(st.characters(), max_size=60)  # control characters and lone surrogates too
OPTIONAL = st.none() | ANY


def read(*paths: Path | str, fill: Fill | None = None) -> tuple[list[Report], Collection]:
    """Return all reports of some files, and the account of them."""
    found = Collection([str(path) for path in paths], fill)
    return list(found), found


def write(path: Path, *lines: str | bytes) -> Path:
    """Write lines, bytes as they are."""
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    path.write_bytes(b"\n".join(raw))
    return path


BAD = [
    (b"no json", "not JSON: Expecting value at column 1"),
    (b'{"id": "a"}', "has no field 'text'"),
    (b'{"id": "a", "text": null}', "field 'text' must be a string, not null"),
    (b'{"id": "a", "text": 3}', "field 'text' must be a string, not a number"),
    (b'{"id": 7, "text": ""}', "field 'id' must be a string or null, not a number"),
    (b'{"id": "", "text": ""}', "field 'id' is empty"),
    (b'{"text": "", "title": ["x"]}', "field 'title' must be a string or null, not a list"),
    (b'{"text": "", "url": {}}', "field 'url' must be a string or null, not an object"),
    (b'{"text": "", "author": true}', "field 'author' must be a string or null, not true or false"),
    (b'{"text": "", "published": "in June"}', "field 'published' is 'in June'"),
    (b'{"text": "", "published": "2017-13"}', "field 'published' is '2017-13'"),
    (b'{"text": "", "published": "2017-7-2"}', "field 'published' is '2017-7-2'"),
    (b'{"text": "", "published": "2017-13-01"}', "field 'published' is '2017-13-01'"),
    (b"[]", "must be an object, not a list"),
    (b"3.5", "must be an object, not a number"),
    (b"null", "must be an object, not null"),
    (b'{"text": "\xe6"}', "not UTF-8: byte 0xe6 at 10"),
    (b"[" * 100_000, "not JSON"),
    (b"1" * 5000, "not JSON that can be read"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_named_with_its_number_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = write(tmp_path / "r.jsonl", '{"id": "first", "text": "x"}', b"", line, '{"text": "y"}')
    reports, found = read(path)
    assert [report.text for report in reports] == ["x", "y"]
    assert [(s.source, s.line) for s in found.skipped] == [(str(path), 3)]
    assert reason in found.skipped[0].reason


def test_fields_that_are_missing_are_null_and_unknown_ones_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", '{"id": "a", "text": "x", "colour": 3}')
    assert read(path)[0] == [Report("a", "x")]


@given(st.builds(Report, id=ANY.filter(bool), text=ANY, title=OPTIONAL, url=OPTIONAL,
                 publisher=OPTIONAL, author=OPTIONAL, retrieved=OPTIONAL))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_report_comes_back_from_its_own_stream(tmp_path: Path, report: Report) -> None:
    path = write(tmp_path / "r.jsonl", dumps(report.to_json()))
    assert read(path)[0] == [report]


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_reports_or_reasons(tmp_path: Path, raw: bytes) -> None:
    for name in ("r.jsonl", "r.json", "r.txt"):
        (tmp_path / name).write_bytes(raw)
        reports, found = read(tmp_path / name)
        assert reports or found.skipped or not raw.strip(b" \t\r\n\xef\xbb\xbf")


@pytest.mark.parametrize(
    "published",
    ["2017-07-02", "2017-07-02T09:30:00Z", "2017-07-02T09:30+03:00", "20170702", "2019-10", "2019"],
)
def test_any_date_of_iso_8601_is_a_publication_date(tmp_path: Path, published: str) -> None:
    path = write(tmp_path / "r.jsonl", json.dumps({"text": "x", "published": published}))
    assert read(path)[0][0].published == published


def test_lone_surrogates_in_escapes_survive(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", r'{"id": "a", "text": "x \ud83d y \udc00"}')
    (report,), _ = read(path)
    assert report.text == "x \ud83d y \udc00"
    assert r"\ud83d" in dumps(report.to_json())


def test_packed_input_is_unpacked_whatever_its_name(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"text": "x"}\n')
    for name in ("a.jsonl.gz", "b.jsonl"):
        reports, found = read(write(tmp_path / name, packed))
        assert ([r.text for r in reports], found.skipped) == (["x"], [])


def test_a_broken_archive_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{n} " * 50}) for n in range(2000)]
    packed = gzip.compress("\n".join(lines).encode())
    reports, found = read(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert 0 < len(reports) < 2000
    assert "broken gzip" in found.skipped[0].reason
    assert found.skipped[0].line == len(reports) + 1


def test_a_json_file_may_hold_one_report_a_list_or_lines(tmp_path: Path) -> None:
    one = write(tmp_path / "one.json", '{\n "text": "x"\n}')
    many = write(tmp_path / "many.json", '[{"text": "x"}, {"txt": "y"}, {"text": "z"}]')
    lines = write(tmp_path / "lines.json", '{"text": "x"}', '{"text": "z"}')
    assert [r.text for r in read(one)[0]] == ["x"]
    reports, found = read(many)
    assert [r.text for r in reports] == ["x", "z"]
    assert [s.line for s in found.skipped] == [2]
    assert [r.text for r in read(lines)[0]] == ["x", "z"]


def test_text_is_read_whole_with_one_kind_of_line_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbfTo drept.\r\n\r\nTre s\xc3\xa5ret.\r\n")
    (report,), _ = read(path, fill=Fill("2017-07-02", "nb", "Avisa"))
    assert report.text == "To drept.\n\nTre såret.\n"
    assert (report.published, report.language, report.publisher) == ("2017-07-02", "nb", "Avisa")
    assert report.title is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.txt", "قتل ثلاثة".encode(encoding))
    assert read(path)[0][0].text == "قتل ثلاثة"
    assert read(path, fill=Fill(encoding="windows-1256"))[0][0].text == "قتل ثلاثة"


def test_other_encodings_are_named_by_the_user(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "قتل ثلاثة".encode("windows-1256"))
    reports, found = read(path)
    assert reports == []
    assert "--encoding" in found.skipped[0].reason
    assert read(path, fill=Fill(encoding="windows-1256"))[0][0].text == "قتل ثلاثة"


def test_what_the_user_says_overwrites_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", '{"text": "x", "language": "en"}', '{"text": "y"}')
    reports, _ = read(path, fill=Fill(language="nb", published="2017-07-02"))
    assert [report.language for report in reports] == ["en", "nb"]
    assert {report.published for report in reports} == {"2017-07-02"}


def test_impossible_words_of_the_user_are_refused() -> None:
    with pytest.raises(UsageError, match="--published"):
        Fill(published="yesterday")
    with pytest.raises(UsageError, match="--encoding"):
        Fill(encoding="runes")


def test_ids_of_plain_files_come_from_their_name_and_words(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "a.txt", "x")
        write(tmp_path / folder / "b.txt", "x")
    ids = [[r.id for r in read(tmp_path / folder)[0]] for folder in ("one", "two")]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_folders_are_read_in_the_order_of_names_and_strangers_are_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path / "b" / "c.txt", "third")
    write(tmp_path / "z.txt", "second")
    write(tmp_path / "a.txt", "first")
    write(tmp_path / ".hidden.txt", "no")
    write(tmp_path / "scan.pdf", "%PDF")
    reports, found = read(tmp_path)
    assert [report.text for report in reports] == ["first", "second", "third"]
    assert [Path(s.source).name for s in found.skipped] == ["scan.pdf"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    reports, found = read(tmp_path / "no.jsonl")
    assert reports == []
    assert "No such file" in found.skipped[0].reason


def test_a_taken_id_is_skipped_and_a_repeated_report_counted(tmp_path: Path) -> None:
    line = '{"id": "a", "text": "x"}'
    path = write(tmp_path / "r.jsonl", line, line, '{"id": "a", "text": "y"}')
    reports, found = read(path, path)
    assert [report.text for report in reports] == ["x"]
    assert found.repeated == 3
    assert [s.line for s in found.skipped] == [3, 3]


def test_what_is_too_long_is_named_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_TEXT", 50)
    monkeypatch.setattr(sources, "MAX_LINE", 200)
    path = write(tmp_path / "r.jsonl", json.dumps({"text": "x" * 51}), "y" * 5000, '{"text": "z"}')
    reports, found = read(path)
    assert [report.text for report in reports] == ["z"]
    assert [s.line for s in found.skipped] == [1, 2]
    assert read(write(tmp_path / "a.txt", "y" * 5000))[1].skipped


def test_standard_input_holds_json_lines_unless_the_user_says_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for raw, fill, text in (
        (b'{"text": "x"}', Fill(), "x"),
        (gzip.compress(b'{"text": "x"}'), Fill(), "x"),
        (b"plain words", Fill(kind="text"), "plain words"),
    ):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        assert [r.text for r in read("-", fill=fill)[0]] == [text]


PAGE = """<!doctype html><html lang="en"><head><title>Five killed in Hilla</title>
<meta property="og:site_name" content="The Example Daily">
<meta property="article:published_time" content="2013-06-10T08:00:00+03:00"></head><body>
<nav>Home News Sport Weather</nav><article><h1>Five killed in Hilla</h1>
<p>Five people were killed when a bomb went off in a market in Hilla on Monday, police said.</p>
<p>Twelve more were wounded, a doctor at the town's hospital told the newspaper later.</p>
</article><footer>All rights reserved. Published 1999.</footer></body></html>"""


def test_a_page_gives_its_main_text_headline_and_date(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path / "page.html", PAGE))
    assert report.text.split("\n\n")[-2:] == [
        "Five people were killed when a bomb went off in a market in Hilla on Monday, police said.",
        "Twelve more were wounded, a doctor at the town's hospital told the newspaper later.",
    ]
    assert report.title == "Five killed in Hilla"
    assert report.published == "2013-06-10"
    assert report.publisher == "The Example Daily"
    assert "Sport" not in report.text


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    _, found = read(write(tmp_path / "page.html", "<html><body></body></html>"))
    assert found.skipped[0].reason == "no main text found in the page"
