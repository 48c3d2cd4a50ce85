"""Serves a data folder at a port: ``python -m tests.project.serve.site FOLDER PORT``."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.project.serve import ServeOptions, serve

if __name__ == "__main__":
    sys.exit(serve(ServeOptions(data_dir=Path(sys.argv[1]), port=int(sys.argv[2]), web_processes=1)))
