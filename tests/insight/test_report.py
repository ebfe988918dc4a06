"""The page people read."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from wayhome.insight.page import Row
from wayhome.insight.report import Report, as_rows
from wayhome.insight.screening import Screening
from wayhome.rules.event import OWN
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.rulebook import rulebook

AT = datetime(2026, 1, 12, 21, tzinfo=UTC)
SOURCE = Source(title="Guidance & more", dated="2014", url="https://example.org/")


def finding(child: str, state: State = State.OVERDUE) -> Finding:
    return Finding(child=child, rule="england.x", state=state, since=AT, source=SOURCE)


def written(path: Path, *findings: Finding, refused: tuple[Row, ...] = (), told: dict | None = None) -> str:
    screening = Screening(rulebook(), OWN, AT)
    report = Report()
    for one in findings:
        screening.totals.said[one.rule, one.state] += 1
        report.add(as_rows([one]))
    report.write(path, screening, told or {}, refused)
    report.close()
    return path.read_text(encoding="utf-8")


def test_everything_from_a_file_is_escaped(tmp_path):
    page = written(
        tmp_path / "page.html",
        finding("<script>alert(1)</script>"),
        refused=(Row("<b>.csv", 2, "<i>", "$findings & more"),),
        told={"Left unread": "<img src=x>"},
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page
    assert "&lt;b&gt;.csv" in page
    assert "$findings &amp; more" in page


def test_overdue_stands_before_due(tmp_path):
    page = written(tmp_path / "page.html", finding("a", State.DUE), finding("b", State.OVERDUE))
    assert page.index("england.x: overdue (1)") < page.index("england.x: due (1)")


def test_nothing_is_loaded_from_elsewhere_and_every_rule_names_its_source(tmp_path):
    class Links(HTMLParser):
        loaded: list[str] = []

        def handle_starttag(self, tag, attributes):
            self.loaded += [tag] if tag in ("script", "link", "img", "iframe") else []

    page = written(tmp_path / "page.html", finding("a"))
    parser = Links()
    parser.feed(page)
    assert parser.loaded == []
    assert (
        '<a href="https://example.org/">Guidance &amp; more, 2014, not yet checked against the text</a>'
        in page
    )


def test_a_page_that_could_not_be_finished_leaves_the_old_one(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("the old one")

    def failing():
        raise RuntimeError("in the middle")
        yield

    with pytest.raises(RuntimeError):
        written(path, finding("a"), refused=failing())
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_the_page_says_in_whose_hands_the_hours_went_by(tmp_path):
    screening, report = Screening(rulebook(), OWN, AT), Report()
    hop = ("england.x", "interview_provider", "met_late")
    screening.totals.held.least[hop], screening.totals.held.most[hop] = Counter([3]), Counter([40])
    report.write(tmp_path / "page.html", screening, {}, ())
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<th scope=row>england.x<td>interview provider<td>met late<td>1<td>3 to 40" in page
