"""Everything is written: pages, open data, the built site and its bundle."""
