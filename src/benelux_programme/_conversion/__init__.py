"""The conversion of values to and from documents, and the schema of documents."""
