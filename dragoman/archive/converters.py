"""Parts of public addresses. Importing this registers them with Django."""

from __future__ import annotations

from django.urls import register_converter


class NumberConverter:
    """A clip's number: digits of ASCII alone, leading zeros allowed, small enough for every database."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class SlugConverter:
    """Words of a title in any script. Anything without a slash is taken: a wrong one is led to the right one."""

    regex = "[^/]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileNameConverter:
    """The names files are published under; anything else is not found before a database is asked."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LabelConverter:
    """A sentence's label: ``17``, ``17a``, ``17a1``."""

    regex = "[1-9][0-9a-z]{0,15}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class EndingConverter:
    """What a format's files end in: ``srt``, ``bib``, ``json``."""

    regex = "[a-z]{2,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PictureFormConverter(EndingConverter):
    """What pictures are made in."""

    regex = "avif|webp|jpg"


register_converter(EndingConverter, "ending")
register_converter(PictureFormConverter, "picture_form")
register_converter(LabelConverter, "label")
register_converter(FileNameConverter, "file_name")
register_converter(NumberConverter, "number")
register_converter(SlugConverter, "title_slug")
