"""No page and no label blames a child: the words are looked for everywhere a person could read them."""

import re

from tests.promises.codebase import WAYHOME, modules, place, strings, templates

# Each says that the child chose it, or is beyond help. 'Absconder' and the like once stood on official forms.
BLAMING = re.compile(
    r"\b(abscond\w*|streetwise|street-wise|lost cause|promiscu\w*|lifestyle|child prostitut\w*"
    r"|putting (?:him|her|them)sel(?:f|ves) at risk|attention.seeking|wayward|delinquent|groomed episode)\b",
    re.IGNORECASE,
)


def test_the_words_are_found_where_they_stand() -> None:
    for blaming in (
        "A known absconder.",
        "Streetwise for her age",
        "puts it down to lifestyle",
        "PROMISCUOUS",
    ):
        assert BLAMING.search(blaming)


def test_no_template_blames_a_child() -> None:
    found = [
        f"{place(file)}:{number}: {line.strip()}"
        for file in templates()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if BLAMING.search(line)
    ]
    assert found == []


def test_no_label_message_or_choice_blames_a_child() -> None:
    found = [
        f"{place(module)}:{line}: {text}"
        for module in modules()
        for line, text in strings(module)
        if BLAMING.search(text)
    ]
    assert found == []


def test_no_sentence_of_the_catalogue_blames_a_child() -> None:
    catalogues = [*(WAYHOME / "ui/sentences").rglob("*.toml")]
    assert catalogues
    assert [place(file) for file in catalogues if BLAMING.search(file.read_text(encoding="utf-8"))] == []
