"""Looking for harmful code in files that strangers send."""
