"""Two people who save the same thing both keep their words, and the second is shown what the first said.

Found by walking the views: one that takes something in either names the matter that others may speak to, or stands in
`ALONE` with the reason why nobody's words can be written over there.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable

from tests.promises.test_routes import ROUTES

LOOKS = "nothing is kept but that somebody looked"
NEW = "makes something new, beside what others made; a name or number that is taken is refused"
ONCE = "done once: who comes second is refused, and the page says by whom and when"
OWN = "nobody else's, and one switch"
LIST = "adds to a list or takes one from it by its number, of whatever stands there by then"

#: Routes that take something in and name no matter, with why nobody's words can be written over.
ALONE = {
    "children:find": LOOKS,
    "children:then": LOOKS,
    "children:histories": LOOKS,
    "children:add": "whoever may be the same child by then and did not stand on the page is looked at first",
    "emergency:open": NEW,
    "exchange:copy_out": LOOKS,
    "exchange:paste": LOOKS,
    "exchange:paste_check": "an incident that is held by then is shown beside what was pasted, with what differs",
    "exchange:upload": "the same files are one load",
    "missing:acknowledge": ONCE,
    "missing:correct": "each correction is a version; one made meanwhile is shown beside what was typed",
    "missing:report": NEW,
    "missing:report_add_child": LIST,
    "missing:report_children": LOOKS,
    "missing:report_leave_out": LIST,
    "missing:report_take_child": LIST,
    "partners:add_agency": NEW,
    "partners:add_team": NEW,
    "partners:add_user": NEW,
    "sharing:agree": ONCE,
    "sharing:end_agreement": ONCE,
    "worklist:see_notice": OWN,
}

#: Of whoever signs in: their own password, phone and sessions.
OF_ONES_ACCOUNT = ("wayhome.cases.partners.sign_in.", "allauth.")

#: In a view's text: it takes something in.
TAKES_IN = ("sent(", "request.POST", "request.method", "require_POST")


def view_of(name: str) -> Callable[..., object]:
    return inspect.unwrap(ROUTES[name].callback)


def ours() -> list[str]:
    return sorted(name for name in ROUTES if view_of(name).__module__.startswith("wayhome."))


def text_of(view: Callable[..., object]) -> str:
    return inspect.getsource(view)


def texts_of(name: str) -> list[str]:
    """Of the view, and of what it hands the form or the request to in its own module."""
    view = view_of(name)
    module, text = sys.modules[view.__module__], text_of(view)
    called = {node.func.id for node in ast.walk(ast.parse(text)) if _is_named_call(node)}  # type: ignore[attr-defined]
    near = [getattr(module, one) for one in sorted(called) if one.startswith("_") and hasattr(module, one)]
    return [
        text,
        *(text_of(one) for one in near if inspect.isfunction(one) and one.__module__ == view.__module__),
    ]


def takes_in(name: str) -> bool:
    if view_of(name).__module__.startswith(OF_ONES_ACCOUNT):
        return False
    return any(word in text for text in texts_of(name) for word in TAKES_IN)


def names_a_matter(name: str) -> bool:
    return any(_passes_a_matter(text) for text in texts_of(name))


def _is_named_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def _passes_a_matter(text: str) -> bool:
    for node in ast.walk(ast.parse(text)):
        if _is_named_call(node):
            name, given = node.func.id, len(node.args)  # type: ignore[attr-defined]
            if (name in ("accepted", "made") and given == 3) or name == "news_since":
                return True
    return False


def test_every_form_that_saves_names_what_others_may_say_too_or_why_they_cannot() -> None:
    unnamed = {name for name in ours() if takes_in(name) and not names_a_matter(name)}
    assert unnamed == set(ALONE)


def test_the_walk_finds_what_saves() -> None:
    there = {name for name in ours() if takes_in(name)}
    assert {
        "missing:say",
        "children:state",
        "partners:close_account",
        "keeping:erase",
        "sharing:agree",
    } <= there
