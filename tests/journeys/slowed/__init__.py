"""The product with slow writing: every ledger line takes a moment inside its transaction, so that a kill can hit it."""
