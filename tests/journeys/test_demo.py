"""`wayhome demo`, started as a visitor starts it, in an empty folder with nothing set."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.signing_in import code_shown

DEMO = "import sys; from wayhome.config.cli import main; sys.exit(main(['demo', '--children', '60', '--port', '0']))"

#: In seconds, on a machine that is doing other things too.
PATIENCE = 90


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", DEMO],
        cwd=tmp_path,
        env=ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    yield process
    if is_running(process.pid):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def is_running(group: int) -> bool:
    """Is any process of this group left, such as the worker?"""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def lines(demo: subprocess.Popen[str]) -> list[str]:
    """What is printed until the address is, which comes last."""
    assert demo.stdout is not None
    said, told = Queue[str](), list[str]()
    Thread(target=lambda: [said.put(line) for line in demo.stdout or ()], daemon=True).start()
    until = time.monotonic() + PATIENCE
    while not told or not told[-1].startswith("http://"):
        try:
            told.append(said.get(timeout=until - time.monotonic()).strip())
        except (Empty, ValueError):
            pytest.fail("no address was printed in time; what was: " + "\n".join(told))
    return told


def test_a_printed_sign_in_opens_a_board_marked_simulated_and_control_c_ends_it_all(
    demo: subprocess.Popen[str], desktop_page: Page
) -> None:
    told = lines(demo)
    password = next(line for line in told if "password" in line).split()[-1]
    email, key = next(line for line in told if "Duty or emergency" in line).split()[:2]

    desktop_page.goto(told[-1])
    expect(desktop_page.get_by_text("Simulated", exact=True)).to_be_visible()
    desktop_page.get_by_label("Email").fill(email)
    desktop_page.get_by_label("Password", exact=True).fill(password)
    desktop_page.get_by_role("button", name="Sign in").click()
    code = desktop_page.get_by_label("Code")
    code.wait_for()  # what is shown is good for seconds, so it is read once it is asked for
    code.fill(code_shown(key))
    desktop_page.get_by_role("button", name="Sign in", exact=True).click()
    expect(desktop_page.get_by_role("heading", level=1)).to_have_text("Missing now")
    expect(desktop_page.get_by_text("POLICE NOT TOLD").first).to_be_visible()
    expect(desktop_page.get_by_text("Simulated", exact=True)).to_be_visible()

    demo.send_signal(signal.SIGINT)
    assert demo.wait(timeout=20) in (0, 130, -signal.SIGINT)
    assert not is_running(demo.pid)
