"""A page that can be printed or sent: no scripts, nothing loaded from elsewhere, and whole or not there at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import IO, NamedTuple

from wayhome.rules.finding import Source

_TEMPLATES = Path(__file__).parent / "templates" / "insight"


class Row(NamedTuple):
    """A row that was refused, in words."""

    file: str
    line: int
    field: str
    reason: str


def template(name: str, title: str, **parts: str) -> str:
    """The text of a page, with `$names` for what is put into it. `parts` are files, each put in its name's place."""
    page = _text("page.html").replace("$title", escape(title)).replace("$body", _text(name))
    for part, file in parts.items():
        page = page.replace(f"${part}", _text(file))
    return page


def _text(file: str) -> str:
    return (_TEMPLATES / file).read_text(encoding="utf-8").strip()


@contextmanager
def whole(path: Path) -> Iterator[IO[str]]:
    """A page to be written, which takes its name only once it is complete."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as page:
        try:
            yield page
        except BaseException:
            Path(page.name).unlink()
            raise
    Path(page.name).chmod(0o600)  # it tells of children
    Path(page.name).replace(path)


def told_as_html(told: Mapping[str, str]) -> str:
    """Lines about how the files were read, each under its own heading."""
    return "".join(f"<dt>{escape(of)}</dt><dd>{escape(line)}</dd>" for of, line in told.items())


def refused_as_html(rows: Iterable[Row]) -> str:
    listed = "".join(
        f"<tr><td>{escape(row.file)}<td>{row.line}<td>{escape(row.field)}<td>{escape(row.reason)}</tr>"
        for row in rows
    )
    if not listed:
        return "<p>No row was refused.</p>"
    head = "<th scope=col>File<th scope=col>Line<th scope=col>Column<th scope=col>Reason, and what to do"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{listed}</tbody></table>"


def source_as_html(source: Source) -> str:
    said = [
        source.title,
        source.dated,
        source.paragraph,
        "" if source.checked else "not yet checked against the text",
    ]
    words = escape(", ".join(filter(None, said)))
    return f'<a href="{escape(source.url)}">{words}</a>' if source.url else words
