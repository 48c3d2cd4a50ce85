"""The application as the web server's own processes load it: tied to the life of their parent."""

from __future__ import annotations

import os

from dragoman.project.serve.death import die_with_parent

die_with_parent(os.getppid())

from dragoman.project.wsgi import application  # noqa: E402  not before the life is tied

__all__ = ["application"]
