"""Records: how long they are kept, held, found, handed out and disposed of."""
