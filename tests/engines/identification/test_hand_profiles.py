from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.identification.hand_profiles import HandProfiles
from dragoman.engines.identification.port import LanguageIdentifier

IDENTIFIER: LanguageIdentifier = HandProfiles()

SENTENCES = [
    ("en", "The president said on Tuesday that the talks would continue."),
    ("pt", "Este é um teste dos modelos acústicos treinados pelo grupo."),
    ("pt", "O ministro disse que não há acordo entre os dois países."),
    ("es", "El presidente dijo el martes que las conversaciones continuarán mañana."),
    ("es", "No hay acuerdo entre los dos países, según el ministro."),
    ("fr", "Le président a déclaré mardi que les discussions sont dans une phase difficile."),
    ("de", "Der Präsident sagte am Dienstag, dass die Gespräche fortgesetzt werden."),
    ("tr", "Cumhurbaşkanı salı günü görüşmelerin devam edeceğini ve bir anlaşma olduğunu söyledi."),
    ("ru", "Бедняга ребят, на его месте должен был быть я."),
    ("uk", "Президент сказав, що переговори будуть продовжені й у вівторок."),
    ("ar", "قال الرئيس يوم الثلاثاء إن المحادثات ستستمر في القاهرة."),
    ("fa", "رئیس جمهور گفت که گفتگوها ادامه خواهد یافت."),
    ("ur", "صدر نے کہا کہ مذاکرات جاری رہیں گے اور یہ اچھا ہے۔"),
    ("he", "הנשיא אמר ביום שלישי שהשיחות יימשכו."),
    ("zh", "总统星期二表示，会谈将继续。"),
    ("ja", "大統領は火曜日に会談が続くと述べた。"),
    ("ko", "대통령은 화요일에 회담이 계속될 것이라고 말했다."),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_a_sentence_is_known_by_its_little_words(language: str, text: str) -> None:
    best = IDENTIFIER.identify(text).best
    assert best is not None
    assert best.language == language
    assert best.confidence >= 0.4


@pytest.mark.parametrize("text", ["", "12345", "OK", "Biden", "…!?"])
def test_too_little_to_go_by_gives_no_guess(text: str) -> None:
    assert IDENTIFIER.identify(text).guesses == ()


def test_a_mixed_text_shares_its_confidence() -> None:
    found = IDENTIFIER.identify(
        "这是中国的新闻节目，今天的消息。 And this is what the minister said to them."
    )
    assert [guess.language for guess in found.guesses[:2]] == ["en", "zh"]
    assert not found.contradicts("zh")


@given(st.text(max_size=200))
def test_confidence_is_a_share_and_guesses_fall(text: str) -> None:
    guesses = IDENTIFIER.identify(text).guesses
    confidences = [guess.confidence for guess in guesses]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert {guess.language for guess in guesses} <= IDENTIFIER.languages
    assert sum(confidences) <= 1.01
