"""Pure helpers without Django models: each could be published alone."""
