"""One object, written whole."""

import io
import json
from datetime import UTC, datetime, timedelta

from tests.saying import ENGLISH, FORCE, HOME
from wayhome.insight.as_json import as_json
from wayhome.insight.long_list import LongList
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.held import Held, Hours, Part
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
    held, out = LongList("findings"), io.StringIO()
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


def test_what_is_late_says_who_held_it_exactly_or_from_and_to() -> None:
    hour, at = timedelta(hours=1), Moment.at(SINCE)
    held = Held(
        started_at=at,
        ended_at=at,
        whole=Hours(84 * hour, 84 * hour),
        before_known=Hours(0 * hour, 0 * hour),
        parts=(
            Part((FORCE,), at, False, Hours(31 * hour, 31 * hour)),
            Part((ENGLISH, HOME), None, True, Hours(0 * hour, 53.5 * hour)),
        ),
        before_owner=Hours(31 * hour, 84 * hour),
        owner_learned=None,
        owner_assumed=False,
    )
    lines = [as_json(finding(), held), as_json(finding(), held._replace(before_owner=None))]
    late, untold = map(json.loads, lines)
    assert late["held"] == [
        {"agency": "E-P", "hours": 31, "assumed": False},
        {"agency": ["E-A", "oak-house"], "hours": [0, 53.5], "assumed": True},
    ]
    assert (late["before_known"], late["before_owner"]) == (0, [31, 84])
    assert untold["before_owner"] is None
    assert late["source"]["title"] == "Guidance"


def test_what_is_not_late_says_nothing_of_it() -> None:
    assert "held" not in json.loads(as_json(finding()))
