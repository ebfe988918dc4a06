"""The codebase as a thing to walk: what a promise about all of it is checked against."""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
WAYHOME = HOUSE / "wayhome"


def modules() -> list[Path]:
    """Our Python, without migrations: those are written by Django."""
    return sorted(file for file in WAYHOME.rglob("*.py") if "migrations" not in file.parts)


def templates() -> list[Path]:
    return sorted(file for file in WAYHOME.rglob("*.html") if "vendor" not in file.parts)


def strings(module: Path) -> Iterator[tuple[int, str]]:
    """Every text in a module's code with its line. Docstrings are left out: they may say what we do not."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    told_to_developers = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told_to_developers
        ):
            yield node.lineno, node.value


def place(file: Path) -> str:
    return str(file.relative_to(HOUSE))
