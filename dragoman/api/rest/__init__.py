"""``/api/v1``: what is published, as JSON.

An endpoint is a row of ``table.py``: an address, a value that says what may be asked, a value that says what is
answered, and the function between them. The OpenAPI document and the reference page are made from the same rows.
"""
