"""One object, written whole."""

import io
import json
from datetime import UTC, datetime, timedelta

from wayhome.insight.as_json import Findings, as_json
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.moment import Moment

SINCE = datetime(2026, 6, 1, 20, tzinfo=UTC)


def finding(child: str = 'P"1', due: Moment | None = None) -> Finding:
    source = Source(title="Guidance", dated="2014", url="https://example.org/")
    return Finding(
        child=child,
        rule="england.x",
        state=State.DUE,
        since=SINCE,
        source=source,
        due=due,
        evidence=("a", "b"),
    )


def written(*findings: Finding, around: dict | None = None) -> dict:
    held, out = Findings(), io.StringIO()
    held.add(map(as_json, findings))
    held.write(out, around or {"children": 1})
    held.close()
    return json.loads(out.getvalue())


def test_a_finding_says_its_last_moment_in_time_and_its_source():
    due = Moment.between(SINCE, SINCE + timedelta(hours=1))
    (one,) = written(finding(due=due))["findings"]
    assert one["child"] == 'P"1'
    assert one["due_at"] == "2026-06-01T21:00:00+00:00"
    assert one["since"] == "2026-06-01T20:00:00+00:00"
    assert one["evidence"] == ["a", "b"]
    assert one["source"] == {
        "title": "Guidance",
        "dated": "2014",
        "paragraph": "",
        "url": "https://example.org/",
        "checked": False,
    }


def test_no_limit_is_null():
    assert written(finding())["findings"][0]["due_at"] is None


def test_there_may_be_none_one_or_many():
    assert written()["findings"] == []
    assert written()["children"] == 1
    assert [one["child"] for one in written(finding("a"), finding("b"), finding("c"))["findings"]] == [
        "a",
        "b",
        "c",
    ]
