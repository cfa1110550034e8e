"""The sources, a folder each; nothing lists them."""
