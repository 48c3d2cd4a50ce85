"""What can be done with gifts: promise, hear what happened, give receipts, change, send back, match, erase."""
