"""What holds for every rule there is, found by walking the rulebook."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.codebase import HOUSE, WAYHOME, place
from tests.spec.reading import OF_NO_RULE
from wayhome.rules.doubts import Doubt
from wayhome.rules.duties import Duty
from wayhome.rules.finding import Source
from wayhome.rules.guidance.clocks import CLOCKS as RUNNING
from wayhome.rules.guidance.definitions import DEFINITIONS
from wayhome.rules.guidance.grounds import GROUNDS
from wayhome.rules.guidance.instruments import INSTRUMENTS
from wayhome.rules.guidance.keeping import CLASSES
from wayhome.rules.guidance.patterns import DECISION, PATTERNS, Pattern
from wayhome.rules.guidance.record import DOUBTS
from wayhome.rules.ladders import Ladder

RULES: tuple[Duty | Ladder | Doubt | Pattern, ...] = (*RUNNING, *DOUBTS, *PATTERNS, DECISION)
SPEC = HOUSE / "tests/spec"

#: How any module could learn what time it is.
CLOCKS = {
    "now",
    "today",
    "utcnow",
    "localtime",
    "localdate",
    "monotonic",
    "perf_counter",
    "time_ns",
    "gmtime",
}


def sources() -> Iterator[tuple[str, Source]]:
    yield from ((rule.rule, rule.source) for rule in RULES)
    yield from ((one.rule, one.source) for one in CLASSES)
    yield from ((one.ground, one.source) for one in GROUNDS)
    yield from ((f"{one.code} {one.version}", source) for one in INSTRUMENTS for source in one.sources)
    yield from ((f"{one.term} {one.in_force_from}", one.source) for one in DEFINITIONS)


@pytest.mark.parametrize(
    ("of", "source"), list(sources()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_duty_ladder_doubt_pattern_class_ground_instrument_and_definition_has_a_dated_source(
    of: str, source: Source
) -> None:
    assert source.title
    assert source.dated


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_every_rule_has_a_page_of_cases_with_what_was_known_then(
    rule: Duty | Ladder | Doubt | Pattern,
) -> None:
    page = (SPEC / f"{rule.rule}.md").read_text(encoding="utf-8")
    assert page.count("## ") >= 2
    assert "known to" in page


def test_every_page_of_cases_is_of_a_rule() -> None:
    assert {page.stem for page in SPEC.glob("*.md")} - OF_NO_RULE == {rule.rule for rule in RULES}


def test_a_rule_is_named_once_and_in_words() -> None:
    names = [rule.rule for rule in RULES]
    assert len(set(names)) == len(names)
    assert [
        name for name in names if not re.fullmatch(r"(england|wales|uk|local|record|alert)\.[a-z_0-9]+", name)
    ] == []


def test_the_rules_never_read_the_clock() -> None:
    read = {place(module): sorted(clocks_in(module)) for module in (WAYHOME / "rules").rglob("*.py")}
    assert {module: names for module, names in read.items() if names} == {}


def test_a_clock_read_in_any_way_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import time\nx = datetime.now(), date.today(), datetime.time()\n")
    assert clocks_in(module) == {"now", "today", "time"}
    module.write_text("from time import monotonic_ns as tick\n")
    assert clocks_in(module) == {"time"}


def clocks_in(module: Path) -> set[str]:
    """Calls that ask what time it is, and the module `time`, which a rule has no use for."""
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    called = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    imported = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    return (called & CLOCKS) | (imported & {"time"})
