"""The words, in the languages that interview documents are written in, by which a question, an
answer and everything else between them is known."""

from __future__ import annotations

import re
from enum import StrEnum

from simulator.text.word_list import split_bars


class Part(StrEnum):
    """What a label, a heading or the title of a fold says about the text below it."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    KEY_POINTS = "key points"
    MISTAKES = "mistakes"
    FOLLOW_UPS = "follow-ups"
    HINT = "hint"
    REFERENCES = "references"
    OPTIONS = "options"
    TAGS = "tags"
    DIFFICULTY = "difficulty"
    NUMBER = "number"
    TOPIC = "topic"
    CONTENTS = "contents"


_WORDS: dict[Part, str] = {
    Part.QUESTION: """
        question|q|ques|interview question|pregunta|pergunta|questão|questao|frage|вопрос|в|питання|
        问题|问|題目|题目|質問|問|문제|질문|soru|سوال|سؤال|السؤال|שאלה|otázka|domanda|vraag|
        pytanie|câu hỏi|प्रश्न|pertanyaan|interviewer""",
    Part.ANSWER: """
        answer|answers|a|ans|solution|solutions|response|reply|model answer|sample answer|
        suggested answer|example answer|possible answer|short answer|correct answer|
        the answer|right answer|how to answer|answer key|expected answer|ideal answer|
        good answer example|reference answer|strong answer|expected response|expected|look for|
        respuesta|respuesta correcta|solución|solucion|resposta|resposta correta|solução|
        réponse|reponse|corrigé|antwort|lösung|ответ|о|решение|відповідь|правильный ответ|
        答案|答|解答|参考答案|回答|正确答案|答え|回答例|답|답변|정답|대답|cevap|yanıt|جواب|الجواب|
        إجابة|اجابة|الإجابة|الاجابة|پاسخ|תשובה|פתרון|odpověď|řešení|risposta|soluzione|antwoord|
        odpowiedź|đáp án|trả lời|उत्तर|jawaban|candidate|interviewee""",
    Part.EXPLANATION: """
        explanation|explanations|explain|explanation and answer|answer and explanation|
        detailed explanation|why|rationale|explicación|explicacion|explicação|explication|erklärung|
        объяснение|пояснение|разбор|пояснення|解析|解释|说明|解説|説明|해설|풀이|설명|açıklama|شرح|
        الشرح|توضیح|توضیحات|הסבר|vysvětlení|spiegazione|uitleg|wyjaśnienie|giải thích|penjelasan""",
    Part.KEY_POINTS: """
        good to hear|key points|key point|key takeaways|takeaways|points to mention|
        what to look for|what a good answer covers|good answer|puntos clave|pontos-chave|
        points clés|kernpunkte|wichtige punkte|ключевые моменты|要点|关键点|핵심|핵심 포인트|
        ポイント""",
    Part.MISTAKES: """
        common mistakes|mistakes|pitfalls|common pitfalls|red flags|errores comunes|erros comuns|
        erreurs courantes|häufige fehler|частые ошибки|常见错误|よくある間違い|흔한 실수""",
    Part.FOLLOW_UPS: """
        follow-up|follow up|follow-ups|follow ups|follow-up questions|follow up questions|
        follow-up question|followup|followups|preguntas de seguimiento|
        perguntas de acompanhamento|questions de suivi|nachfragen|folgefragen|
        дополнительные вопросы|追问|꼬리 질문|꼬리질문|追加質問""",
    Part.HINT: """
        hint|hints|hint 1|hint 2|hint 3|tip|clue|try it|pista|dica|indice|hinweis|tipp|подсказка|
        提示|ヒント|힌트|تلميح|רמז|nápověda|suggerimento""",
    Part.REFERENCES: """
        reference|references|references and further reading|source|sources|source code link|
        covered in|additional links|additional resources|useful resources|resources|further reading|
        read more|learn more|see also|ref link|ref|refs|links|useful links|more information|
        related links|bibliography|referencias|fuentes|recursos|enlaces|referências|fontes|
        références|sources et références|liens|quellen|referenzen|weiterführende links|
        ссылки|источники|полезные ссылки|джерела|参考|参考资料|参考链接|参考文献|出典|참고|
        참고 자료|참고자료|출처|레퍼런스|المراجع|مراجع|المصادر|מקורות|reference zdroje|zdroje|
        fonti|bronnen|źródła|kaynaklar|kaynak|tài liệu tham khảo|منابع""",
    Part.OPTIONS: "options|choices|opciones|opções|optionen|варианты|варианты ответов|选项|보기",
    Part.TAGS: "tags|tag|keywords|etiquetas|schlagwörter|теги|标签|태그|categories|skills",
    Part.DIFFICULTY: """
        difficulty|level|expertise|dificultad|nivel|dificuldade|nível|niveau|difficulté|
        schwierigkeit|сложность|уровень|难度|難易度|난이도|seniority""",
    Part.TOPIC: """topic|category|section|chapter|subject|questions|questions and answers|q&a|q & a|
        interview questions|interview questions and answers|faq|quiz|вопросы|preguntas|perguntas|
        fragen|tema|categoría|categoria|thema|тема|主题""",
    Part.CONTENTS: """
        table of contents|contents|content|toc|index|overview|menu|navigation|quick links|
        hide/show table of contents|view contents|list of questions|questions list|
        contenidos|contenido|índice|indice|tabla de contenidos|tabla de contenido|sumário|conteúdo|
        table des matières|sommaire|inhalt|inhaltsverzeichnis|содержание|оглавление|зміст|
        目录|目次|목차|içindekiler|المحتويات|فهرس|פתוכן|תוכן|תוכן העניינים|obsah|mục lục|فهرست""",
}

_ABOUT = """
    introduction|intro|about|about this|about the author|author|authors|license|licence|licencia|
    licença|lizenz|лицензия|contributing|contribution|contributions|contributors|how to contribute|
    contribute|disclaimer|acknowledgements|acknowledgments|acknowledgement|credits|thanks|support|
    support us|sponsors|sponsor|donate|star history|stargazers|foreword|preface|motivation|
    prerequisites|usage|installation|getting started|translations|related projects|
    related repositories|to-do|todo|changelog|connect with me|follow me|contact|community|preamble|
    prologue|credits and references|related posts|related articles|related questions|popular posts|
    recent posts|you may also like|leave a comment|leave a reply|share this|subscribe|
    recommended reading|contribuciones|contribuir|contribuição|mitwirken|вклад|贡献|
    贡献指南|许可证|기여|라이선스|소개|前言|简介|введение"""

_OTHER = """
    languages|related|conclusion|summary|notes|note|
    books|courses|videos|tutorials|blogs|podcasts|newsletters|tools|libraries|websites|articles|
    next steps|what next|want to contribute|structure of the examples|examples|other answers|
    otras respuestas|outras respostas|другие ответы|其他答案|autres réponses|andere antworten"""

LABELS: dict[str, Part] = {
    word: part for part, words in _WORDS.items() for word in split_bars(words)
}
ABOUT_TITLES = frozenset(split_bars(_ABOUT))
STOP_TITLES = (
    ABOUT_TITLES
    | set(split_bars(_OTHER))
    | {word for word, part in LABELS.items() if len(word) > 1}
)

PLACEHOLDERS = frozenset(
    split_bars(
        """
        answer here|to be completed|tbd|todo|to do|coming soon|wip|work in progress|n/a|na|none|
        ???|??|?|...|…|-|answer|no answer|no answer yet|not answered|not answered yet|
        to be added|to be answered|to be continued|tba|待补充|待完善|暂无|미작성|작성 중|추후 작성|
        pendiente|por completar|a completar|folgt|в работе|скоро"""
    )
)

_STARTS = """
    what|what's|whats|why|how|when|where|which|who|whose|whom|is|are|am|was|were|do|does|did|can|
    could|should|would|will|have|has|had|may|might|shall|explain|describe|define|tell|name|list|
    give|compare|contrast|discuss|write|implement|design|create|build|find|show|talk|mention|
    differentiate|difference|differences|state|outline|suppose|imagine|walk|demonstrate|provide|
    prove|derive|calculate|compute|given|consider|if|in|identify|summarize|sketch|estimate|
    draw|enumerate|print|reverse|check|convert|remove|sort|count|predict|choose|select|solve|
    determine|illustrate|elaborate|discuss|convince|argue|justify|classify|distinguish|expand|recite|
    detect|merge|invert|rotate|flatten|validate|let's|please|you|your|wap|delete|
    qué|que|por qué|porque|cómo|como|cuándo|cuando|dónde|donde|cuál|cual|cuáles|quién|quien|explica|
    explique|describe|describa|define|defina|menciona|nombra|compara|cuántos|
    o que|quais|qual|quando|onde|quem|por que|fale|descreva|cite|você|existe|é|
    qu'est-ce|quel|quelle|quels|quelles|comment|pourquoi|quand|où|qui|expliquez|décrivez|citez|
    donnez|est-ce|définissez|différence|différences|la différence|les différences|
    was|wie|warum|wann|wo|welche|welcher|welches|wer|wofür|worin|wozu|wodurch|erkläre|erklären|
    beschreibe|beschreiben|nenne|nennen|vergleiche|kann|können|ist|sind|gibt|definiere|definieren|
    erläutern|erläutere|hat|haben|worauf|womit|
    что|чем|как|какой|какая|какие|каково|каков|какое|каким|почему|зачем|когда|где|кто|объясните|
    объясни|опишите|опиши|расскажите|расскажи|назовите|назови|перечислите|приведите|дайте|
    в чём|в чем|для чего|сколько|можно|есть|можете|сравните|чему|
    що|як|який|яка|які|чому|коли|поясніть|опишіть|
    co|jak|jaký|jaká|jaké|kdo|kdy|kde|proč|která|který|které|z jakých|vysvětlete|popište|
    che|cosa|cos'è|perché|dove|quale|quali|spiega|descrivi|
    wat|hoe|waarom|wanneer|waar|dlaczego|kiedy|gdzie|
    ne|neden|nasıl|nedir|hangi|kaç|ما|ماذا|ماهو|ماهي|كيف|لماذا|متى|أين|هل|من|اشرح|عرف|اذكر|أي|
    چه|چرا|چگونه|کدام|آیا|توضیح|چیست|מה|מהו|מהי|מהם|איך|כיצד|למה|מדוע|מתי|איפה|האם|הסבר|הסבירו|
    תאר|תארו|תאר/י|הסבר/י|מנה|ספר/י|אילו|באילו|איזה|באיזה|gì|tại|sao|apa|bagaimana|mengapa|
    kapan|jelaskan|sebutkan"""
STARTS = frozenset(split_bars(_STARTS))

COMMANDS = frozenset(
    split_bars(
        """write|implement|design|create|build|find|show|check|convert|remove|sort|count|choose|
        select|solve|print|reverse|draw|given|consider|if|in|please|you|your|provide|calculate|
        compute|derive|prove|sketch|estimate|enumerate|predict|detect|merge|invert|rotate|flatten|
        validate|identify|suppose|imagine|demonstrate|walk|let's|talk"""
    )
)
"""Those of the words that begin the steps of a guide as well as a question."""

INSIDE = re.compile(
    "什么|为什么|为何|怎么|如何|哪些|哪个|哪几|吗|区别|谈谈|说说|介绍|解释|多少|是否|有没有|"
    "何ですか|なぜ|どのよう|どう|とは|説明|違い|ますか|ですか|"
    "무엇|설명|어떻게|어떤|왜|차이|말씀|인가|까요|세요|나요|이유|얘기|하라|봅시다|되는가|한가|는가|니까|뭔가|은\\?|"
    "nedir|nelerdir|mıdır|midir"
)
"""Words that make a question wherever they stand, in languages where they seldom stand first."""
