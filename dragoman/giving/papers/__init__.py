"""Receipts, credit notes and yearly statements as people read them: the words, as text and as PDF."""
