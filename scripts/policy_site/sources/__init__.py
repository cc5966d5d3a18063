"""What people write, and where it is wrong: files in, records and located problems out."""
