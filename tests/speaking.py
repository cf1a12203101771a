"""An endpoint that speaks the protocol of language models, on this machine, with faults on demand."""

import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any

KILLED = re.compile(r"(\d+) (civilians|people) were killed[^.\n]*")


def claim(quote: str, number: int, **more: object) -> dict[str, Any]:
    """Return a claim in the form that the endpoint is asked for."""
    plain: dict[str, Any] = dict.fromkeys((
        "affiliation", "sex", "age_group", "part_of", "same_as", "actor", "cause", "date_start",
        "date_end", "date_precision", "date_phrase", "place",
    ))  # fmt: skip
    return plain | {
        "field": "text", "quote": quote, "words": str(number), "measure": "killed",
        "quantifier": "exact", "low": number, "high": number, "unit": "person",
        "victim_status": "unknown", "scope": "incident", "modality": "asserted",
        "attribution": [], "victim_names": [],
    } | more  # fmt: skip


def spoken(content: str | None, **more: object) -> dict[str, Any]:
    """Return a completion of the protocol."""
    message = {"role": "assistant", "content": content, "refusal": more.pop("refusal", None)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"} | more
    return {"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 7}}


def read(asked: dict[str, Any]) -> dict[str, Any]:
    """Read as a small model may: digits before people who were killed."""
    text = asked["messages"][1]["content"].split("Text:\n", 1)[1]
    found = [claim(m[0], int(m[1])) for m in KILLED.finditer(text)]
    return spoken(json.dumps({"claims": found}))


Fault = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """Answers by ``model``; before that, each question meets the next of ``faults``, if any."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.faults: list[Fault] = []
        self.model = read
        self.lock = Lock()
        self.closing = Event()
        self.now = self.most = 0

    @property
    def url(self) -> str:
        """The endpoint's base."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    """One question."""

    server: Server

    def do_POST(self) -> None:
        """Answer a question, or meet a fault."""
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            self.server.asked.append(asked)
            self.server.keys.append(self.headers.get("authorization"))
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
            fault = self.server.faults.pop(0) if self.server.faults else None
        try:
            if fault is None:
                self.say(json.dumps(self.server.model(asked)).encode())
            else:
                fault(self)
        finally:
            with self.server.lock:
                self.server.now -= 1

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""
