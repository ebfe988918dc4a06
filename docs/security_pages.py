"""The page that the security scorecard writes of itself."""

from __future__ import annotations

from itertools import groupby

from tests.security.scorecard import ORGANISATION, SOFTWARE, Row, open_to, scorecard

CHAPTERS = {
    "V1": "Text that is read and shown",
    "V2": "What may be said, and in which order",
    "V3": "Browsers",
    "V4": "Servers and interfaces",
    "V5": "Files",
    "V6": "Signing in",
    "V7": "Sessions",
    "V8": "Who may see and do what",
    "V9": "Tokens",
    "V10": "Single sign-on",
    "V11": "Keys and ciphers",
    "V12": "The way between",
    "V13": "How it is set up",
    "V14": "What is sensitive",
    "V15": "What it is made of",
    "V16": "What is kept of what happened",
    "V17": "Calls",
}


def security() -> str:
    rows = scorecard()
    ours, theirs = open_to(rows, SOFTWARE), open_to(rows, ORGANISATION)
    shown = sum(bool(row.shown_by) for row in rows)
    chapters = "\n".join(_chapter(key, list(of)) for key, of in groupby(rows, key=lambda row: row.chapter))
    return f"""# The security scorecard

What the OWASP Application Security Verification Standard 5.0 asks at levels 1 and 2, by its identifiers and in our own
words: {len(rows)} rows, of which {shown} are shown by a test, {len(rows) - shown - len(ours) - len(theirs)} cannot
arise here, {len(ours)} are open for us and {len(theirs)} for whoever runs it. Every test that is named is there; a test
looks. `make security` prints the sum.

{chapters}"""


def _chapter(key: str, rows: list[Row]) -> str:
    lines = "\n".join(f"| {row.key} | {row.asks} | {_answer(row)} |" for row in rows)
    return f"## {CHAPTERS[key]}\n\n| | what is asked | the answer |\n|---|---|---|\n{lines}\n"


def _answer(row: Row) -> str:
    if row.open:
        whose = {SOFTWARE: "ours", ORGANISATION: "whoever runs it"}[row.open]
        return f"**open, {whose}:** {row.missing}"
    return row.not_applicable or "; ".join(_test(one) for one in row.shown_by)


def _test(named: str) -> str:
    """The sentence that a test's name is, leading to its file."""
    file, _, name = named.rpartition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../../{file})"
