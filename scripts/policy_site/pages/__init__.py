"""Facts become pages: editions and facts in, the Markdown of one locale out."""
