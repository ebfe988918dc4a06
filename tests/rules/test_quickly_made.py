"""A value that is made quickly is no other than the one that `dataclass` makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from wayhome.rules.quickly_made import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Span:
    begins: int
    ends: int = 9

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError("ends before it begins")


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Span):
    name: str = ""


def test_what_is_not_given_stands_as_it_was_declared() -> None:
    assert (Span(1).begins, Span(1).ends) == (1, 9)
    assert Named(begins=1, name="a") == replace(Named(begins=1, ends=9), name="a")


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(1).ends = 2  # type: ignore[misc]


@pytest.mark.parametrize("given", [{}, {"ends": 1}, {"begins": 1, "of": 2}])
def test_it_takes_no_more_and_no_less_than_before(given: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Span(**given)


@pytest.mark.parametrize("kind", [Span, Named])
def test_what_means_nothing_is_still_refused(kind: type[Span]) -> None:
    with pytest.raises(ValueError, match="ends before"):
        kind(begins=2, ends=1)
