"""What can become of a sandboxed child, other than finishing."""

from __future__ import annotations

import signal


class SandboxError(Exception):
    """The child did not finish its work."""


class SandboxUnavailable(SandboxError):
    """The program could not be started at all."""


class SandboxTimeout(SandboxError):
    """The child used up its wall-clock or processor time and was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The work was stopped: it took longer than the {seconds:g} seconds it was given.")
        self.seconds = seconds


class SandboxKilled(SandboxError):
    """A signal ended the child: a crash, a file past its size limit, or someone outside."""

    def __init__(self, number: int, stderr: str = "") -> None:
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = f"signal {number}"
        super().__init__(f"The work was ended by {name}.")
        self.number = number
        self.stderr = stderr


class SandboxCancelled(SandboxError):
    """The caller asked for the work to stop."""

    def __init__(self) -> None:
        super().__init__("The work was cancelled.")


class SandboxFailed(SandboxError):
    """The child ended, but without a usable answer."""

    def __init__(self, returncode: int, stderr: str) -> None:
        last = stderr.strip().splitlines()[-1:] or ["it said nothing"]
        super().__init__(f"The work failed with exit code {returncode}: {last[0]}")
        self.returncode = returncode
        self.stderr = stderr


class CallFailed(SandboxError):
    """The function called in the child raised; ``kind`` is the name of its exception."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message
