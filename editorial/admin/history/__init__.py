"""One history for each thing: shown, compared, brought back, undone; and all of them in one."""
