"""Whether the time that a regular expression takes grows in proportion to the text, decided from the pattern alone."""
