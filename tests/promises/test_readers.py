"""Whatever a file holds or somebody types, it is read or it is refused in words: never a traceback.

Short by default; WAYHOME_FUZZING=long asks fifty times as often. `make test-outside` asks with a fuzzer that looks at
what the code does.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.promises.readers import READERS, ask
from tests.promises.seeds import FOUND, SEEDS
from tests.promises.spoiling import spoilt

EXAMPLES = 2_000 if os.environ.get("WAYHOME_FUZZING") == "long" else 40


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_anything_is_read_or_refused_in_words(reader: str, data: st.DataObject) -> None:
    ask(reader, data.draw(spoilt(reader) | st.binary(max_size=200) | st.text(max_size=60).map(str.encode)))


@pytest.mark.parametrize(("reader", "sent"), FOUND.values(), ids=FOUND.keys())
def test_what_was_a_fault_once_is_none_again(reader: str, sent: bytes) -> None:
    ask(reader, sent)


@pytest.mark.parametrize("reader", READERS)
def test_real_inputs_are_read(reader: str) -> None:
    for sent in SEEDS[reader]:
        READERS[reader](sent)
