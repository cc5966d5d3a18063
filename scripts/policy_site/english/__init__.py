"""An edition gets its English: PO files and the glossary in, translated sentences, departures and a concordance out."""
