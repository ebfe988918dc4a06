"""`wayhome reconcile`: every example of the manual, and what is said of a file that states nothing to be checked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from tests.config.cli.from_files import wayhome
from wayhome.config import cli
from wayhome.config.claims import passage
from wayhome.config.cli.reconcile import in_words
from wayhome.insight.reconciling.answer import Answer, reconciled
from wayhome.insight.reconciling.fitting import fitting
from wayhome.rules.published.passage import Verdict
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

EXAMPLES = Path(__file__).parents[3] / "docs" / "how-to" / "reconcile"
AS_PUBLISHED = EXAMPLES / "reconcile-as-published.toml"
AS_CORRECTED = EXAMPLES / "reconcile-as-corrected.toml"

#: With which nothing is wrong but for what is added to it.
BEFORE = (
    'title = "A case"\n[published]\nreport = "The report"\n[counts]\ngirls = "girls"\nall = "everybody"\n'
)


def answer(file: Path) -> Answer:
    return reconciled(passage(file))


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.toml")), ids=lambda file: file.stem)
def test_an_example_is_answered_as_it_says_itself(file: Path) -> None:
    found = answer(file)
    assert found.of.expect is (Verdict.CONSISTENT if found.is_consistent else Verdict.INCONSISTENT)
    assert found.are_all
    for conflict, why in found.conflicts:
        assert fitting(conflict) is None
        assert all(fitting([one for one in conflict if one is not left_out]) for left_out in conflict)
        assert say(why)


def test_there_are_examples_of_both() -> None:
    assert {passage(file).expect for file in EXAMPLES.glob("*.toml")} == {*Verdict}


def test_the_paragraph_as_published_contradicts_itself_in_each_of_its_ways() -> None:
    said = {
        " ".join(one.id for one in conflict): say(why) for conflict, why in answer(AS_PUBLISHED).conflicts
    }
    assert said.items() >= {
        ("incidents flagged flagged_share", "22,786 of 143,453 is 15.9 %, not 9 %."),
        ("flagged girls girls_share", "12,392 of 22,786 is 54.4 %, not 69 %."),
        ("flagged boys boys_share", "4,595 of 22,786 is 20.2 %, not 26 %."),
        ("incidents aged_12_to_17 children_of_any_age", "165,932 is more than 143,453."),
    }


def test_no_other_figure_for_the_flagged_would_mend_it() -> None:
    found = [{one.id for one in conflict} for conflict, _ in answer(AS_PUBLISHED).conflicts]
    assert {"incidents", "flagged_share", "girls", "girls_share"} in found


def test_json_is_one_object_and_nothing_else() -> None:
    done = wayhome("reconcile", AS_PUBLISHED, "--json")
    said: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (cli.RAN, "", 1)
    assert said.keys() == {"claims", "consistent", "conflicts"}
    assert said["consistent"] is False
    assert all(claim.keys() == {"id", "in_words", "published"} for claim in said["claims"])
    known = {claim["id"] for claim in said["claims"]}
    assert all(conflict.keys() == {"claims", "why"} for conflict in said["conflicts"])
    assert all({*conflict["claims"]} <= known for conflict in said["conflicts"])


def test_the_text_says_the_same() -> None:
    found = answer(AS_PUBLISHED)
    text = "\n".join(in_words(found))
    for claim in found.as_json["claims"]:  # type: ignore[attr-defined]
        assert f"  {claim['id']}: {claim['in_words']}\n" in text
        assert f"\n{claim['published']}\n" in text
    for conflict in found.as_json["conflicts"]:  # type: ignore[attr-defined]
        assert f"{', '.join(conflict['claims'])}\n   {conflict['why']}" in text


def test_what_fits_is_not_called_true_and_what_nobody_published_is_worked_out() -> None:
    done = wayhome("reconcile", EXAMPLES / "ages-2019-20-unknown-on-top.toml")
    assert done.returncode == cli.RAN
    assert "These figures can all be true at once. That does not say that they are." in done.stdout
    assert "  missing incidents in which the age is not known: 815 to 1,142" in done.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "claims: State at least one claim"),
        ("this is not = = toml", "The text cannot be read"),
        (
            f'{BEFORE}[claims.one]\ncount = "girls"\npublished = "report"',
            "claims.one: Beside count stands one of these",
        ),
        (
            f'{BEFORE}[claims.one]\ncount = "gils"\nis = 3\npublished = "report"',
            "claims.one.count: No such count stands under [counts]. The nearest is girls.",
        ),
        (
            f'{BEFORE}[claims.one]\nshare = "girls"\nof = "all"\npercent = 120\npublished = "report"',
            "claims.one.percent: A share is from 0 to 100 per cent",
        ),
        (
            f'{BEFORE}[claims.one]\ncount = "girls"\nis = -1\npublished = "report"',
            "claims.one.is: Nobody counts below nought.",
        ),
        (
            f'{BEFORE}[claims.one]\ncount = "girls"\nis = {10**30}\npublished = "report"',
            "claims.one.is: This is larger than anything that is counted here",
        ),
        (
            f'{BEFORE}[claims.one]\ncount = "girls"\nis = 1\npublished = "report"\n[claims.one]\n',
            "('claims', 'one')",
        ),
    ],
)
def test_a_file_that_states_nothing_that_can_be_checked_is_refused(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "claims.toml").write_text(text)
    with pytest.raises(CommandError) as refused:
        passage(tmp_path / "claims.toml")
    assert f"{tmp_path / 'claims.toml'} states no claims that can be checked:" in str(refused.value)
    assert says in str(refused.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "utf16.toml").write_text(BEFORE, encoding="utf-16")
    for file in (tmp_path / "nowhere.toml", tmp_path, tmp_path / "utf16.toml"):
        with pytest.raises(Refusal) as refused:
            passage(file)
        assert say(refused.value.sentence).startswith(f"{file}: the file cannot be read")


def test_what_is_refused_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    done = wayhome("reconcile", tmp_path / "empty.toml", "--json")
    assert (done.returncode, done.stdout) == (cli.COULD_NOT_RUN, "")
    assert done.stderr.startswith(f"wayhome: {tmp_path / 'empty.toml'} states no claims")


def test_more_conflicts_than_are_shown_are_told_beside_the_answer(tmp_path: Path) -> None:
    counts = "\n".join(
        f'[claims.count_{n}]\ncount = "girls"\nis = {n}\npublished = "report"' for n in range(8)
    )
    (tmp_path / "many.toml").write_text(BEFORE + counts)
    done = wayhome("reconcile", tmp_path / "many.toml", "--json")
    assert len(json.loads(done.stdout)["conflicts"]) == 20
    assert "There are more conflicts than these 20." in done.stderr


def test_what_the_solver_prints_by_itself_is_not_part_of_the_answer() -> None:
    noisy = (
        "import os, sys\n"
        "from wayhome.config import cli\n"
        "asked = cli.command('reconcile')\n"
        "found = asked.reconciled\n"
        "asked.reconciled = lambda published: (os.write(1, b'a line of its own\\n'), found(published))[1]\n"
        "cli.command = lambda name, *, of_record: asked\n"
        f"sys.exit(cli.main(['reconcile', {str(AS_CORRECTED)!r}, '--json']))"
    )
    done = subprocess.run([sys.executable, "-c", noisy], capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["consistent"]) == (cli.RAN, True)


def test_where_nothing_can_be_shown_in_time_that_is_said() -> None:
    slow = (
        "import sys\n"
        "from wayhome.config import cli\n"
        "asked = cli.command('reconcile')\n"
        "import wayhome.insight.reconciling.fitting as fitting\n"
        "fitting.PARTS = 0\n"
        "cli.command = lambda name, *, of_record: asked\n"
        f"sys.exit(cli.main(['reconcile', {str(AS_CORRECTED)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", slow], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (cli.COULD_NOT_RUN, "")
    assert "could neither be shown" in done.stderr


#: Those that count in an extract. What writes and reads one brings numpy, and they ask the solver only to publish.
COUNTING = {"extract", "quality", "tables"}


@pytest.mark.parametrize(
    ("names", "heavy"),
    [
        (set(cli.names()) - {"reconcile"}, {"scipy"}),
        (set(cli.names()) - {"reconcile"} - COUNTING, {"scipy", "numpy", "pyarrow", "duckdb"}),
    ],
    ids=["of all", "of those that count nothing"],
)
def test_no_other_command_waits_for_what_it_does_not_use(names: set[str], heavy: set[str]) -> None:
    loads = (
        "import sys, importlib\n"
        "from wayhome.config import cli\n"
        f"cli.command('load')\n"
        f"[importlib.import_module('wayhome.config.cli.' + name) for name in {sorted(names)!r}]\n"
        f"sys.exit(bool({heavy!r} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", loads], capture_output=True, check=False).returncode == 0
