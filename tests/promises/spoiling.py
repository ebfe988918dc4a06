"""Real inputs, spoilt as they are spoilt on their way here."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.promises.seeds import SEEDS

#: What partners' systems, spreadsheets and people put where it does not belong.
PIECES = [
    *(
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b'"',
        b'""',
        b"\r",
        b"\n",
        b"\r\n",
        b",",
        b";",
        b"\t",
        b"|",
    ),
    *(
        b"31/12/9999",
        b"01/01/0001",
        b"29/02/2012",
        b"02/13/2026",
        b"2026-02-30",
        b"24:00",
        b"00:60",
        b"-0001",
    ),
    *(b"<", b"</CHILD>", b"<CHILD>", b"&a;", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'encoding="utf-7"'),
    *(b"=1+1", "’".encode(), "Siân".encode("cp1252"), "Siân".encode("utf-16-le"), b"\x1f", b"\x85", b"\x0b"),
    *(b"x" * 300, b"9" * 5_000, b"[" * 2_000, b"/" * 90, b"%" * 70, b"= [[", b"\\", b"'''"),
]


@st.composite
def spoilt(draw: st.DrawFn, reader: str) -> bytes:
    """A real input with a few places cut, doubled or written over."""
    sent = draw(st.sampled_from(SEEDS[reader]))
    for _ in range(draw(st.integers(0, 5))):
        begins = draw(st.integers(0, len(sent)))
        ends = draw(st.integers(begins, min(len(sent), begins + 40)))
        put = draw(st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(sent[begins:ends] * 2))
        sent = sent[:begins] + put + sent[ends:]
    return sent
