"""What runs in the sandboxed child: the only code that hands foreign bytes to a decoder in Python.

Each entry point takes and returns JSON values and raises an error of the port, which the engine raises again.
"""
