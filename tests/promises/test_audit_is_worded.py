"""Whatever the code writes to the audit has words, so that whoever answers for the record can read all of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.promises.codebase import modules
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.wording import done, to_what
from wayhome.cases.children.unusual import KINDS as KINDS_OF_READING
from wayhome.cases.children.views.looking import TABS
from wayhome.config.refusals import VERBS
from wayhome.rules.facts import KINDS
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

ENTERS, RECORDS, REFUSES = {"enter", "leave_trace"}, {"record", "record_each"}, {"enter_refusal"}
GIVES_OUT = {"show", "show_child", "show_list"}


@cache
def said() -> tuple[list[tuple[str, ast.Call]], list[ast.Assign]]:
    """Calls that write to the audit or give out a page, each with its name, and what classes may declare.

    Every file is walked once: whoever collects the tests waits for it.
    """
    calls, declared = [], []
    for node in (
        node for file in modules() for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    ):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ENTERS | RECORDS | REFUSES | GIVES_OUT:
                calls.append((name, node))
        elif isinstance(node, ast.Assign):
            declared.append(node)
    return calls, declared


def calls(names: set[str]) -> Iterator[ast.Call]:
    return (call for name, call in said()[0] if name in names)


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        first = node.values[0] if isinstance(node, ast.JoinedStr) else node
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def verbs_declared() -> Iterator[str]:
    """By a class: `verb = "…"`, alone or beside what else it declares."""
    for target, value in ((target, node.value) for node in said()[1] for target in node.targets):
        names, values = (one.elts if isinstance(one, ast.Tuple) else [one] for one in (target, value))
        pairs = zip(names, values, strict=False)
        yield from texts([value for name, value in pairs if getattr(name, "id", "") == "verb"])


def acts() -> set[str]:
    entered = {verb for call in calls(ENTERS) for verb in texts(call.args[:1])}
    recorded = {
        verb
        for call in calls(RECORDS)
        for verb in texts([word.value for word in call.keywords if word.arg == "verb"])
    }
    told = {f"{saying}_{kind}" for saying in ("say", "state") for kind in KINDS}
    refused = VERBS | {verb for call in calls(REFUSES) for verb in texts(call.args[:1])}
    return (entered | recorded | set(verbs_declared()) | told | refused | {"record"}) - {
        "read",
        "say_",
        "state_",
    }


def pages() -> set[tuple[str, str]]:
    given = {
        (name, re.sub(r".*/|\.html.*", "", template))
        for name, call in said()[0]
        if name in GIVES_OUT
        for template in texts(call.args)
    }
    return given - {("show", "")} | {("show", tab.partition(":")[2]) for tab in TABS}


@pytest.mark.parametrize("verb", sorted(acts()))
def test_every_act_has_its_words(verb: str) -> None:
    assert say(done(Entry(verb=verb, subject_kind="child", subject_id="1")))


@pytest.mark.parametrize(("shown", "page"), sorted(pages()))
def test_every_page_that_is_kept_as_read_has_its_words(shown: str, page: str) -> None:
    kind, identifier = ("list", page) if shown == "show_list" else ("child", "1")
    read = Entry(verb="read", subject_kind=kind, subject_id=identifier, detail={"page": page})
    assert say(done(read))


def test_everything_an_entry_is_about_has_its_words() -> None:
    kinds = {
        kind
        for file in modules()
        for kind in re.findall(r'f"([a-z]+):\{', file.read_text(encoding="utf-8"))
        if "audit.actions" in file.read_text(encoding="utf-8")
    }
    assert {"child", "user", "load"} <= kinds
    for kind in kinds:
        assert say(to_what(Entry(subject_kind=kind, subject_id="1")))


@pytest.mark.parametrize("kind", KINDS_OF_READING)
def test_every_reason_for_a_second_look_has_its_words(kind: str) -> None:
    assert say(Sentence(f"unusual.{kind}"))


def test_the_walk_finds_them() -> None:
    assert {"sign_in", "load", "report_missing", "say_Found", "export", "hurry", "fail_sign_in"} <= acts()
    assert {
        ("show_list", "board"),
        ("show_child", "episode"),
        ("show", "state"),
        ("show", "child"),
    } <= pages()
