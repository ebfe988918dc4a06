"""Write the pages of this manual that the code itself knows best; `--check` says which are out of date.

A page is a function that returns its text, named in PAGES beside the file it is written to.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import access_page
import duty_pages
import instrument_page
import keeping_page
import pattern_page
import recording_page
import regime_page
import rule_pages
import security_pages
import tables_page

from wayhome.config import cli
from wayhome.rules.facts import Nation

DOCS = Path(__file__).parent


def commands() -> str:
    """The `wayhome` command, as its modules describe themselves."""
    rows = "\n".join(f"| `wayhome {name}` | {cli.summary(name)} |" for name in cli.names())
    return f"""# The command

`wayhome COMMAND --help` lists a command's options.

| command | what it does |
|---|---|
{rows}

Exit codes: {cli.RAN}, it ran (findings and overdue duties are answers, not failures); {cli.SOME_REFUSED},
some rows were refused, the audit is not as it was sealed, or something encrypted needs another key than the newest;
{cli.COULD_NOT_RUN}, it could not run, and the last line on standard error says why.
"""


PAGES: dict[str, Callable[[], str]] = {
    "reference/access.md": access_page.access,
    "reference/command.md": commands,
    "reference/duties/england.md": duty_pages.duties_in(Nation.ENGLAND),
    "reference/duties/wales.md": duty_pages.duties_in(Nation.WALES),
    "reference/extract.md": tables_page.extract,
    "reference/instruments.md": instrument_page.instruments,
    "reference/keeping.md": keeping_page.keeping,
    "reference/patterns.md": pattern_page.patterns,
    "reference/recording.md": recording_page.recording,
    "reference/regimes.md": regime_page.regimes,
    "reference/episode.md": rule_pages.episode,
    "reference/definitions.md": rule_pages.definitions,
    "reference/tables.md": tables_page.tables,
    "reference/security.md": security_pages.security,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    options = parser.parse_args()
    stale = [name for name, page in PAGES.items() if written(name) != page()]
    if options.check:
        return told(stale)
    for name in stale:
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


def written(name: str) -> str | None:
    file = DOCS / name
    return file.read_text(encoding="utf-8") if file.exists() else None


def told(stale: list[str]) -> int:
    for name in stale:
        print(f"docs/{name} is out of date. Type: make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
