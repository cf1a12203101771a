"""A language model's answers are believed as far as the report bears them out, and no further."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from oversikt.claims.answers import Answers
from oversikt.claims.endpoint import Endpoint, Limits
from oversikt.claims.model import ModelReader
from oversikt.errors import EndpointError, UsageError
from oversikt.processes import abreast
from oversikt.records import Claim, Report
from speaking import Handler, Server, claim, spoken

QUICK = Limits(timeout=0.3, attempts=3, pause=0.0, longest=20_000, in_a_row=3)
TEXT = (
    "A bomb went off in Mosul on Monday. 12 people were killed there, 3 of them children, AFP said."
)
REPORT = Report("r", TEXT, "Blast", "2017-07-04", "en")
QUOTE = "12 people were killed there"


@pytest.fixture
def reader(endpoint: Server, tmp_path: Path) -> ModelReader:
    return ModelReader(Endpoint(endpoint.url, "small", None, QUICK), Answers(tmp_path / "answers"))


def answer(endpoint: Server, *claims: object) -> None:
    """Let the model say these claims, whatever it is asked."""
    endpoint.model = lambda _: spoken(json.dumps({"claims": claims}))


def told(reader: ModelReader) -> tuple[Claim, ...]:
    return reader.read(REPORT).claims


def busy(status: int, **headers: str) -> Any:
    """A fault: the server refuses with a status."""
    return lambda handler: handler.say(b'{"error": {"message": "no"}}', status, **headers)


def says(content: bytes) -> Any:
    """A fault: the server answers with these bytes."""
    return lambda handler: handler.say(content)


def silent(handler: Handler) -> None:
    """A fault: no answer, until the test is over."""
    handler.server.closing.wait(30)


def broken(handler: Handler) -> None:
    """A fault: the line is cut in the midst of an answer."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": ')
    handler.connection.close()


def test_a_claim_is_found_in_the_report_with_all_that_is_stated(
    endpoint: Server, reader: ModelReader
) -> None:
    whole = claim(
        QUOTE, 12, cause="ied", place="Mosul", date_start="2017-07-03", date_end="2017-07-03",
        date_precision="day", date_phrase="on Monday", attribution=[{"name": "AFP", "kind": "media"}],
    )  # fmt: skip
    part = claim("3 of them children", 3, part_of=0, age_group="child", victim_status="civilian")
    answer(endpoint, whole, part)
    first, second = told(reader)
    assert TEXT[first.start : first.end] == first.quote == QUOTE
    assert first.place is not None
    assert (first.place.name, first.place.country) == ("Mosul", "IQ")
    assert (first.date_start, first.date_phrase) == ("2017-07-03", "on Monday")
    assert [(a.name, a.kind) for a in first.attribution] == [("AFP", "media")]
    assert (second.part_of, second.low, first.part_of) == (first.id, 3, None)
    assert first.extractor == "llm small"
    assert (reader.account.kept, reader.account.dropped.total()) == (2, 0)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (claim("13 people were killed there", 13), "quote not in the report"),
        (claim("12 People were killed there", 12), "quote not in the report"),
        (claim("", 12), "quote not in the report"),
        (claim(QUOTE, 12, low=13, high=13), "number not in the quote"),
        (claim(QUOTE, 12, quantifier="magnitude", low=10, high=99), "number not in the quote"),
        (claim(QUOTE, 12, quantifier="none", low=0, high=0), "number not in the quote"),
        (claim(QUOTE, 12, high=None), "ends do not follow from the quantifier"),
        (claim(QUOTE, 12, unit="km2"), "unit does not fit the measure"),
        (claim(QUOTE, 12, words="twelve"), "words of the number not in the quote"),
        (claim(QUOTE, 12, measure="upset"), "not of the form asked for"),
        (claim(QUOTE, 12, low="12"), "not of the form asked for"),
        (claim(QUOTE, 12, sure=True), "not of the form asked for"),
        ({"quote": QUOTE}, "not of the form asked for"),
        (7, "not of the form asked for"),
    ],
)
def test_what_the_report_does_not_bear_out_is_dropped_and_counted(
    endpoint: Server, reader: ModelReader, wrong: Any, why: str
) -> None:
    answer(endpoint, wrong, claim("3 of them children", 3, part_of=0), claim(QUOTE, 12))
    kept = told(reader)
    assert [c.low for c in kept] == [3, 12]
    assert kept[0].part_of is None
    assert reader.account.dropped == {why: 1}
    assert any(line.endswith(f"1 dropped: {why}") for line in reader.account.lines())


def test_a_claim_told_twice_is_one(endpoint: Server, reader: ModelReader) -> None:
    answer(endpoint, claim(QUOTE, 12), claim(QUOTE, 12))
    assert len(told(reader)) == 1
    assert reader.account.dropped == {"told twice": 1}


