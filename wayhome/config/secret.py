"""The key that signs sessions: given, or made once and kept beside the record."""

import os
import secrets
import sys
from pathlib import Path


def secret_key(file: Path) -> str:
    """The key in `file`, which is made on first use and can be read by its owner alone."""
    try:
        return file.read_text()
    except FileNotFoundError:
        return made(file)


def made(file: Path) -> str:
    """Write a whole key under another name, then link it into place: of two who start at once, one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(50))
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    else:
        sys.stderr.write(f"wayhome: WAYHOME_SECRET_KEY is not set: a key was made, and is kept in {file}.\n")
    finally:
        draft.unlink()
    return file.read_text()
