"""A reader asked by a fuzzer that looks at what the code does, in an environment of its own.

Called with the reader, the most inputs and the most seconds to run, the seed of its chance and an empty folder. Prints
how many inputs were run, or the one that ended it.
"""

import hashlib
import json
import os
import sys
from pathlib import Path
from time import monotonic

import atheris

LONGEST = 4_096


def main(reader: str, runs: int, seconds: float, seed: int, folder: Path) -> None:
    with atheris.instrument_imports(include=["wayhome"]):
        ready()
        from tests.promises import readers
        from tests.promises.seeds import FOUND, SEEDS
    for sent in (*SEEDS[reader], *(sent for of, sent in FOUND.values() if of == reader)):
        (folder / hashlib.sha256(sent).hexdigest()).write_bytes(sent[:LONGEST])
    asked, ends = 0, monotonic() + seconds

    def one(sent: bytes) -> None:
        nonlocal asked
        if asked == runs or monotonic() > ends:
            end({"asked": asked})
        asked += 1
        try:
            readers.ask(reader, sent)
        except BaseException as fault:  # noqa: BLE001 - any of them is what is looked for
            kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
            end({"asked": asked, "fault": kind, "sent": sent.decode("latin-1")})

    options = [f"-seed={seed}", f"-max_len={LONGEST}", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(folder)], one)
    atheris.Fuzz()


def end(said: dict[str, object]) -> None:
    """The fuzzer has no other end than that of its process."""
    print(json.dumps(said), flush=True)
    os._exit(0)


def ready() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()


if __name__ == "__main__":
    reader, runs, seconds, seed, folder = sys.argv[1:]
    main(reader, int(runs), float(seconds), int(seed), Path(folder))