def test_fields_that_no_words_tell_are_emptied_and_counted(
    endpoint: Server, reader: ModelReader
) -> None:
    made_up = claim(
        QUOTE, 12, actor="the army", place="Kirkuk", date_start="2017-07-03", date_end="2017-07-01",
        date_precision="day", date_phrase="on Monday", victim_names=["Nobody"],
        attribution=[{"name": "Reuters", "kind": "media"}],
    )  # fmt: skip
    answer(endpoint, made_up)
    (one,) = told(reader)
    assert (one.actor, one.place, one.date_phrase, one.attribution) == (None, None, None, ())
    assert one.victim_names == ()
    assert reader.account.emptied.total() == 5


def test_names_that_only_the_rules_find_are_marked_too(
    endpoint: Server, reader: ModelReader
) -> None:
    text = "Mahmoud Haddad, 34, was killed in Mosul."
    one = claim(text, 1, words="Mahmoud Haddad")
    answer(endpoint, one)
    (found,) = reader.read(Report("n", text, None, "2017-07-04", "en")).claims
    assert [text[a:b] for a, b in found.victim_names] == ["Mahmoud Haddad"]


@pytest.mark.parametrize(
    "fault",
    [
        busy(429, retry_after="0"),
        busy(500),
        busy(503),
        silent,
        broken,
        says(b"no JSON"),
        says(b'{"choices": []}'),
        says(b"[" * 5000),
        says(json.dumps(spoken("Here are the claims: none.")).encode()),
        says(json.dumps(spoken('{"claims": 5}')).encode()),
        says(json.dumps(spoken(None)).encode()),
    ],
)
def test_a_passing_fault_is_tried_again(endpoint: Server, reader: ModelReader, fault: Any) -> None:
    endpoint.faults = [fault, fault]
    assert [c.low for c in told(reader)] == [12]
    assert (reader.account.requests, reader.account.repeated) == (3, 2)
    assert reader.account.tokens_in == 100


@pytest.mark.parametrize(
    ("fault", "reason", "tries"),
    [
        (busy(500), "status 500", 3),
        (silent, "no answer: ReadTimeoutError", 3),
        (busy(413), "status 413", 1),
        (busy(301, location="http://127.0.0.1:9/"), "status 301", 1),
        (says(b" " * 30_000), "an answer of more than 20000 bytes", 1),
        (
            says(json.dumps(spoken("{", finish_reason="length")).encode()),
            "the answer is cut off",
            1,
        ),
    ],
)
def test_a_lasting_fault_is_the_reports_and_is_told(
    endpoint: Server, reader: ModelReader, fault: Any, reason: str, tries: int
) -> None:
    endpoint.faults = [fault] * tries
    reading = reader.read(REPORT)
    assert reading.claims == ()
    assert reading.unread == f"the model did not answer: {reason}"
    assert reading.failed is (tries > 1)
    assert (reader.account.requests, reader.account.unanswered) == (tries, 1)
    assert told(reader), "the next question is asked anew"


def test_a_refusal_is_counted_and_remembered(endpoint: Server, reader: ModelReader) -> None:
    endpoint.model = lambda _: spoken(None, refusal="I cannot help with that.")
    assert [reader.read(REPORT).unread for _ in range(2)] == ["the model refused"] * 2
    assert (reader.account.refusals, reader.account.requests, reader.account.remembered) == (
        2,
        1,
        1,
    )


def test_a_filtered_answer_is_a_refusal(endpoint: Server, reader: ModelReader) -> None:
    endpoint.model = lambda _: spoken("", finish_reason="content_filter")
    assert reader.read(REPORT).unread == "the model refused"


def test_an_endpoint_that_fails_again_and_again_ends_the_work(
    endpoint: Server, reader: ModelReader
) -> None:
    endpoint.faults = [busy(500)] * 9
    assert [reader.read(REPORT).failed for _ in range(2)] == [True, True]
    with pytest.raises(EndpointError, match="3 failures in a row; last: status 500"):
        reader.read(REPORT)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_or_address_ends_the_work_at_once(
    endpoint: Server, reader: ModelReader, status: int
) -> None:
    endpoint.faults = [busy(status)]
    with pytest.raises(EndpointError, match=str(status)):
        reader.read(REPORT)


def test_nobody_listening_is_told(tmp_path: Path) -> None:
    server = Server()
    server.server_close()
    asked = ModelReader(Endpoint(server.url, "small", None, QUICK), Answers(tmp_path))
    assert asked.read(REPORT).unread == "the model did not answer: no answer: NewConnectionError"


