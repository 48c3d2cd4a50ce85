"""``dragoman signing``: the certificate that published media are signed with."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

_TEST = """\
This is a TEST CHAIN: it vouches for nobody. Anyone can make one that looks the same.
Files signed with it show how signing works; for readers to trust them, bring a certificate of your own:
see docs/how-to/sign-media.md."""


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("signing", help="the certificate that signs media", description=__doc__)
    parser.add_argument(
        "act",
        choices=["setup", "show", "retry"],
        help="setup: make a test chain; show: what is configured; retry: sign what could not be signed",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    {"setup": _setup, "show": _show, "retry": _retry}[options.act]()
    return 0


def make_test_chain_if_none() -> bool:
    """On an installation without any signing file: a test chain, so that nothing must be configured to see it work."""
    from dragoman.engines.signing.certificates import make_test_chain  # noqa: PLC0415  app ready
    from dragoman.publications.signed_media import signing_files  # noqa: PLC0415  app ready

    files = signing_files()
    if any(path.exists() for path in (files.certificate, files.key, files.trust)):
        return False
    make_test_chain(files)
    return True


def _setup() -> None:
    from dragoman.engines.signing.certificates import (  # noqa: PLC0415  app ready
        FilesInTheWay,
        make_test_chain,
    )
    from dragoman.publications.signed_media import signing_files  # noqa: PLC0415  app ready

    files = signing_files()
    try:
        facts = make_test_chain(files)
    except FilesInTheWay as error:
        raise Failed(str(error)) from error
    except OSError as error:
        raise Failed(f"The signing files can't be written: {error}.") from error
    print(
        f"{_TEST}\n\nCertificate  {files.certificate}\nKey          {files.key}\nTrusted      {files.trust}"
    )
    print(f"Subject      {facts.subject}\nValid until  {facts.ends:%Y-%m-%d}")


def _show() -> None:
    from django.conf import settings  # noqa: PLC0415  app ready

    from dragoman.engines.signing.certificates import chain_facts  # noqa: PLC0415  app ready
    from dragoman.engines.signing.port import SigningUnavailable  # noqa: PLC0415  app ready
    from dragoman.publications.signed_media import signing_files  # noqa: PLC0415  app ready

    files, now = signing_files(), datetime.now(UTC)
    try:
        facts = chain_facts(files)
    except SigningUnavailable as error:
        raise Failed(f"Nothing is signed: {error}") from error
    print(f"Certificate  {files.certificate}\nSubject      {facts.subject}\nIssuer       {facts.issuer}")
    print(f"Algorithm    {facts.algorithm}\nValid        {facts.begins:%Y-%m-%d} to {facts.ends:%Y-%m-%d}")
    print(f"Trusted      {files.trust}{'' if files.trust.exists() else ' (not there: nothing is trusted)'}")
    print(f"Engine       {settings.SIGNING_ENGINE}")
    if facts.is_test:
        print(f"\n{_TEST}")
    if not facts.is_current(now):
        raise Failed("The certificate is not valid today: nothing is signed until there is another one.")
    if facts.ends_soon(now):
        print(f"\nThe certificate ends in {(facts.ends - now).days} days: renew it now.")


def _retry() -> None:
    from dragoman.pipeline.signing_media import queue_signing, waiting_to_be_signed  # noqa: PLC0415  app ready

    queued = 0
    for publication in waiting_to_be_signed():
        queue_signing(publication)
        queued += 1
    print(f"{queued} clips have files to be signed; the worker takes them up.")
