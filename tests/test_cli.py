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
