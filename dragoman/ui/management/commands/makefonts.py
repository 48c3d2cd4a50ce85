"""Cut the typefaces of the pages from the installed font packages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from dragoman.ui.faces import build_faces


class Command(BaseCommand):
    help = "Cut the typefaces of the pages from the installed font packages; quick when nothing changed."

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        made = build_faces(settings.DATA_DIR / "faces")
        self.stdout.write("Faces are made." if made else "Faces are up to date.")
