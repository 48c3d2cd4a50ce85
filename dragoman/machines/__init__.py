"""Programs that read from us under a name of their own, and programs that we tell what happened.

A token lets a program read more often than a stranger may. A webhook is an address that hears of every clip that is
published, corrected or withdrawn, once each and signed, for as long as it answers.
"""
