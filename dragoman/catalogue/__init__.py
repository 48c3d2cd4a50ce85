"""The names everything is filed under: broadcasters, channels, programmes, speakers, topics, places.

Promises that a name as it was at a date stays readable after it changes.
"""
