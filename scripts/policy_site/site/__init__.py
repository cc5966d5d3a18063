"""Everything is written: the library in; pages, open data, the built site and its bundle out."""
