"""What archives print before a fact, in the languages they are kept in: names a colon follows, by kind of fact."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "number": "clip no|clip number|clip id|clip|number|no|nr|№|id|номер|клип|رقم المقطع|رقم|编号|"
    "編號|片段编号",
    "duration": "duration|length|running time|run time|runtime|time|clip length|video length|total time|"
    "длительность|продолжительность|المدة|مدة|时长|時長|片长|durée|duración|duração|dauer|مدت",
    "date": "date|aired|aired on|air date|airdate|date aired|broadcast|broadcast on|broadcast date|"
    "original air date|"
    "date of broadcast|first aired|дата|дата эфира|эфир|التاريخ|تاريخ البث|تاريخ|日期|播出日期|播出时间|"
    "时间|"
    "fecha|data|datum|date de diffusion|تاریخ",
    "published": "published|published on|date published|posted|posted on|release date|released|"
    "uploaded|upload date|"
    "опубликовано|تاريخ النشر|发布日期|发布时间|publié le|publicado|veröffentlicht",
    "source": "source|sources|source(s)|channel|channels|tv channel|broadcaster|network|station|"
    "aired by|broadcast by|"
    "outlet|источник|источники|канал|телеканал|المصدر|المصادر|القناة|来源|來源|频道|頻道|电视台|"
    "fuente|fuentes|fonte|fontes|quelle|quellen|chaîne|منبع|منابع|شبکه",
    "country": "country|country of origin|страна|البلد|الدولة|国家|國家|pays|país|land|کشور",
    "title": "title|clip title|headline|заголовок|название|العنوان|标题|標題|titre|título|titel|titolo|عنوان",
    "summary": "summary|description|synopsis|abstract|overview|описание|краткое содержание|الملخص|ملخص|"
    "摘要|简介|résumé|resumen|resumo|zusammenfassung|خلاصه",
    "intro": "intro|introduction",
    "transcript": "transcript|full transcript|clip transcript|translation|transcription|text|excerpts|"
    "стенограмма|расшифровка|перевод|النص|文字稿|文字记录|transcripción|transcrição|متن",
    "address": "url|link|address|permalink|canonical|ссылка|الرابط|链接",
}
