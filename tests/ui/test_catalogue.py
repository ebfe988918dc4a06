import pytest

from wayhome.ui import catalogue
from wayhome.ui.catalogue import Counted, Unworded


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "SENTENCES", tmp_path)
    (tmp_path / "en").mkdir()
    catalogue.catalogue.cache_clear()
    yield tmp_path / "en"
    catalogue.catalogue.cache_clear()


def test_keys_of_all_files_are_joined(folder):
    (folder / "one.toml").write_text('[a.b]\nc = "words"\n')
    (folder / "two.toml").write_text('"d.e" = "more"\n')
    assert catalogue.catalogue("en") == {"a.b.c": "words", "d.e": "more"}


def test_a_table_that_counts_is_one_sentence(folder):
    (folder / "one.toml").write_text('[found]\ncount = "n"\none = "{n} row"\nother = "{n} rows"\n')
    assert catalogue.catalogue("en")["found"] == Counted("n", {"one": "{n} row", "other": "{n} rows"})


def test_a_key_worded_twice_is_refused_with_the_file(folder):
    (folder / "one.toml").write_text('a = "words"\n')
    (folder / "two.toml").write_text('a = "others"\n')
    with pytest.raises(Unworded, match=r"'a' is worded twice.*two\.toml"):
        catalogue.catalogue("en")


def test_what_is_no_words_is_refused(folder):
    (folder / "one.toml").write_text("a = 3\n")
    with pytest.raises(Unworded, match="'a' is neither words"):
        catalogue.catalogue("en")


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(Unworded, match="'fr'"):
        catalogue.catalogue("fr")
