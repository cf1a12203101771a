"""The commands: what they print, where they complain, and with which status they end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from oversikt import cli
from speaking import Server

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "examples" / "iraq-2013" / "reports"
OVERSIKT = [sys.executable, "-m", "oversikt.cli"]
COMMANDS = sorted(typer.main.get_command(cli.app).commands)
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith("OVERSIKT_")}


def oversikt(*words: object, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, as a user does."""
    return subprocess.run(
        [*OVERSIKT, *map(str, words)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
        env=CLEAN | more,
    )  # fmt: skip


def here(capfdbinary: pytest.CaptureFixture[bytes], *words: object) -> tuple[object, str, str]:
    """Run a command in this process, which is faster; return status, output and complaints."""
    try:
        cli.main([str(word) for word in words])
    except SystemExit as ended:
        code = ended.code
    out, err = capfdbinary.readouterr()
    return code or 0, out.decode(), err.decode()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Some of the bundled reports in one file."""
    lines = [line for f in sorted(REPORTS.glob("*.jsonl")) for line in f.read_text().splitlines()]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines[::4]), "utf-8")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(
    name: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, _ = here(capfdbinary, name, "--help")
    assert code == 0
    assert "Example" in out
    assert f"oversikt {name}" in out


def test_help_and_claims_do_not_wait_for_what_they_do_not_use() -> None:
    heavy = {"pandas", "splink", "numba", "altair", "duckdb", "sqlalchemy", "scipy", "trafilatura"}
    script = (
        "import sys\nfrom oversikt import cli\n"
        "try: cli.main(sys.argv[1:])\nexcept SystemExit: pass\n"
        f"sys.stderr.write(' '.join(sorted({heavy!r} & set(sys.modules))))"
    )
    for words in (["--help"], ["reports"], ["claims"], ["claims", "--help"]):
        done = subprocess.run([sys.executable, "-c", script, *words], input=b"",
                              capture_output=True, check=True, env=CLEAN)  # fmt: skip
        assert done.stderr == b"", words


MIXED = (
    '{"id": "a", "text": "Five people were killed in Hilla.", "language": "en"}\n'
    "no report\n"
    '{"id": "b", "text": 5}\n'
)


def test_what_is_skipped_is_named_and_the_status_says_so() -> None:
    done = oversikt("reports", stdin=MIXED)
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a"]
    assert done.stderr.splitlines() == [
        "oversikt: -:2: not JSON: Expecting value at column 1",
        "oversikt: -:3: field 'text' must be a string, not a number",
    ]


@pytest.mark.parametrize(
    ("words", "stdin", "status"),
    [
        (["claims"], "", 0),
        (["claims", "-"], '{"text": ""}', 0),
        (["claims"], "no report", 1),
        (["claims", "no/such/file.txt"], "", 1),
        (["claims", "--jobs", "0"], "", 2),
        (["claims", "--published", "May"], "", 2),
        (["claims", "--colour"], "", 2),
        (["incidents"], MIXED, 3),
        (["incidents", "--profile", "nobody"], MIXED, 2),
        (["status", "--workspace", "/nowhere"], "", 2),
    ],
)
def test_the_exit_status_tells_how_it_went(words: list[str], stdin: str, status: int) -> None:
    done = oversikt(*words, stdin=stdin)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_variable_is_wrong_usage() -> None:
    done = oversikt("claims", OVERSIKT_JOB="2")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "did you mean 'jobs'?" in done.stderr


def test_the_same_bytes_come_out_of_any_number_of_processes(reports: Path) -> None:
    one, two, three = (oversikt("claims", reports, "--jobs", n) for n in (1, 2, 3))
    assert one.stdout
    assert one.stdout == two.stdout == three.stdout
    assert one.stderr == two.stderr == three.stderr


def test_every_claim_quotes_the_report_stream(
    reports: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, _ = here(capfdbinary, "reports", reports)
    texts = {report["id"]: report for report in map(json.loads, out.splitlines())}
    _, out, _ = here(capfdbinary, "claims", reports)
    for claim in map(json.loads, out.splitlines()):
        text = texts[claim["report_id"]][claim["field"]]
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_lone_surrogates_pass_through_the_stream_as_escapes() -> None:
    done = oversikt("reports", stdin=r'{"id": "\ud800", "text": "x \udc00"}')
    assert r'"id":"\ud800","text":"x \udc00"' in done.stdout
    assert oversikt("reports", stdin=done.stdout).stdout == done.stdout


def test_a_reader_who_leaves_early_ends_it_quietly(reports: Path) -> None:
    line = '{"id": "%d", "text": "' + "x" * 5000 + '"}\n'
    command = [*OVERSIKT, "reports", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=CLEAN) as process:
        process.stdin.write((line % 1).encode())
        process.stdout.close()
        try:
            process.stdin.write("".join(line % n for n in range(2, 500)).encode())
            process.stdin.close()
        except BrokenPipeError:
            pass  # it left before all was written
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.usefixtures("heard")
def test_control_c_ends_it_with_one_line() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*OVERSIKT, "reports"], stdin=pipe, stdout=pipe, stderr=pipe, env=CLEAN
    ) as process:
        process.stdin.write(b"no report\n" + b'{"text": "x"}\n' * 10000)
        process.stdin.flush()
        assert b"not JSON" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"oversikt: stopped; what was kept so far is whole\n"
        assert process.wait() == 130


def test_incidents_and_overview_come_from_files(
    reports: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, _ = here(capfdbinary, "incidents", reports)
    assert (code, len(out.splitlines()) > 5) == (0, True)
    for form in ("table", "csv", "json", "html"):
        code, out, _ = here(capfdbinary, "overview", reports, "--format", form)
        assert (code, bool(out)) == (0, True)
    assert "<html" in oversikt("overview", reports, "--format", "html").stdout


def test_the_workspace_from_its_making_to_the_overview(
    tmp_path: Path, reports: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    there = ("--workspace", tmp_path / "w")
    number = len(reports.read_text("utf-8").splitlines())

    def run(*words: object) -> str:
        code, out, _ = here(capfdbinary, *words)
        assert code == 0
        return out

    run("init", tmp_path / "w")
    assert run("add", reports, *there) == f"{number} new, 0 known, 0 skipped\n"
    assert run("add", reports, *there) == f"0 new, {number} known, 0 skipped\n"
    assert json.loads(run("status", "--json", *there))["unread"] == number
    assert run("run", *there).startswith(f"{number} reports read; ")
    first = run("overview", *there, "--format", "json")
    streamed = json.loads(run("overview", reports, "--format", "json"))
    assert json.loads(first)["rows"] == streamed["rows"]
    assert run("run", *there).startswith("0 reports read; ")
    assert run("run", "--again", *there).startswith(f"{number} reports read; ")
    assert run("overview", *there, "--format", "json") == first
    assert "up to date  yes" in run("status", *there)
    words = ("--by", "A. Name", "--reason", "one event", *there)
    made = run("decide", "exclude", "abc", *words).strip()
    assert "up to date  no" in run("status", *there)
    assert [json.loads(line)["id"] for line in run("decisions", *there).splitlines()] == [made]
    assert run("run", *there).startswith("0 reports read; ")
    assert run("verify", *there) == "whole\n"
    incident = json.loads(first)["rows"][0]["incident_ids"][0]
    assert run("explain", incident, *there) == run("explain", incident, reports)
    run("publish", tmp_path / "out", *there)
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert here(capfdbinary, "init", tmp_path / "w")[0] == 1


def test_a_model_reads_where_the_user_names_one(endpoint: Server, tmp_path: Path) -> None:
    text = "12 people were killed in Mosul on Monday."
    line = json.dumps({"id": "a", "text": text, "published": "2013-06-11", "language": "en"})
    where = ("--reader", "llm", "--endpoint", endpoint.url, "--model", "small")
    answers = {"OVERSIKT_ANSWERS": str(tmp_path / "answers")}
    first = oversikt("claims", *where, stdin=line, **answers)
    assert [json.loads(c)["extractor"] for c in first.stdout.splitlines()] == ["llm small"]
    assert "1 requests (0 of them again), 0 answers remembered; 100 tokens in" in first.stderr
    again = oversikt("claims", *where, "--jobs", 3, stdin=line, **answers)
    assert again.stdout == first.stdout
    assert "0 requests (0 of them again), 1 answers remembered" in again.stderr
    assert len(endpoint.asked) == 1
    nobody = oversikt("claims", "--reader", "llm", stdin=line)
    assert (nobody.returncode, nobody.stderr.count("\n")) == (2, 1)


def test_a_report_that_no_model_answered_for_is_asked_about_in_the_next_run(
    endpoint: Server, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("OVERSIKT_ANSWERS", str(tmp_path / "answers"))
    there = ("--workspace", tmp_path / "w")
    where = ("--reader", "llm", "--endpoint", endpoint.url, "--model", "small")
    page = tmp_path / "a.txt"
    page.write_text("12 people were killed in Mosul.", "utf-8")
    here(capfdbinary, "init", tmp_path / "w")
    here(capfdbinary, "add", page, "--published", "2013-06-11", "--language", "en", *there)
    endpoint.faults = [lambda handler: handler.say(b"{}", 401)]
    code, _, complaint = here(capfdbinary, "run", *where, *there)
    assert (code, "the API key is refused" in complaint) == (1, True)
    assert here(capfdbinary, "run", *where, *there)[1] == "1 reports read; 1 claims, 1 incidents\n"
    assert here(capfdbinary, "run", *where, *there)[1].startswith("0 reports read; 1 claims")
    named = ("--reader", "llm", "--model", "small")
    for words, told in ((named, ["12"]), ((), [])):
        made = json.loads(here(capfdbinary, "overview", *there, *words, "--format", "json")[1])
        assert [str(r["best"]) for r in made["rows"] if not r["victim_status"]] == told
        assert made["coverage"]["unread"] == ({} if told else {"not read yet": 1})


def numbers(overview: str) -> list[object]:
    """Return the rows and the coverage of an overview; incidents of a record have lasting ids."""
    plain = json.loads(overview)
    return [[{**row, "incident_ids": None} for row in plain["rows"]], plain["coverage"]]


def test_claims_that_are_not_sure_enough_are_left_out_and_counted_everywhere(
    tmp_path: Path, reports: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    reports.write_text("\n".join(reports.read_text("utf-8").splitlines()[:8]), "utf-8")
    _, whole, _ = here(capfdbinary, "claims", reports)
    sure = [json.loads(line)["confidence"] for line in whole.splitlines()]
    least = sorted(sure)[len(sure) // 2]
    less = sum(one < least for one in sure)
    assert 0 < less < len(sure)
    words = ("--min-confidence", least)
    told = f"oversikt: {less} claims left out: less sure than --min-confidence\n"
    code, out, complaint = here(capfdbinary, "claims", reports, *words)
    assert (code, len(out.splitlines()), complaint) == (0, len(sure) - less, told)
    assert here(capfdbinary, "incidents", reports, *words)[2] == told
    _, streamed, complaint = here(capfdbinary, "overview", reports, *words, "--format", "json")
    assert (json.loads(streamed)["coverage"]["withheld"], complaint) == (less, told)
    there = ("--workspace", tmp_path / "w")
    here(capfdbinary, "init", tmp_path / "w")
    here(capfdbinary, "add", reports, *there)
    here(capfdbinary, "run", *there)
    for _ in range(2):  # derived for the asking, then kept by a run under this rule
        _, kept, _ = here(capfdbinary, "overview", *there, *words, "--format", "json")
        assert numbers(kept) == numbers(streamed)
        assert here(capfdbinary, "run", *there, *words)[1].startswith("0 reports read; ")


def test_the_coverage_tells_what_was_not_read_and_why(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "Five people were killed in Hilla on Monday, police said."
    several = [
        {"id": "read", "text": text, "published": "2013-06-11"},
        {"id": "no day", "text": text},
        {"id": "no pack", "text": text, "language": "xx", "published": "2013-06-11"},
        {"id": "short", "text": "Oj.", "published": "2013-06-11"},
        {"id": "empty", "text": "", "published": "2013-06-11"},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, several)), "utf-8")
    _, out, complaint = here(capfdbinary, "overview", path, "--format", "json")
    coverage = json.loads(out)["coverage"]
    reasons = ["no language pack for 'xx'", "no text", "text too short to tell its language"]
    assert coverage["unread"] == dict.fromkeys(reasons, 1)
    assert (coverage["reports"], coverage["no_date"], coverage["withheld"]) == (5, 1, 0)
    assert [line for line in complaint.splitlines() if "not read" in line] == [
        f"oversikt: 1 reports not read: {reason}" for reason in reasons
    ]
    _, shown, _ = here(capfdbinary, "overview", path)
    assert all(f"Not read: 1 reports, {reason}." in shown for reason in reasons)
