"""The library of pictures: looked through, added to, put right, deleted, taken off the web."""
