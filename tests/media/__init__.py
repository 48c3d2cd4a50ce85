"""Recordings that tests make for themselves."""
