"""The names that people give to the columns of a table and the keys of an object."""

from __future__ import annotations

import re

from simulator.text.word_list import split_bars

_NAMES: dict[str, str] = {
    "id": "id|key|uuid|guid|slug",
    "number": "|no|no.|nr|nr.|#|number|index|n|unnamed: 0|sr no|s.no|s no|sl no",
    "question": """
        question|questions|front|prompt|term|q|question text|problem|instruction|interview question|
        title|pregunta|pergunta|frage|вопрос|问题|質問|질문|otázka|domanda|soru|word|card front|
        side 1|text|statement|begriff|user question|fråga|spørgsmål|spørsmål|vraag|pytanie|kysymys|
        ερώτηση|питання|שאלה|سؤال|السؤال|پرسش|سوال|प्रश्न|câu hỏi|pertanyaan|întrebare|kérdés|
        vprašanje|pitanje|въпрос|คำถาม|设问|题目|题干|問題|設問|문항|quesito|enunciado|énoncé""",
    "answer": """
        answer|answers|back|definition|response|a|model answer|solution|reply|answer text|
        ideal answer|sample answer|expected answer|accepted answer|suggested answer|
        respuesta|resposta|antwort|ответ|答案|回答|답변|정답|odpověď|risposta|cevap|
        card back|side 2|meaning|réponse|lösung|respuesta modelo|musterantwort|expected response|
        svar|antwoord|odpowiedź|vastaus|απάντηση|відповідь|תשובה|الجواب|جواب|إجابة|الإجابة|پاسخ|
        उत्तर|câu trả lời|jawaban|răspuns|válasz|odgovor|отговор|คำตอบ|解答|答え|解答例|모범답안|
        modèle de réponse|resposta modelo|soluzione|solución|solução|bedeutung|definición|
        definição|définition""",
    "explanation": """
        explanation|feedback|rationale|reason|notes|note|extra|comment|comments|details|
        answer explanation|erklärung|explicación|объяснение|解析""",
    "topic": """
        topic|category|deck|section|chapter|subject|theme|tema|thema|categoría|categoria|kategorie|
        тема|主题|分类|type|area|unit|module|topics|skill|domain|themengebiet|fachgebiet|bereich|
        fach|kapitel|question category|question topic|sección|раздел""",
    "tags": """
        tags|tag|keywords|labels|skills|company|companies|topic tags|schlagwörter|etiquetas|теги""",
    "difficulty": """
        difficulty|level|seniority|dificultad|dificuldade|schwierigkeit|schwierigkeitsgrad|niveau|
        сложность|难度|difficulty level|nivel|experience level""",
    "time_limit": """
        time limit|time|seconds|duration|time limit (sec)|time limit in seconds|
        time limit seconds|time limit (seconds)|timelimit|minutes|mins|time in minutes|zeit|dauer|
        zeitlimit|tiempo|tempo|temps|durée|duración|duração|время|时间|時間|시간|czas|tid|tijd""",
    "correct": """
        correct|correct answer|right answer|correct option|correct answer(s)|correct choice|
        answer key|key answer|correct answers|solution index|correct index|correct answer index|
        answer index|correct option index|richtige antwort|respuesta correcta|resposta correta|
        правильный ответ""",
    "key_points": """
        key points|keypoints|good to hear|goodtohear|points|must mention|rubric|expected points|
        evaluation criteria|criteria|talking points|what to look for""",
    "bonus_points": "bonus points|bonuspoints|bonus",
    "mistakes": "mistakes|common mistakes|pitfalls|commonmistakes|red flags",
    "follow_ups": """
        follow ups|follow-ups|followups|follow-up questions|follow up questions|followupquestions|
        follow up|follow-up|followup|follow up question|follow-up question|nachfragen""",
    "references": """
        references|reference|source|sources|link|links|url|urls|resources|further reading""",
    "options": """
        options|choices|alternatives|incorrect answers|incorrectanswers|distractors|answer options|
        possible answers|answer choices|wrong answers|all answers""",
    "say": "say",
    "extra_table": "extra toml",
}
_BY_NAME = {name: part for part, names in _NAMES.items() for name in split_bars(names)}
_HEADS = {
    "question": ("question", "questions", "frage", "fragen", "pregunta", "pergunta", "вопрос"),
    "answer": ("answer", "answers", "antwort", "respuesta", "resposta", "ответ", "solution"),
}
"""The words that name a column when they stand last in it, or first before one of `_AFTER`."""
_AFTER = frozenset(["asked", "given", "body", "stem", "title", "text", "statement", "description"])


def part_named(name: str) -> str | None:
    """The part of a question that a column or a key names: `Model Answer (short)` is an answer."""
    whole = " ".join(name.casefold().replace("\ufeff", "").replace("_", " ").split())
    if whole in _BY_NAME:
        return _BY_NAME[whole]
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", whole).strip(" :?*.")
    if bare in _BY_NAME and bare:
        return _BY_NAME[bare]
    words = bare.split()
    if not words or len(words) > 5 or len(bare) > 40:
        return None
    for part, heads in _HEADS.items():
        if words[-1] in heads or (len(words) == 2 and words[0] in heads and words[1] in _AFTER):
            return part
        if len(words) == 1 and bare.endswith(("frage", "antwort")) and bare.endswith(heads):
            return part
    return None


_WEAK = frozenset(
    ["title", "name", "text", "word", "term", "statement", "front", "begriff", "problem"]
)


def is_weak_name(name: str) -> bool:
    """Whether a name means a question only where no other does: `Title` beside `Question`."""
    return name.casefold().strip(" _:?") in _WEAK
