"""What the reader's browser searches: editions, facts and built pages in, the parts of an index out."""
