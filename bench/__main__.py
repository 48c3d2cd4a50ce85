"""``python -m bench [page|lists|search|feeds|share|intake|import|signing|ledger]``: figures; without a name, all."""

from __future__ import annotations

import os
import sys
import tempfile

os.environ["DRAGOMAN_DATA_DIR"] = tempfile.mkdtemp(prefix="dragoman-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dragoman.project.settings")
os.environ.setdefault("DRAGOMAN_LOG_LEVEL", "ERROR")


def main(names: list[str]) -> None:
    from dragoman.console.opening import open_installation

    open_installation()
    from django.core.management import call_command

    from bench import feeds, intake, ledger, lists, page, pages_in, search, share, signing

    call_command("makefonts", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    measurements = {
        "page": page.measure,
        "lists": lists.measure,
        "feeds": feeds.measure,
        "share": share.measure,
        "intake": intake.measure,
        "import": pages_in.measure,
        "signing": signing.measure,
        "ledger": ledger.measure,
        "search": search.measure,
    }
    for name in names or list(measurements):
        print(f"\n{name}")
        for line in measurements[name]():
            print(f"  {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
