"""From a file to the graph: sources, evidence, records, who is who, load."""