def test_an_endpoint_is_asked_without_what_it_does_not_know(
    endpoint: Server, reader: ModelReader
) -> None:
    unknown = b'{"error": {"message": "unsupported value: temperature"}}'
    endpoint.faults = [lambda handler: handler.say(unknown, 400)]
    assert told(reader)
    assert ["temperature" in asked for asked in endpoint.asked] == [True, False]
    assert all("response_format" in asked for asked in endpoint.asked)


def test_the_same_report_is_asked_for_once_and_another_model_or_prompt_anew(
    endpoint: Server, tmp_path: Path
) -> None:
    def ask(model: str, report: Report) -> int:
        one = ModelReader(Endpoint(endpoint.url, model, None, QUICK), Answers(tmp_path))
        one.read(report)
        return len(endpoint.asked)

    other = Report("r", TEXT + " ", "Blast", "2017-07-04", "en")
    assert [ask("a", REPORT), ask("a", REPORT), ask("b", REPORT), ask("b", other)] == [1, 1, 2, 3]


def test_answers_are_for_the_user_alone_and_a_broken_one_is_asked_for_anew(
    endpoint: Server, reader: ModelReader, tmp_path: Path
) -> None:
    told(reader)
    (kept,) = (tmp_path / "answers").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    kept.write_text("{", "utf-8")
    assert told(reader)
    assert len(endpoint.asked) == 2


def test_requests_at_once_are_bounded_and_answers_come_in_order(
    endpoint: Server, reader: ModelReader
) -> None:
    texts = [f"{n} people were killed in Mosul." for n in range(2, 40)]
    reports = [Report(str(n), text, None, "2017-07-04", "en") for n, text in enumerate(texts)]
    found = [r.claims[0].low for r in abreast(reader.read, reports, 4)]
    assert found == list(range(2, 40))
    assert 1 <= endpoint.most <= 4


def test_the_question_is_the_protocols_and_holds_the_report_word_for_word(
    endpoint: Server, tmp_path: Path
) -> None:
    text = "12 people were killed.\n\ud800 \u202e «ok»"
    asked = ModelReader(Endpoint(endpoint.url, "small", "secret", QUICK), Answers(tmp_path))
    assert asked.read(Report("r", text, "Head", "2017-07-04", None)).claims
    (question,) = endpoint.asked
    assert (question["model"], question["temperature"]) == ("small", 0)
    form = question["response_format"]["json_schema"]
    assert form["strict"] is True
    said = form["schema"]["$defs"]["Said"]
    assert (said["additionalProperties"], set(said["required"])) == (False, set(said["properties"]))
    told = question["messages"][1]["content"]
    assert told == f"Title: Head\nPublished: 2017-07-04\nLanguage: en\nText:\n{text}"
    assert endpoint.keys == ["Bearer secret"]


def test_no_key_is_sent_where_none_is_set(endpoint: Server, reader: ModelReader) -> None:
    told(reader)
    assert endpoint.keys == [None]


@pytest.mark.parametrize("url", ["localhost:11434", "ftp://a/v1", "http://", "http://u:p@a/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        Endpoint(url, "small")


def test_a_key_travels_encrypted_or_not_at_all() -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        Endpoint("http://models.example.invalid/v1", "small", "secret")
    for near in (
        "http://localhost:1/v1",
        "http://192.168.0.7/v1",
        "https://models.example.invalid",
    ):
        assert Endpoint(near, "small", "secret").model == "small"


@pytest.mark.parametrize(("url", "model"), [(None, "small"), ("http://localhost/v1", None)])
def test_whom_to_ask_must_be_named(url: str | None, model: str | None) -> None:
    with pytest.raises(UsageError, match="--endpoint URL and --model NAME"):
        ModelReader.of(url, model, None)


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (Report("r", " \n", None), "no text"),
        (Report("r", "x" * 100_001), "text longer than 100000 characters"),
    ],
)
def test_what_is_not_asked_about_is_told(
    endpoint: Server, reader: ModelReader, report: Report, reason: str
) -> None:
    assert reader.read(report).unread == reason
    assert endpoint.asked == []


def test_a_language_without_a_pack_is_read_by_its_digits(
    endpoint: Server, reader: ModelReader
) -> None:
    text = "Watu 12 waliuawa Mosul. Watu watatu walijeruhiwa."
    answer(
        endpoint,
        claim("Watu 12 waliuawa Mosul", 12),
        claim("Watu watatu walijeruhiwa", 3, words="watatu", measure="wounded"),
    )
    reading = reader.read(Report("r", text, None, "2017-07-04", "sw"))
    assert ([c.low for c in reading.claims], reading.language) == ([12], "sw")
    assert reader.account.dropped == {"number not in the quote": 1}
