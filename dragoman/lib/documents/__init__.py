"""A transcript as a document of pages: numbered lines with times, in two languages, set as PDF or written as DOCX."""
