"""Bank statements as files: tables and CAMT.053. They come from outside: nothing in them is taken to be well made."""
