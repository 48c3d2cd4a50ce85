"""Markdown as tokens: CommonMark with tables and footnotes, our own marks, and nothing that acts or loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from markupsafe import escape
from mdit_py_plugins.footnote import footnote_plugin

_MARK = re.compile(r"\{([a-z]{1,12})(?::\s*([^{}\n]{0,60}?))?\s*\}", re.ASCII)
_SENTENCE = re.compile(r"([1-9][0-9]{0,14})#s([1-9][0-9a-z]{0,15})", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,14}", re.ASCII)
PLAIN = frozenset({"site", "address", "contact", "postal", "version"})
"""Marks that stand for something the site says of itself."""


@dataclass(frozen=True, slots=True)
class HouseMark:
    """``{clip:11045}``, ``{sentence:11045#s17}`` or ``{site}``. ``kind`` is empty for one that can't be read."""

    source: str
    kind: str = ""
    number: int = 0
    label: str = ""


def tokens_of(text: str) -> list[Token]:
    return _parser().parse(text, {})


def render_tokens(tokens: list[Token], place_of: Callable[[int], str]) -> str:
    """HTML with ``place_of(n)`` where the nth mark stands; pictures leave their words."""
    return str(_parser().renderer.render(tokens, _parser().options, {"place_of": place_of, "docId": None}))


def _mark_place(_self: object, tokens: Sequence[Token], at: int, _options: object, env: EnvType) -> str:
    return str(env["place_of"](tokens[at].meta["at"]))


def _picture_words(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: EnvType) -> str:
    return str(escape(tokens[at].content))


def read_mark(source: str) -> HouseMark | None:
    """None where the braces hold no word of ours, so that they stay what the writer typed."""
    found = _MARK.fullmatch(source)
    if not found:
        return None
    kind, value = found[1], found[2]
    if kind in PLAIN and value is None:
        return HouseMark(source, kind)
    if kind == "clip":
        number = _NUMBER.fullmatch((value or "").removeprefix("#"))
        return HouseMark(source, "clip", int(number[0])) if number else HouseMark(source)
    if kind == "sentence":
        named = _SENTENCE.fullmatch((value or "").replace(" ", "#").removeprefix("#"))
        return HouseMark(source, "sentence", int(named[1]), named[2]) if named else HouseMark(source)
    return None


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    footnote_plugin(made)
    made.inline.ruler.before("link", "house_mark", _house_mark)
    made.add_render_rule("house_mark", _mark_place)
    made.add_render_rule("image", _picture_words)
    return made


def _house_mark(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    mark = read_mark(found[0]) if found else None
    if found is None or mark is None:
        return False
    if not silent:
        token = state.push("house_mark", "", 0)
        token.content = found[0]
        token.meta = {"mark": mark}
    state.pos = found.end()
    return True
