from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.desk.submissions import is_token, new_token, only_once


def test_result_is_made_once_by_whoever_comes_first() -> None:
    token, made = new_token(), []

    def send(at: int) -> int:
        with only_once(token, "p-aaaaaaaa") as submission:
            if submission.result is None:
                made.append(at)
                submission.finish(at + 100)
                return at + 100
            return submission.result

    with ThreadPoolExecutor(8) as pool:
        results = set(pool.map(send, range(8)))
    assert results == {made[0] + 100}
    assert len(made) == 1


def test_work_that_failed_is_done_by_the_next() -> None:
    token = new_token()
    with pytest.raises(RuntimeError), only_once(token, "p-aaaaaaaa"):
        raise RuntimeError
    with only_once(token, "p-aaaaaaaa") as submission:
        assert submission.result is None


def test_token_of_one_person_is_not_anothers() -> None:
    token = new_token()
    with only_once(token, "p-aaaaaaaa") as submission:
        submission.finish(7)
    with only_once(token, "p-bbbbbbbb") as submission:
        assert submission.result is None


@pytest.mark.parametrize("text", ["", "x", "../../etc/passwd", "0" * 31, "0" * 33, "０" * 32])
def test_other_text_is_no_token(text: str) -> None:
    assert not is_token(text)
