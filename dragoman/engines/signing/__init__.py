"""Signing media: who vouches for a published file, in a manifest the file itself carries."""
