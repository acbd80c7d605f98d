"""The choice between the layouts that recognisers propose."""
