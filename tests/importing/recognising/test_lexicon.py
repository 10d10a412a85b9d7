from __future__ import annotations

from archive.importing.recognising.lexicon import FOREIGN_PERSON, NO_WORD, PERSON, PLACE, word_classes


def test_words_have_the_class_of_their_tag_or_frequency() -> None:
    classes = word_classes()
    assert classes["柴可夫斯基"] == FOREIGN_PERSON
    assert classes["梁山伯"] == PERSON
    assert classes["北京"] == PLACE
    assert int(classes["工作"]) > int(classes["渠道"])
    assert classes.get("渠栽", NO_WORD) == NO_WORD
