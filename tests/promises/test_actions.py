"""Every write says by whom and at what moment, and leaves an entry in the audit."""

import ast
from pathlib import Path

import pytest

from tests.promises.codebase import WAYHOME, place

FILES = sorted(
    file
    for file in WAYHOME.rglob("*.py")
    if file.name == "actions.py" or file.parent.name == "actions"
    if file.parent.name != "audit"
)


def acts(file: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def called(act: ast.FunctionDef) -> set[str]:
    calls = (node.func for node in ast.walk(act) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


ALL = {(file, name): act for file in FILES for name, act in acts(file).items()}


def offered(file: Path, name: str) -> bool:
    """Is it an act for others: in actions.py, or among what a folder of actions offers by its __init__?"""
    if name.startswith("_"):
        return False
    front = file.parent / "__init__.py"
    return file.name == "actions.py" or name in ast.dump(ast.parse(front.read_text(encoding="utf-8")))


PUBLIC = [key for key in ALL if offered(*key)]


def enters() -> set[str]:
    """Names of the functions that write to the audit, themselves or by another of them."""
    writing = {"enter"}
    while more := {name for (_, name), act in ALL.items() if name not in writing and called(act) & writing}:
        writing |= more
    return writing


ENTERING = enters()


@pytest.mark.parametrize("act", PUBLIC, ids=lambda key: f"{place(key[0])}:{key[1]}")
def test_an_act_takes_by_and_at_by_keyword(act: tuple[Path, str]) -> None:
    assert {"by", "at"} <= {argument.arg for argument in ALL[act].args.kwonlyargs}


@pytest.mark.parametrize("act", PUBLIC, ids=lambda key: f"{place(key[0])}:{key[1]}")
def test_an_act_leaves_an_entry_in_the_audit(act: tuple[Path, str]) -> None:
    assert act[1] in ENTERING


def is_atomic(act: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator).startswith("transaction.atomic") for decorator in act.decorator_list)


def runs_on(act: ast.FunctionDef) -> bool:
    """It is done batch by batch, each of them an act of its own."""
    return any(isinstance(node, ast.Yield) for node in ast.walk(act))


@pytest.mark.parametrize("act", PUBLIC, ids=lambda key: f"{place(key[0])}:{key[1]}")
def test_an_act_is_one_transaction_or_hands_all_of_it_to_one_that_is(act: tuple[Path, str]) -> None:
    """Killed anywhere within, it was done whole or not at all: see test_both_or_neither.py."""
    calls = [name for name in called(ALL[act]) if name in ENTERING]
    assert is_atomic(ALL[act]) or runs_on(ALL[act]) or len(calls) == 1


def test_the_walk_finds_acts() -> None:
    assert {"record", "report_missing", "create_agency"} <= {name for _, name in PUBLIC}
