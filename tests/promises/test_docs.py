"""Every way the manual points leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.promises.codebase import HOUSE, place

PAGES = [
    *HOUSE.glob("*.md"),
    *sorted((HOUSE / "docs").rglob("*.md")),
    *sorted((HOUSE / "benchmarks").rglob("*.md")),
]

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
FENCED = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What a heading may be pointed at by, as the places that show Markdown make it."""
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")
        for title in HEADING.findall(page.read_text())
    }


def broken(page: Path) -> list[str]:
    links = [link for link in LINK.findall(FENCED.sub("", page.read_text())) if ":" not in link]
    return [link for link in links if not leads_somewhere(page, link)]


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page if not path else page.parent / path
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_every_link_within_the_manual_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A page\n\n[here](#a-page) [gone](gone.md) [nowhere](page.md#nowhere) `[code](code.md)`\n"
    )
    assert broken(page) == ["gone.md", "page.md#nowhere"]
