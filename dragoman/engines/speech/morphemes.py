"""Korean morphemes joined into readable words: particles and endings belong to the word before them."""

from __future__ import annotations

from dragoman.engines.speech.word_times import RawWord

_BOUND_TEXT = (
    "은 는 이 가 을 를 의 에 에서 에게 께 께서 한테 로 으로 와 과 랑 이랑 도 만 까지 부터 마저 조차 "
    "처럼 같이 보다 마다 라도 이라도 나 이나 든지 요 고 며 면 면서 지만 는데 은데 던데 니까 으니까 "
    "아서 어서 여서 려고 으려고 러 으러 다 습니다 ㅂ니다 습니까 니다 았 었 였 겠 시 으시 셨 기 음 던 "
    "ㄴ다 는다 네 네요 지 지요 죠 세요 으세요 게 게요 도록 자 자고 다고 라고 이라고 냐고 냐 들 었다 "
    "았다 였다 했다 겠다 었습니다 았습니다 했습니다 입니다 이다 이었다 였습니다 하 한 할 해 해서 "
    "하고 하는 하며 하면 하지 하기 된 될 되 돼 되는 됐다 되고 "
)
_BOUND = frozenset(_BOUND_TEXT.split())
_LONGEST = 8  # characters of a joined word; a longer one is more likely two


def joined(raw: list[RawWord]) -> list[RawWord]:
    """Words from morphemes. Times run from the first to the last part; the confidence is the mean."""
    words: list[list[RawWord]] = []
    for part in raw:
        text = part.text.lstrip("▁_")
        bound = text in _BOUND and part.text == text
        if words and bound and sum(len(other.text) for other in words[-1]) + len(text) <= _LONGEST:
            words[-1].append(part)
        else:
            words.append([part])
    return [_one(parts) for parts in words]


def _one(parts: list[RawWord]) -> RawWord:
    return RawWord(
        "".join(part.text.lstrip("▁_") for part in parts),
        parts[0].in_ms,
        parts[-1].out_ms,
        sum(part.confidence for part in parts) / len(parts),
    )
