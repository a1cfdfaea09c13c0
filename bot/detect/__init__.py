"""The detector: wikitext in, findings out. Pure: knows no wiki, store, web or clock."""
