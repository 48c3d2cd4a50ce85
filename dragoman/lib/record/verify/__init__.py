"""Checking a bundle or a sentence's proof with nothing but its bytes and a key one trusts: no database, no network."""
