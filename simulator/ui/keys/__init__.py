"""Keys: actions, bindings, footer, palette."""
