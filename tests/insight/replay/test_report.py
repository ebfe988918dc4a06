"""The page of a replay that people read."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from wayhome.insight.page import Row
from wayhome.insight.replay import report
from wayhome.insight.replay.coverage import Who
from wayhome.insight.replay.totals import Totals

AT = datetime(2026, 1, 12, 21, tzinfo=UTC)


def written(path: Path, totals: Totals, refused: tuple[Row, ...] = ()) -> str:
    report.write(
        path, totals, as_at=AT, version="packs-0", told={"Left unread": "<img src=x>"}, refused=refused
    )
    return path.read_text(encoding="utf-8")


@pytest.fixture
def totals() -> Totals:
    counted = Totals(children=40, incidents=120, decisions=18, alerts=60, alerted=Counter({2: 10, 3: 5}))
    counted.rules["alert.repeat_missing"] = Counter({3: 6, 4: 4})
    for sex, alerted in (("<b>", 8), ("Male", 7)):
        counted.coverage.children[Who(sex, "", "")] = 20
        counted.coverage.alerted[Who(sex, "", "")] = alerted
    return counted


def test_the_page_says_how_often_how_soon_and_of_whom(tmp_path: Path, totals: Totals) -> None:
    page = written(tmp_path / "page.html", totals)
    assert "For every hundred incidents<td>15.0" in page
    repeat = page[page.index("Missing again and again") :]
    assert '<td>10<td><span class="bar" style="width: 1.25em"></span> 25%<td>3<td>4' in repeat
    assert "Decisions a person would be asked for<td>18.0<td>15" in page
    assert "<th scope=row>Sex<td>Male<td>20<td>5<td>25%" in page


def test_the_page_says_what_stands_in_and_what_it_cannot_say(tmp_path: Path, totals: Totals) -> None:
    page = written(tmp_path / "page.html", totals)
    assert "Each decision is taken as answered when it fell due" in page
    assert "What this cannot say" in page
    assert "Nought may mean that such files cannot say" in page
    assert "Count in the last 90 days is 3 or more" in page


def test_everything_from_a_file_is_escaped_and_nothing_is_loaded_from_elsewhere(
    tmp_path: Path, totals: Totals
) -> None:
    class Links(HTMLParser):
        loaded: list[str] = []

        def handle_starttag(self, tag, attributes):
            self.loaded += [tag] if tag in ("script", "link", "img", "iframe") else []

    page = written(tmp_path / "page.html", totals, (Row("<i>.csv", 2, "", "$totals & more"),))
    Links().feed(page)
    assert Links.loaded == []
    assert "&lt;img src=x&gt;" in page
    assert "<td>&lt;b&gt;<td>" in page
    assert "&lt;i&gt;.csv<td>2<td><td>$totals &amp; more" in page


def test_of_nobody_the_page_says_so(tmp_path: Path) -> None:
    page = written(tmp_path / "page.html", Totals())
    assert "For every hundred incidents<td>–" in page
    assert "Too few children to say." in page
