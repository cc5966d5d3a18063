"""Book: the site as one bilingual book for reading systems (EPUB 3), one for each locale.

In: the library. Out: the bytes of an .epub file.
"""
