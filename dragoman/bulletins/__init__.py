"""Stage 8a: e-mail digests of new clips, by topic, daily or weekly."""
