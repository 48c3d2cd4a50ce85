"""The scanner this installation uses, if it uses one."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from dragoman.engines.scanning.port import Scanner


def scanner() -> Scanner | None:
    """None where no scanner is set: attachments are then marked as not scanned."""
    if not settings.CLAMAV_ADDRESS:
        return None
    return cast(Scanner, import_string(settings.SCANNING_ENGINE)(settings.CLAMAV_ADDRESS))
