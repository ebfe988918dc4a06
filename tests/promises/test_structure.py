"""The house keeps its shape: small files with one idea, each where its name says it belongs."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

from tests.promises.codebase import HOUSE, WAYHOME, modules, place, templates

# Names that say nothing of what is in the room.
NOT_A_ROOM = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "managers",
    "signals",
    "core",
    "common",
    "misc",
}

LONGEST_FILE = 280  # lines
TYPICAL_FILE = 90  # lines: half of all files are no longer


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_every_room_and_file_has_a_name_that_says_what_is_in_it() -> None:
    named = {place(file): set(file.relative_to(WAYHOME).with_suffix("").parts) for file in modules()}
    assert {file for file, parts in named.items() if parts & NOT_A_ROOM} == set()


def test_no_file_has_outgrown_its_one_idea() -> None:
    assert {place(file): length(file) for file in modules() if length(file) > LONGEST_FILE} == {}


def test_half_of_all_files_are_short() -> None:
    lengths = sorted(length(file) for file in modules() if file.name != "__init__.py")
    assert lengths[len(lengths) // 2] <= TYPICAL_FILE


def test_every_module_says_what_it_is() -> None:
    said_by_name = {"apps.py", "urls.py"}
    written = {file: file.read_text(encoding="utf-8") for file in modules() if file.name not in said_by_name}
    assert [
        place(file) for file, text in written.items() if text and not ast.get_docstring(ast.parse(text))
    ] == []


def test_tests_stand_where_the_code_stands() -> None:
    """tests/cases/missing/test_actions.py, because wayhome/cases/missing/ is there."""
    apart = {"spec", "journeys", "promises", "data", "outside"}
    folders = {file.parent.relative_to(HOUSE / "tests") for file in (HOUSE / "tests").rglob("test_*.py")}
    mirrors = {folder for folder in folders if folder.parts and folder.parts[0] not in apart}
    assert {str(folder) for folder in mirrors if not (WAYHOME / folder).is_dir()} == set()


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    marks = (
        "mark." + "skip",
        "mark." + "xfail",
        "pytest." + "skip",
        "pytest." + "xfail",
        "pytest." + "importorskip",
    )
    tests = [*(HOUSE / "tests").rglob("*.py")]
    assert [
        place(file) for file in tests if any(mark in file.read_text(encoding="utf-8") for mark in marks)
    ] == []


def test_every_app_of_ours_is_installed() -> None:
    there = {".".join(file.parent.relative_to(HOUSE).parts) for file in WAYHOME.rglob("apps.py")}
    assert there - {app.name for app in apps.get_app_configs()} == set()


@pytest.mark.parametrize("template", templates(), ids=place)
def test_every_template_can_be_read(template: Path) -> None:
    parts = template.parts
    name = "/".join(parts[len(parts) - parts[::-1].index("templates") :])
    assert Path(get_template(name).template.origin.name) == template
