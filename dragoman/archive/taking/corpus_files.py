"""Reviewed sentences for those who count, align and teach: a translation memory (TMX) and a text (TEI)."""

from __future__ import annotations

from importlib.metadata import version

from dragoman.archive.taking.wanted import NotThere, Wanted
from dragoman.lib.corpus import tei, tmx
from dragoman.lib.corpus.sentences import Corpus
from dragoman.publications.content import Content
from dragoman.publications.page import PublishedClip
from dragoman.publications.reviewed_sentences import corpus_of, reviewed_renderings


def has_reviewed(content: Content) -> bool:
    """Whether a person has reviewed anything that was said."""
    return any(line.text and line.state == "reviewed" for line in content.lines)


def has_reviewed_pairs(content: Content) -> bool:
    """Whether a person has reviewed a sentence and what it means."""
    return any(True for track in content.translations for _one in reviewed_renderings(content, track))


def write_tmx(clip: PublishedClip, wanted: Wanted) -> bytes:
    """Pairs of what was said and what it means. Raises ``NotThere`` without any."""
    corpus = _corpus(clip, wanted)
    if not corpus.renderings:
        raise NotThere("No translated sentence of that language has been reviewed by a person.")
    return tmx.write(corpus, version("dragoman"))


def write_tei(clip: PublishedClip, wanted: Wanted) -> bytes:
    """What was said and, beside it, its translations; what is not reviewed is marked as missing."""
    return tei.write(_corpus(clip, wanted), version("dragoman"))


def _corpus(clip: PublishedClip, wanted: Wanted) -> Corpus:
    if not has_reviewed(clip.content):
        raise NotThere("No sentence of this edition has been reviewed by a person.")
    return corpus_of(clip, wanted.languages)
