from __future__ import annotations

from tests.machines.conftest import listener, webhook  # noqa: F401
