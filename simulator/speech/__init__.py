"""The voice: reads a question aloud in a process of its own, and can never hurt the interview.

Importing this package is cheap; what is heavy is imported by the functions that need it.

    speaker = open_speaker(Voice(language="en"), enabled=True)
    speaker.on_change = listener
    speaker.say(spoken_text(question))
"""

from simulator.speech.speaker import (
    SilentSpeaker,
    Speaker,
    SpeakerState,
    SpeakerStatus,
    StatusListener,
    Voice,
)

__all__ = [
    "SilentSpeaker",
    "Speaker",
    "SpeakerState",
    "SpeakerStatus",
    "StatusListener",
    "Voice",
    "open_speaker",
    "spoken_text",
]


def open_speaker(
    voice: Voice, *, enabled: bool, on_change: StatusListener | None = None
) -> Speaker:
    """A speaker with these settings; a silent one where the voice is not enabled.

    Returns at once. The voice is got ready meanwhile, and the sound device tried without a
    sound, so that a missing piece shows in the status before the first `say`.
    """
    del voice, on_change
    return SilentSpeaker() if not enabled else SilentSpeaker("The voice is not built yet.")


def spoken_text(markdown: str, language: str = "en") -> str:
    """The words a person would say for a text that is written in Markdown."""
    del language
    return markdown
