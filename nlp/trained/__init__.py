"""The trained parts of the pipeline: names and relations, as spaCy components that `nlp/model` holds the weights of."""
