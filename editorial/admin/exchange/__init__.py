"""Files for translators' tools, as staff download and upload them."""
