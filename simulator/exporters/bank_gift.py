"""Writes a bank as GIFT, for Moodle."""

from __future__ import annotations

import re

from simulator.core.bank import Bank
from simulator.exporters.card_back import card_back


def bank_gift(bank: Bank) -> str:
    """Return GIFT essays with the model answer as general feedback."""
    blocks = [f"// {_one_line(bank.title)}"]
    topic = ""
    for question in bank.questions:
        if question.topic != topic:
            topic = question.topic
            blocks.append(f"$CATEGORY: {_one_line(topic).replace('/', '//')}")
        tags = "".join(f" [tag:{_one_line(tag).replace(']', ')')}]" for tag in question.tags)
        name = _gift_text(_one_line(question.id))
        back = card_back(question)
        inside = f"{{####{_gift_text(back)}}}" if back else "{}"
        blocks.append(
            f"// [id:{_one_line(question.id).replace(']', ')')}]{tags}\n"
            f"::{name}::[markdown]{_gift_text(question.question)} {inside}"
        )
    return "\n\n".join(blocks) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _gift_text(text: str) -> str:
    r"""Escape text for GIFT; line ends become `\n`, as a blank line would end the question."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")
