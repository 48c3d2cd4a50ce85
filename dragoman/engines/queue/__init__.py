"""How a worker hears at once that a job waits. An engine carries job ids and nothing else.

An id is a hint. The job itself is a row in the database, and workers look there whether or not a hint came:
a lost hint costs a second, a doubled one nothing.
"""
