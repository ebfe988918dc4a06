"""What is kept encrypted, and under which key.

    encrypt(text) -> str          under the newest key; another text each time
    decrypt(encrypted) -> str     by whichever key that is given wrote it; UnreadableError where none did
    blind_index(text) -> str      always the same for a text, and tells nobody what it is
    blind_indexes(text)           the same under every key that is given: what to ask by

are for fields of the record. An app that keeps something encrypted has a module `encrypted` with a list `KEPT`, so that
`wayhome keys rotate` finds it. A table that only grows cannot be rewritten: what is encrypted stands in one beside it.
"""

from wayhome.cases.keys.kept import Kept, columns
from wayhome.cases.keys.ring import RECORD, Ring, UnreadableError, secrets_given

encrypt = RECORD.encrypt
decrypt = RECORD.decrypt
blind_index = RECORD.blind_index
blind_indexes = RECORD.blind_indexes

__all__ = [
    "RECORD",
    "Kept",
    "Ring",
    "UnreadableError",
    "blind_index",
    "blind_indexes",
    "columns",
    "decrypt",
    "encrypt",
    "secrets_given",
]
