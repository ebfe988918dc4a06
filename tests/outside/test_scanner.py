"""A scanner of web faults, in its own environment, let in as the least and as the most privileged: it finds nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.outside.environment import environment

SCANNER = "wapiti3==3.3.2"

#: In seconds: how long it looks for pages, and how long each of nine modules may try: 78 in all. On a machine that does
#: other things too it takes a while to end.
CRAWL, EACH, PATIENCE = 24, 6, 300

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
    python = environment("scanner", "3.13", SCANNER)
    report = tmp_path / "report.json"
    base = demonstration.address
    scan = [
        *(python.with_name("wapiti"), "--url", base, "--scope", "folder", "--module", TRIES),
        *("--cookie-value", demonstration.cookies(who)),
        *(word for path in LEFT_OUT for word in ("--exclude", f"{base}{path}*")),
        *("--max-scan-time", CRAWL, "--max-attack-time", EACH, "--no-bugreport", "--flush-session"),
        *("--store-session", tmp_path, "--store-config", tmp_path, "--format", "json", "--output", report),
    ]
    done = subprocess.run(
        list(map(str, scan)), capture_output=True, text=True, timeout=PATIENCE, check=False, env=OURS
    )
    assert report.exists(), done.stdout + done.stderr
    said = json.loads(report.read_text())
    print(f"{who}: {said['infos']['crawled_pages_nbr']} pages in all")
    assert said["infos"]["crawled_pages_nbr"] > 5
    assert faults(said) == []


def faults(report: dict[str, dict[str, list[dict[str, object]]]]) -> list[str]:
    """What is more than informational."""
    return [
        f"{kind}: {one['info']} ({one['method']} {one['path']})"
        for part in ("vulnerabilities", "anomalies")
        for kind, ones in report[part].items()
        for one in ones
        if one["level"] and FOR_HTTPS not in str(one["info"])
    ]
