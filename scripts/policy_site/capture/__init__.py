"""A capture becomes a folder: the bytes of a page in; the folder of a document, its record proposed, out."""
