"""``python -m dragoman.project.reference FOLDER``: the reference pages that are made from the code."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import django

from dragoman.project.main import parser
from dragoman.project.settings.described import DESCRIBED


def settings_page() -> str:
    rows = [f"| `{name}` | {default} | {purpose} |" for name, (default, purpose) in DESCRIBED.items()]
    return "\n".join(
        [
            "# Settings",
            "",
            "Read from the environment at the start. A bad value stops the start with a sentence that says what to",
            "write; with nothing set, everything runs.",
            "",
            "| name | default | what it is for |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def commands_page() -> str:
    return "\n".join(
        [
            "# Commands",
            "",
            "The exit status is 0, or 1 with one sentence on standard error; 2 when the command was written",
            "wrongly; 130 when it was interrupted. `manage.py` stays for Django's own commands.",
            "",
            *(_command(name, command) for name, command in _commands()),
        ]
    )


def _command(name: str, command: argparse.ArgumentParser) -> str:
    """One command: its own words, then a row an argument. argparse's own layout differs between Pythons."""
    actions = [action for action in command._actions if not isinstance(action, argparse._HelpAction)]
    rows = [f"| `{_written(action)}` | {_needed(action)} | {_told(action)} |" for action in actions]
    words = (command.description or "").strip().replace("``", "`")
    parts = [f"## dragoman {name}", words, "| argument | needed | |\n|---|---|---|\n" + "\n".join(rows)]
    if command.epilog:
        parts.append(" ".join(command.epilog.split()))
    return "\n\n".join(parts) + "\n"


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    takes_value = action.nargs != 0
    value = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else "N")
    return f"{action.option_strings[0]} {value}" if takes_value else action.option_strings[0]


def _needed(action: argparse.Action) -> str:
    return "yes" if action.required else ""


def _told(action: argparse.Action) -> str:
    told = (action.help or "").removeprefix("needed: ")
    if action.choices and not action.option_strings:
        told = f"{', '.join(map(str, action.choices))}. {told}".strip().removesuffix(".")
    is_worth_saying = action.default not in (None, False, "", []) and action.option_strings
    return f"{told} ({action.default} if left out)".strip() if is_worth_saying else told


def api_page() -> str:
    from dragoman.project import api_reference  # noqa: PLC0415  app ready: it reads models

    return api_reference.page()


PAGES = {"settings.md": settings_page, "commands.md": commands_page, "api.md": api_page}


def _commands() -> list[tuple[str, argparse.ArgumentParser]]:
    subparsers = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return list(subparsers.choices.items())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dragoman.project.settings")
    django.setup()
    for name, page in PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(), encoding="utf-8")
