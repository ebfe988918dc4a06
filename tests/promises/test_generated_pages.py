"""The pages that the code writes of itself say what the code says now."""

import subprocess
import sys

from tests.promises.codebase import HOUSE


def test_no_generated_page_is_out_of_date() -> None:
    check = [sys.executable, "docs/generate.py", "--check"]
    run = subprocess.run(check, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.returncode == 0
