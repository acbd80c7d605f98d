"""The real program under what may happen to it: kills, full disks, odd terminals, monkeys."""
