"""Text alone: repair, numbers, times, languages, quotation marks and wording; pure functions of strings."""
