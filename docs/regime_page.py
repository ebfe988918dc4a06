"""The page of the regimes under which agencies record: by kind of agency, with the source of each."""

from __future__ import annotations

from rule_pages import cited, plain

from wayhome.rules.basis import BASES, LETTERS
from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.regimes import SOURCES, USUAL
from wayhome.ui.wording import say


def regimes() -> str:
    """Every kind of agency, and what each regime rests on."""
    rows = "\n".join(f"| {plain(kind)} | {_said(kind)} |" for kind in AgencyKind)
    sources = "\n".join(
        f"- {say(BASES[LETTERS[regime]].sentence)}: {cited(of)}" for regime, of in SOURCES.items()
    )
    return f"""# Under which regime an agency records

Agencies stay separate controllers of what they record. Every entry says whose it is, under which regime of data
protection, and for what. Both are decided when it is recorded, by the kind of agency whose statement it is (also where
another loads it from that agency's file), and are kept with it: a protocol that changes later changes nothing that is
there.

| kind of agency | records under |
|---|---|
{rows}

{sources}

Nobody has checked these with a lawyer, and some forces record missing reports under UK GDPR. A partnership says so in
[its protocol](../how-to/agree-a-protocol.md): `regimes.police = "uk_gdpr"`.

The regime stands at each entry of the chronology, and in what is given to a person who asks for what is held about
them. The tables of the safeguarding dataset have no place for it.
"""


def _said(kind: AgencyKind) -> str:
    return say(BASES[LETTERS[USUAL[kind]]].sentence)
