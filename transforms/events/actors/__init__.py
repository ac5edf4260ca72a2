"""Who is meant: the actors named in a sentence, with what the document has said of them."""
