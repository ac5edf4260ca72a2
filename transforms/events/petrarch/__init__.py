"""PETRARCH's dictionaries, read as they are and translated to lines of the lexicon and the gazetteer."""
