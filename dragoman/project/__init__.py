"""Assembly: settings, addresses, the server's entry point."""
