"""Chance that can be had again: the same seed and the same purpose always draw the same."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random


def drawing(seed: int, *purpose: object) -> Random:
    """A source of chance of its own for each purpose, so that changing one thing leaves all others as they were."""
    return Random("/".join(map(str, (seed, *purpose))))  # noqa: S311 # nosec B311 - a simulation hides nothing


def weighted[Choice](chance: Random, weights: Mapping[Choice, float]) -> Choice:
    return chance.choices(tuple(weights), tuple(weights.values()))[0]
