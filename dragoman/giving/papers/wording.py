"""What a receipt has to say in each country, beside the facts. Have it read by whoever knows your law."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _


def statements(wording: str, kind: str) -> tuple[tuple[str, str], ...]:
    """(language, words) of each: empty for the reader's own. A legal form stands in its own language too."""
    if kind != "receipt":
        return (("", _("This credit note takes back the receipt named above, for the amount given here.")),)
    return _RECEIPTS.get(wording, _general)()


def tax_number_called(wording: str) -> str:
    return {
        "US": "EIN",
        "DE": "Steuernummer",
        "GB": _("Charity number"),
    }.get(wording, _("Tax number"))


def _general() -> tuple[tuple[str, str], ...]:
    return (("", _("Nothing was given in return for this gift.")),)


def _us() -> tuple[tuple[str, str], ...]:
    words = _("No goods or services were provided in exchange for this gift.")
    english = "No goods or services were provided in exchange for this gift."
    return (("", words),) if words == english else (("", words), ("en", english))


def _de() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("Nothing was given in return for this gift.")),
        (
            "de",
            (
                "Bestätigung über eine Geldzuwendung. Es handelt sich nicht um den Verzicht auf die Erstattung "
                "von Aufwendungen. Die Zuwendung wird nur zu den begünstigten Zwecken verwendet."
            ),
        ),
    )


def _gb() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("Nothing was given in return for this gift.")),
        ("", _("No Gift Aid is claimed on it.")),
    )


_RECEIPTS: dict[str, Callable[[], tuple[tuple[str, str], ...]]] = {"US": _us, "DE": _de, "GB": _gb}
