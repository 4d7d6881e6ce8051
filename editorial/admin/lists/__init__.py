"""The lists of content: what stands where, who changed it last, what it can be narrowed to."""
