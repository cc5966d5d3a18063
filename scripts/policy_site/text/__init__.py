"""A witness becomes an edition: a capture and its apparatus in; blocks with ids, every character on record, out."""
