"""Whatever the code writes to the audit has words, so that whoever answers for the record can read all of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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

GIVES_OUT = {"show", "show_child", "show_list"}


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        first = node.values[0] if isinstance(node, ast.JoinedStr) else node
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def verbs_declared(file: Path) -> Iterator[str]:
    """By a class: `verb = "…"`, alone or beside what else it declares."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            names, values = (
                one.elts if isinstance(one, ast.Tuple) else [one] for one in (target, node.value)
            )
            pairs = zip(names, values, strict=False)
            yield from texts([value for name, value in pairs if getattr(name, "id", "") == "verb"])


def acts() -> set[str]:
    entered = {
        verb
        for file in modules()
        for name, call in calls(file)
        if name in {"enter", "leave_trace"}
        for verb in texts(call.args[:1])
    }
    recorded = {
        verb
        for file in modules()
        for name, call in calls(file)
        if name in {"record", "record_each"}
        for verb in texts([word.value for word in call.keywords if word.arg == "verb"])
    }
    declared = {verb for file in modules() for verb in verbs_declared(file)}
    said = {f"{saying}_{kind}" for saying in ("say", "state") for kind in KINDS}
    refused = VERBS | {
        verb
        for file in modules()
        for name, call in calls(file)
        if name == "enter_refusal"
        for verb in texts(call.args[:1])
    }
    return (entered | recorded | declared | said | refused | {"record"}) - {"read", "say_", "state_"}


def pages() -> set[tuple[str, str]]:
    given = {
        (name, re.sub(r".*/|\.html.*", "", template))
        for file in modules()
        for name, call in calls(file)
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
