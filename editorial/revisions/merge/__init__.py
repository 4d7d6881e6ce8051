"""Publishing only what one person changed: the merge, as pure functions. Begin at `lay`."""
