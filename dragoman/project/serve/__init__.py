"""``dragoman serve``: the web, the workers and the scheduler as children of one supervisor."""

from __future__ import annotations

from dragoman.project.serve.serving import ServeOptions, serve

__all__ = ["ServeOptions", "serve"]
