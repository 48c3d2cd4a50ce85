"""Letters to one person each: written down with what they tell of, sent when the mail server takes them.

A letter is a row of the transaction that gives rise to it, so neither exists without the other. A job hands it to the
mail server and goes on trying for three days; an address that is refused for good is said to be. Once it is sent, its
words are forgotten: what remains is that it went, and when.
"""
