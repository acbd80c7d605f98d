"""x"""


def spoken_text(markdown: str, language: str = "en") -> str:
    """x"""
    return markdown
