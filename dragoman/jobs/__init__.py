"""Work that is done later, and survives.

Takes a kind of work and its arguments (ids and text), and promises that it is done, or said to have failed
in words a person can read: whatever happens to the worker, the broker or the machine. A job is a row. Whoever
works on it holds a lease, which a heartbeat renews; a lease that runs out gives the job to the next worker.

Handlers must be harmless to run twice, since a worker can die after its work and before it said so.
"""
