"""Who and what an article names: people, offices, meetings, initiatives, instruments, with the words that prove it."""
