"""The commands of this stage, a file for each part of an enquiry's life."""
