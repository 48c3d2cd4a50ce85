"""Is the installation well? One look at everything it stands on, each with a plain sentence of what to do.

Looks and changes nothing; asks every room below, and nothing asks it but the faces.
"""
