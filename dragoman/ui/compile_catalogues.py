"""``python -m dragoman.ui.compile_catalogues``: make the .mo files that Django reads.

With ``--update`` it first brings the .po files up to the texts in the source.
"""

from __future__ import annotations

import sys

from dragoman.ui.catalogues import compile_catalogues, update_catalogues


def main(arguments: list[str]) -> int:
    if "--update" in arguments:
        update_catalogues()
    written = compile_catalogues()
    sys.stdout.write(f"{written} catalogues compiled.\n" if written else "The catalogues are up to date.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
