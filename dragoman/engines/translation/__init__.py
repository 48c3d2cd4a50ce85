"""Sentences into another language. What a machine makes here is a draft for ever."""
