"""What a document says, as facts and points that cite provisions: YAML records and an edition in, checked facts out."""
