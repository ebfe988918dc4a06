"""What readers are asked about first: real inputs, to be spoilt, and every input that ever found a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.promises.readers import NEXT_FILE

DATA = Path(__file__).parents[1] / "data"

_POLICE = [(DATA / "police" / f"{name}.csv").read_bytes() for name in ("incidents", "contacts", "interviews")]
_RETURN = [
    b"\n".join((DATA / "ssda903" / f"{name}.csv").read_bytes().splitlines()[:6])
    for name in ("missing", "header", "episodes", "oc3")
]
_CHILD = (
    b"<EXPSSDA903><CHILD><HEADER><CHILDID>7</CHILDID><UPN>A1</UPN><SEX>1</SEX><DOB>01/02/2005</DOB><ETHNIC>WBRI"
    b"</ETHNIC><DUC>01/01/2020</DUC><IN_TOUCH>YES</IN_TOUCH><AMISSING><MISSING>M</MISSING><MIS_START>01/06/2017"
    b"</MIS_START><MIS_END>03/06/2017</MIS_END></AMISSING></HEADER><EPISODE><DECOM>01/04/2016</DECOM><PL>U1</PL>"
    b"<DEC>09/09/2017</DEC><REC>X1</REC></EPISODE></CHILD></EXPSSDA903>"
)

SEEDS: Mapping[str, Sequence[bytes]] = {
    "table": (_POLICE[0], _POLICE[0].decode().encode("utf-16"), _POLICE[0].replace(b",", b";")),
    "moment": (
        b"2026-03-09 21:40",
        b"09/03/2026 21:40",
        b"9 March 2026 at 9.40pm",
        b"Mon 29/03/26 01:30",
        b"2026-03-09T21:40:00.5+01:00",
        b"25/10/2026 24:00 BST",
    ),
    "police": (NEXT_FILE.join(_POLICE),),
    "upload": tuple(_POLICE),
    "return in CSV": (NEXT_FILE.join(_RETURN),),
    "return in XML": (_CHILD, b'<?xml version="1.0" encoding="us-ascii"?>' + _CHILD),
    "protocol": (
        (
            b'version = "Northshire 2026"\nduty_desk_acknowledges_within = "20 minutes"\n'
            b'meetings_at = ["24 hours", "48 hours"]\nlong_term_reviews_at = ["4 weeks"]\n'
            b'names.missing_meeting = "CMET"\n'
        ),
    ),
    "names": (b"Bradford", b"E08000032", b"BRD", b"City of London", b"2017/18", "O’Neil Siân".encode()),
}

_INCIDENT = (
    b"incident_id,person_id,last_seen_at,reported_at,returned_at,forename,sex\n%s,%s,2026-01-12 21:00,,,%s,%s"
)
_NEXT_YEARS = b"CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/01/9990,M,01/06/2017,"
_CARE = b"CHILD,DECOM,DEC,REC,PLACE\n1,01/04/2016,31/12/9999,X1,U1"
_NAMED = b"CHILD,DOB,SEX,ETHNIC,UPN\n1,01/01/2005,1,WBRI,"

#: Each was a fault once: the reader, and the bytes that showed it.
FOUND: Mapping[str, tuple[str, bytes]] = {
    "a header that is not all text": ("table", b"person_id,\x81\n"),
    "a zero in a header": ("upload", b"person_id,\0\n"),
    "a protocol with a number of 5,000 digits": ("protocol", b"version = " + b"9" * 5_000),
    "a protocol of lists in lists": ("protocol", b"version = " + b"[" * 5_000),
    "a version with a quotation mark": ("protocol", b"version = 'a\"b'"),
    "a version with a line's end": ("protocol", b'version = "a\\nb"'),
    "a zero in what is looked for": ("names", b"E08\0\t08"),
    "a return of the year nothing": ("names", b"0000/01"),
    "a return of the last year there is": ("names", b"9999/00"),
    "XML in an encoding nobody knows": ("return in XML", b"<?xml version='1.0' encoding='x'?><EXPSSDA903/>"),
    "XML in no encoding of texts": ("return in XML", b"<?xml version='1.0' encoding='base64'?><EXPSSDA903/>"),
    "XML in an encoding of many bytes": (
        "return in XML",
        b"<?xml version='1.0' encoding='gb18030'?><EXPSSDA903/>",
    ),
    "care until the last day there is": ("return in CSV", NEXT_FILE.join((_NEXT_YEARS, _NAMED, _CARE))),
    "a child's number longer than the record keeps": (
        "return in CSV",
        _NEXT_YEARS.replace(b"\n1,", b"\n" + b"1" * 300 + b","),
    ),
    "an incident's number longer than the record keeps": ("police", _INCIDENT % (b"I" * 90, b"P1", b"", b"")),
    "a person's number longer than the record keeps": ("police", _INCIDENT % (b"I1", b"P" * 200, b"", b"")),
    "a person's number all of slashes": ("police", _INCIDENT % (b"I1", b"/" * 90, b"", b"")),
    "a name longer than the record keeps": ("police", _INCIDENT % (b"I1", b"P1", b"x" * 121, b"")),
    "a sex longer than the record keeps": ("police", _INCIDENT % (b"I1", b"P1", b"Sam", b"x" * 21)),
    "a contact longer than the record keeps": (
        "police",
        NEXT_FILE.join(
            (_INCIDENT % (b"I1", b"P1", b"", b""), b"incident_id,kind,value\nI1,phone," + b"7" * 250)
        ),
    ),
}
