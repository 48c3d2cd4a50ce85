"""The application as the web server's own processes load it: tied to the life of their parent."""

from __future__ import annotations

import os

from dragoman.project.serve.death import PARENT, die_with_parent

# Its parent said who it is: by now it may be dead, and somebody else be asked for as the parent.
die_with_parent(int(os.environ[PARENT]))

from dragoman.project.wsgi import application  # noqa: E402  not before the life is tied

__all__ = ["application"]
