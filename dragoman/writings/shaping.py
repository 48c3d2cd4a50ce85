"""Tokens of Markdown in the shape of our pages: headings from the second level with names of their own, every block
finding its own direction, foreign links marked as such, marks told from words."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator

from django.conf import settings
from markdown_it.token import Token

from dragoman.catalogue.slugs import filing_slug
from dragoman.writings.markdown import HouseMark

_TURNING = {"paragraph_open", "heading_open", "list_item_open", "th_open", "td_open", "footnote_open"}
_CODE = {"code_inline", "code_block", "fence"}
_SIDES = {"text-align:right": "at-end", "text-align:center": "at-middle"}


def shape(tokens: list[Token]) -> list[tuple[HouseMark, bool]]:
    """Change the tokens in place; returns each mark in order, and whether it stands alone in its paragraph."""
    _name_headings(tokens)
    places: list[tuple[HouseMark, bool]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        _turn(token)
        if token.type != "inline":
            continue
        if (
            before is not None
            and before.attrGet("dir")
            and (way := _against_its_first_letter(_words(token, {"text"})))
        ):
            before.attrSet("dir", way)
        is_alone = before is not None and before.type == "paragraph_open" and _is_one_mark(token)
        for child in token.children or []:
            _turn(child)
            if child.type == "link_open":
                _mark_foreign(child)
            elif child.type == "house_mark":
                child.meta["at"] = len(places)
                places.append((child.meta["mark"], is_alone))
    return places


def pictures_in(tokens: list[Token]) -> Iterator[str]:
    """What stands in place of each picture: its words, else its address."""
    for token in tokens:
        for child in token.children or []:
            if child.type == "image":
                yield child.content or str(child.attrGet("src"))


def _turn(token: Token) -> None:
    if token.type in _TURNING:
        token.attrSet("dir", "auto")
    elif token.type in _CODE:
        token.attrSet("dir", "ltr")
    if token.type in {"th_open", "td_open"}:
        side = _SIDES.get(str(token.attrs.pop("style", "")).replace(" ", ""))
        if side:
            token.attrSet("class", side)


def _against_its_first_letter(text: str) -> str:
    """The direction of most letters, where the first letter would mislead: a foreign name begins the sentence."""
    ways = [
        "rtl" if unicodedata.bidirectional(one) in {"R", "AL"} else "ltr" for one in text if one.isalpha()
    ]
    if not ways:
        return ""
    most = max(("ltr", "rtl"), key=ways.count)
    return most if most != ways[0] and ways.count(most) * 10 > len(ways) * 6 else ""


def _is_one_mark(inline: Token) -> bool:
    return [
        child.type for child in inline.children or [] if child.content.strip() or child.type != "text"
    ] == ["house_mark"]


def _mark_foreign(link: Token) -> None:
    href = str(link.attrGet("href") or "")
    is_foreign = "://" in href.partition("?")[0] or href.startswith("//")
    if is_foreign and not (href + "/").startswith(settings.SITE_URL + "/"):
        link.attrSet("rel", "external noopener")


def _name_headings(tokens: list[Token]) -> None:
    """The highest level used becomes the second, and none is skipped on the way down; no two have one name."""
    opened = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    highest = min((int(tokens[at].tag[1]) for at in opened), default=1)
    taken: set[str] = set()
    last = 1
    for at in opened:
        last = min(int(tokens[at].tag[1]) - highest + 2, last + 1, 6)
        closed = next(one for one in tokens[at:] if one.type == "heading_close")
        tokens[at].tag = closed.tag = f"h{last}"
        tokens[at].attrSet("id", _free(filing_slug(_words(tokens[at + 1])), taken))


def _words(inline: Token, kinds: Container[str] = ("text", "code_inline")) -> str:
    return " ".join(child.content for child in inline.children or [] if child.type in kinds)


def _free(slug: str, taken: set[str]) -> str:
    name = next(
        one
        for number in range(1, len(taken) + 2)
        if (one := f"h-{slug}-{number}" if number > 1 else f"h-{slug}") not in taken
    )
    taken.add(name)
    return name
