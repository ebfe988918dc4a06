"""The sector's own checker, in its own environment, finds what ours finds: on the fake return and on mutated copies."""

from __future__ import annotations

from pathlib import Path

from tests.outside.copies import FAKE, copies, write
from tests.outside.judged import Sent, judged, ours
from wayhome.exchange.returns.year import Year

COPIES = 1_000
YEAR = Year.read("2017/18")


def test_the_fake_return_is_judged_alike(tmp_path: Path) -> None:
    for name in ("header", "episodes", "missing", "oc3", "uasc"):
        (tmp_path / f"{name}.csv").write_bytes((FAKE / f"{name}.csv").read_bytes())
    sent = Sent(tmp_path, YEAR)
    assert judged([sent]) == [ours(sent)]


def test_a_thousand_mutated_copies_are_judged_alike(tmp_path: Path) -> None:
    sent = []
    for number, tables in enumerate(copies(COPIES)):
        sent.append(Sent(tmp_path / f"{number:04}", YEAR))
        sent[-1].folder.mkdir()
        write(tables, sent[-1].folder)
    theirs = judged(sent)
    assert len(theirs) == COPIES
    differ = {
        (one.folder.name, code): (found[code], mine[code])
        for one, found in zip(sent, theirs, strict=True)
        for mine in [ours(one)]
        for code in mine
        if found[code] != mine[code]
    }
    assert differ == {}
    every = {code for found in theirs for code, rows in found.items() if rows}
    assert every >= {"1004", "1005", "1006", "1012", "564", "565", "566", "567", "570", "571", "574", "575"}
    assert every >= {"577", "578", "580", "581", "586", "INT04", "INT13"}
