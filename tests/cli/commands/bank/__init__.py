"""Tests of `bank` and what stands under it."""
