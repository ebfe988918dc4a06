import re
from pathlib import Path

from wayhome.cases import partners
from wayhome.ui.catalogue import catalogue

HERE = Path(partners.__file__).parent


def test_every_refusal_of_this_room_has_words_and_no_words_are_left_over():
    said = {
        key
        for file in HERE.rglob("*.py")
        for key in re.findall(r'Sentence\(\s*"(partners\.\w+)"', file.read_text())
    }
    worded = {key for key in catalogue("en") if key.startswith("partners.")}
    assert said == worded
