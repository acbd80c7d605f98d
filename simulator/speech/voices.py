"""The voices of a machine, and the choice of one for a language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# The region people mean by a bare tag, and the nearest relative of a region without a voice.
_USUAL = {
    "en": ("en-us", "en-gb"), "en-nz": ("en-au", "en-gb"),
    "en-au": ("en-gb",), "en-ie": ("en-gb",), "en-in": ("en-gb",), "en-za": ("en-gb",),
    "fr": ("fr-fr",), "de": ("de-de",), "es": ("es-es",), "it": ("it-it",), "nl": ("nl-nl",),
    "pt": ("pt-pt", "pt-br"),
    "zh": ("zh-cn", "cmn"), "zh-hans": ("zh-cn", "cmn"), "zh-hant": ("zh-tw", "cmn"),
    "zh-tw": ("cmn",), "zh-hk": ("yue", "zh-yue"), "zh-mo": ("yue", "zh-yue"),
}  # fmt: skip
# Older or narrower names of the same language.
_SAME = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "cmn": "zh", "tl": "fil"}


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice of this machine."""

    id: str
    name: str
    languages: tuple[str, ...]
    """BCP 47 tags, as the system spells them."""


def match_voice(voices: Iterable[InstalledVoice], language: str) -> InstalledVoice | None:
    """Return the voice for a BCP 47 tag; None if no voice speaks the language.

    Tries the tag itself, then the dialect that people mean by it ("en" is American, not the first
    voice that begins with "en"), then the tag without its last part (as in RFC 4647), and finally
    any voice of the language, the plainest first.
    """
    speaking: list[tuple[str, InstalledVoice]] = [
        (normal_tag(tag), voice) for voice in voices for tag in voice.languages
    ]
    for wanted in _wanted(normal_tag(language)):
        for tag, voice in speaking:
            if tag == wanted:
                return voice
    main = _main(language)
    kin = [(tag, voice) for tag, voice in speaking if main and _main(tag) == main]
    return min(kin, key=lambda pair: _oddness(pair[0]))[1] if kin else None


def normal_tag(tag: str) -> str:
    """Normalise a tag: "en_US.UTF-8" becomes "en-us"."""
    return tag.strip().split(".")[0].split("@")[0].replace("_", "-").lower()


def _wanted(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        yield from _USUAL.get(tag, ())
        head, _, tag_tail = tag.partition("-")
        if head in _SAME:
            yield from _wanted(_SAME[head] + ("-" + tag_tail if tag_tail else ""))
        tag = tag.rpartition("-")[0]
        if tag.endswith("-x"):
            tag = tag[:-2]


def _main(tag: str) -> str:
    head = normal_tag(tag).split("-")[0]
    return _SAME.get(head, head)


def _oddness(tag: str) -> tuple[bool, bool, int]:
    """Return a sort key that puts private variants and whole continents (es-419) last."""
    parts = tag.split("-")
    return "x" in parts, any(part.isdigit() for part in parts), len(parts)
