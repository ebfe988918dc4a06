"""A scanner of web faults, in its own environment, let in as the least and as the most privileged: it finds nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from sqlite3 import Error, connect
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.outside.environment import environment

SCANNER = "wapiti3==3.3.2"

#: In seconds: how long it looks for pages, and how long each of nine modules may try: 78 in all. On a machine that does
#: other things too it takes a while to end.
CRAWL, EACH, PATIENCE = 24, 6, 300

#: How often it looks at what it found, before it is believed.
LOOKS = 4

#: What it tries, and what it looks at in passing. Whether cookies are for HTTPS is asked of the settings, not here.
TRIES = "exec,file,sql,xss,permanentxss,redirect,crlf,csrf,methods,csp,http_headers,cookieflags"
FOR_HTTPS = "Secure flag is not set"

#: Signing out, and what shows who one is: tried by tests of our own, since a scanner would end its own session there.
LEFT_OUT = ("sign/",)

WAYHOME = "import sys; from wayhome.config.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True)
class Demonstration:
    folder: Path
    address: str
    password: str

    def cookies(self, who: str) -> str:
        """Those of somebody who has signed in by the form, with a code, as a browser's header has them."""
        jar = CookieJar()
        browser = build_opener(HTTPCookieProcessor(jar))
        email = f"{who}@demo.wayhome.example"

        def send(path: str, **words: str) -> str:
            form = browser.open(self.address + path).read().decode()
            (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[-1:])
            body = urlencode({"csrfmiddlewaretoken": token, **words}).encode()
            return str(browser.open(Request(self.address + path, body)).url)

        send("sign/in/", login=email, password=self.password)
        # A code is good for half a minute, and may be over before it is sent: the next one is then asked for.
        codes = (said(self.folder, "code", email).strip() for _ in range(2))
        assert any(send("sign/in/code/", code=code) == self.address for code in codes)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def program(*words: str) -> list[str]:
    return [sys.executable, "-c", WAYHOME, *words]


def said(folder: Path, *words: str) -> str:
    done = subprocess.run(program(*words), cwd=folder, env=OURS, capture_output=True, text=True, check=True)
    return done.stdout


OURS = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))},
    "WAYHOME_REQUESTS_A_MINUTE": "1000000",  # else it would be turned away, and see nothing
}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    folder = tmp_path_factory.mktemp("demo")
    process = subprocess.Popen(
        program("demo", "--children", "30", "--port", "0"),
        cwd=folder,
        env=OURS,
        stdout=subprocess.PIPE,
        stderr=(folder / "stderr").open("w"),
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        told: list[str] = []
        while not told or not told[-1].startswith("http://"):
            told.append(next(process.stdout).strip())
        password = next(line for line in told if "password" in line).split()[-1]
        yield Demonstration(folder, told[-1], password)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("who", ["school", "coordinator"])
def test_a_scanner_finds_nothing(demonstration: Demonstration, tmp_path: Path, who: str) -> None:
    pages, found = scanned(demonstration.address, demonstration.cookies(who), tmp_path)
    print(f"{who}: {pages} pages in all")
    assert pages > 5
    assert found == set()


def test_a_fault_that_is_there_is_found_at_every_look(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Open) as server:
        Thread(target=server.serve_forever).start()
        try:
            _, found = scanned(f"http://127.0.0.1:{server.server_port}/", "", tmp_path)
        finally:
            server.shutdown()
    assert "SQL Injection (GET /paint, colour)" in found


def scanned(base: str, cookies: str, folder: Path) -> tuple[int, set[str]]:
    """How many pages the scanner saw, and the faults that it found there at every look.

    It takes an injection into SQL from how much of a page's text changes with what is sent. A page that tells how many
    minutes ago something was changes by itself, and now and then as if it were one. A fault that is there is found
    again on the same pages by whoever takes twice as long, and one by chance is not.
    """
    site = ("--url", base, "--scope", "folder", "--cookie-value", cookies)
    left_out = (word for path in LEFT_OUT for word in ("--exclude", f"{base}{path}*"))
    crawl = ("--flush-session", "--max-scan-time", CRAWL, *left_out)
    pages, found = look(folder, *site, *crawl, "--max-attack-time", EACH)
    for _ in range(LOOKS - 1):
        if not found:
            break
        found &= look(folder, *site, "--skip-crawl", "--flush-attacks", "--max-attack-time", 2 * EACH)[1]
    return pages, found


def look(folder: Path, *words: object) -> tuple[int, set[str]]:
    wapiti = environment("scanner", "3.13", SCANNER).with_name("wapiti")
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    kept = ("--store-session", folder, "--store-config", folder, "--format", "json", "--output", report)
    line = [wapiti, *words, "--module", TRIES, "--no-bugreport", *kept]
    done = subprocess.run(
        list(map(str, line)), capture_output=True, text=True, timeout=PATIENCE, check=False, env=OURS
    )
    assert report.exists(), done.stdout + done.stderr
    said = json.loads(report.read_text())
    return said["infos"]["crawled_pages_nbr"], set(faults(said))


def faults(report: dict[str, dict[str, list[dict[str, object]]]]) -> Iterator[str]:
    """What is more than informational, each told in the same words at every look."""
    for part in ("vulnerabilities", "anomalies"):
        for kind, ones in report[part].items():
            for one in ones:
                if one["level"] and FOR_HTTPS not in str(one["info"]):
                    yield f"{kind} ({one['method']} {one['path']}, {one['parameter'] or 'no parameter'})"


class Open(BaseHTTPRequestHandler):
    """A site that takes what it is sent into its SQL."""

    def do_GET(self) -> None:
        sent = urlsplit(self.path)
        shown = {
            "/": '<a href="/paint?colour=red">Red</a>',
            "/paint": paint(*parse_qs(sent.query).get("colour", ())),
        }
        page = f"<!doctype html><title>Colours</title><p>{shown.get(sent.path, 'There is no such page.')}</p>".encode()
        self.send_response(200 if sent.path in shown else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Nothing is told of a request."""


def paint(colour: str = "none") -> str:
    with closing(connect(":memory:")) as database:
        database.execute("CREATE TABLE tin AS SELECT 'red' AS colour, 'six tins on the upper shelf' AS told")
        try:
            return str(database.execute(f"SELECT told FROM tin WHERE colour = '{colour}'").fetchall())
        except Error:
            return "Something went wrong."
