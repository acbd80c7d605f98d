"""Tests of the core: plain calls and properties, nothing faked."""
