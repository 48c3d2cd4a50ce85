"""The public's views: parse the address, read by one selector, answer."""
