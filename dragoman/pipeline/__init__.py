"""What happens next: the only place that turns "this happened" into "queue that".

Knows every stage and no face. Each step of the main job is one job that may run twice without harm.
"""
