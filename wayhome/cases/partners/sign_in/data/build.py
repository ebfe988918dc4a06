"""Makes passwords.txt.gz from its sources: `python -m wayhome.cases.partners.sign_in.data.build LIST`.

LIST is a file of passwords, one a line; README.md beside this file says which, and where it is had. Those that Django
ships are added.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator

from wayhome.cases.partners.sign_in.passwords import STOLEN

#: As the setting says; a shorter one is refused for that.
SHORTEST: Final = 12


def long_enough(listed: Iterable[str]) -> Iterator[str]:
    """As Django compares them. What may be somebody's address is left out."""
    for line in listed:
        password = line.strip().lower()
        if len(password) >= SHORTEST and "@" not in password:
            yield password


def main(source: Path) -> None:
    listed = source.read_text(encoding="utf-8").splitlines()
    kept = sorted({*long_enough(listed), *long_enough(CommonPasswordValidator().passwords)})
    STOLEN.write_bytes(gzip.compress("\n".join(kept).encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
