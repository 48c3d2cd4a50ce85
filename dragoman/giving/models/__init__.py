"""Tables: promises and gifts, the papers made for them, and what happened to the money."""

from dragoman.giving.models.happenings import Block, ProviderEvent, Reconciliation, Refund, StatementLine
from dragoman.giving.models.papers import Addressee, Paper, Series
from dragoman.giving.models.promises import Appeal, Campaign, Donor, Gift, Pledge, Promise

__all__ = [
    "Addressee",
    "Appeal",
    "Block",
    "Campaign",
    "Donor",
    "Gift",
    "Paper",
    "Pledge",
    "Promise",
    "ProviderEvent",
    "Reconciliation",
    "Refund",
    "Series",
    "StatementLine",
]
