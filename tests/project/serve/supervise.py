"""Runs a supervisor over shell commands: ``python -m tests.project.serve.supervise GRACE NAME=COMMAND…``."""

from __future__ import annotations

import sys

from dragoman.project.serve import children
from dragoman.project.serve.children import ChildSpec
from dragoman.project.serve.supervisor import Supervisor

if __name__ == "__main__":
    children.BACKOFF_FIRST_S = 0.05  # the tests' children die often
    named = [argument.partition("=") for argument in sys.argv[2:]]
    specs = [ChildSpec(name, ("/bin/sh", "-c", command)) for name, _, command in named]
    sys.exit(Supervisor(specs, grace_s=float(sys.argv[1])).run())
