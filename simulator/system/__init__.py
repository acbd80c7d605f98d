"""The machine: clock, terminal, log, locks, atomic writes, faults."""
