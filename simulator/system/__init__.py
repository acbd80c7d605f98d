"""The machine: clock, terminal, log, locks, atomic writes and faults."""
