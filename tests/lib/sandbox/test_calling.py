from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.lib.sandbox import CallFailed, Limits, SandboxFailed, SandboxKilled, call

QUICK = Limits(wall_seconds=20, reads=())


def test_call_brings_back_the_answer() -> None:
    assert call("os.path:basename", {"p": "/a/é"}, limits=QUICK) == "é"


def test_call_brings_back_the_exception_by_name() -> None:
    with pytest.raises(CallFailed) as caught:
        call("builtins:int", {"nothing": 1}, limits=QUICK)
    assert caught.value.kind == "TypeError"


def test_call_finds_our_own_code_and_keeps_printing_out_of_the_answer() -> None:
    assert call("dragoman.lib.timecode:format_clock", {"at_ms": 121_000}, limits=QUICK) == "2:01"
    assert call("builtins:help", {}, limits=QUICK) is None


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("no.such.module:f", "ModuleNotFoundError"),
        ("json:nothing", "AttributeError"),
        ("json", "AttributeError"),
    ],
)
def test_call_of_what_is_not_there_is_told(target: str, kind: str) -> None:
    with pytest.raises(CallFailed) as caught:
        call(target, {}, limits=QUICK)
    assert caught.value.kind == kind


def test_call_that_cannot_be_told_in_json_fails() -> None:
    with pytest.raises(SandboxFailed, match="not JSON serializable"):
        call("pathlib:Path", {}, limits=QUICK)


def test_call_that_takes_the_interpreter_down_fails() -> None:
    with pytest.raises(SandboxKilled, match="SIGABRT"):
        call("os:abort", {}, limits=QUICK)
    with pytest.raises(SandboxFailed):
        call("os:_exit", {"status": 0}, limits=QUICK)


def test_call_cannot_read_what_it_was_not_given(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    with pytest.raises(CallFailed) as caught:
        call("tokenize:open", {"filename": str(tmp_path / "secret")}, limits=QUICK)
    assert caught.value.kind == "PermissionError"
