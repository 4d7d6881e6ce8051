"""How texts are set where they are printed; what is stored knows nothing of it."""
