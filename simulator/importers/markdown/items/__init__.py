"""Questions of a document as items of a draft."""
