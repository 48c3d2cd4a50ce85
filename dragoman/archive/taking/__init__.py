"""What readers take away: the words of an edition in each format, in the languages they choose."""
