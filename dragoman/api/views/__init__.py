"""Answers for machines."""
