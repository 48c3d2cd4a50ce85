"""The record, as pure code: what a stranger needs to check it, without Django and without us."""
