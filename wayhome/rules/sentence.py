"""Which sentence to say, and its facts; `ui` holds the words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Sentence:
    """A key into the catalogue of words, and the facts to put into it.

    `facts` are numbers, codes, days, moments and sentences, or several of them: never a child's name, and never prose.
    """

    __slots__ = ("facts", "key")

    key: str
    facts: Mapping[str, object]

    def __init__(self, key: str, **facts: object) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "facts", MappingProxyType(facts))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Sentence is frozen: {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return self.key == other.key and dict(self.facts) == dict(other.facts)

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted(self.facts))))

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.key, dict(self.facts))

    def __repr__(self) -> str:
        said = "".join(f", {name}={value!r}" for name, value in self.facts.items())
        return f"Sentence({self.key!r}{said})"


def _again(key: str, facts: Mapping[str, object]) -> Sentence:
    """As it was, in whichever process it is unpacked."""
    return Sentence(key, **facts)
