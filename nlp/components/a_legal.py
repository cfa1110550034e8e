"""Citations of law: codes, regulations, orders, resolutions, articles, and names of sanctions programmes and lists.

A part of a law and the law it is a part of ("section 2(b) of the … Act of 1996") are one mention.
"""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page

ORDER = 10

_PAREN = r"(?: ?\([a-z0-9]{1,5}\)|\([A-Z]{1,4}\))"
_PART = rf"(?:\d+[A-Za-z]{{0,3}})(?:\.\d+[a-z]?)?{_PAREN}{{0,8}}"
_MORE = rf"(?:,? and |, and | or |, or |, |–|-)(?:{_PART}|{_PAREN}{{1,6}})(?=[\s,.;:)])"
_PARTS = rf"{_PART}(?:{_MORE}){{0,8}}"
_CAP = r"[A-Z][\w’'./-]{0,40}"
_LAW_WORD = (
    r"(?!(?:The|In|On|As|For|Under|Of|By|To|And|Or|OFAC|Settles?|With|From|Potential|Apparent|Alleged|Multiple|Violations?"
    r"|Violating|Allegations?|Liability|Civil|Penalty|Assessed|This|These|That|Its|Inc|Corp|Ltd|LLC|Co|When|Because|Order)\b)"
    r"(?:U\.S\.|[A-Z][\w’'-]{0,40})"
)
_LAW_HEADS = r"(?:Regulations?|Acts?|Ac t|Sanctions|Embargo Program|Cuban Embargo|Sanctions Program|Orders?|Directive|Convention|Treaty|Statute|Ordinance|Decree|Decision|Protocol|Programs?|Programme|Framework Decision|Law|Code)"
_EU_TAG = r"\((?:EU|EC|EEC|CFSP|EU, Euratom|UE|CE|PESC|EG|GASP|ЕС)\)"
_EU_WORD = r"(?:Regulations?|Decisions?|Directives?|Joint Action|Common Position|Verordnung|Durchführungsverordnung|Richtlinie|Beschluss|[Rr]èglement(?: d[’']exécution)?|[Dd]écision|[Dd]irective|Регламент[а]?|Reglamento|Regolamento)"
_EU_ACT = rf"(?:(?:Council |Commission |Implementing |Delegated ){{0,3}}{_EU_WORD} )?{_EU_TAG} ?(?:No\.? |Nr\. |n[°º] ?)?\d{{1,4}}/\d{{1,4}}(?:/\w{{2,5}})?"
_EU_OLD = r"(?:Council |Commission |Implementing |Delegated ){0,3}(?:Regulation|Decision|Directive|Joint Action|Common Position|Beschluss|[Dd]écision) (?:No |Nr\. |n[°º] ?)?\d{2,4}/\d{1,4}/(?:EU|EC|EEC|CFSP|GASP|PESC|UE|JHA)"
_EO = r"(?:Executive Orders?|E\. ?[O0]\.|EOs?)(?: \((?:E\. ?O\.|EO)\))?(?: Nos?\.)? ?\d{5}(?!\d)(?:, as amended)?"
_RESOLUTION = r"(?:(?:UNSCR|UNSC Resolution|(?:United Nations )?(?:UN )?(?:Security Council )?[Rr]esolutions?) ?\d{3,4} ?\(\d{4}\)|UNSCR ?\d{3,4})(?:(?:, | and |, and )\d{4} ?\(\d{4}\)){0,12}"
_WORDY = r"(?:[A-Z][\w’'-]{0,40}|\([A-Z][\w’' –—-]{1,50}\)|and|of|on|the|for|in|to|with|against|by|or|&|–)"
_YEARED = r"(?:,? (?:of )?(?:19|20)\d\d(?: \((?:Cth|NI|UK)\))?)"
_LAW_AFTER = re.compile(
    rf" (?:of|to|under|in|from|du|de la|der|des|zur)(?: the)? (?:"
    rf"{_EO}|{_EU_ACT}|{_EU_OLD}|{_RESOLUTION}"
    rf"|(?:Title|title) \d{{1,2}},? (?:of the )?(?:United States Code|U\.S\. Code|Code of Federal Regulations)"
    rf"|(?:[A-Z][\w’'-]{{0,40}} |\([A-Z][\w’' –—-]{{1,50}}\)[ ]?|(?:and|of|on|the|for|in|to|with|against|by|or|&) |[A-Z][\w’'-]{{0,40}}, ){{0,14}}?(?:Regulations?|Act|Ac t|Order|Code|Ordinance|Convention|Law|Treaty|Decree|Statute|Guidelines|Constitution)(?:{_YEARED}|(?!\w))(?! (?:Regulations?|Sanctions))"
    rf"|Regulat ions|[A-Z][A-Za-z]{{1,8}}R(?!\w)|(?:ISA|IFCA|ECRA|IEEPA|AECA|TWEA|CAATSA|INKSNA|UFLPA|CEMA|SAMLA|IRPA|ECA|AWG|AWV|KWKG|StGB|NDAA|UNPA|FEMA|FEFTA|POTA|[A-Z]{{2,6}}A)(?!\w)"
    rf"|[Cc]ode (?:de |des |du |of )?[\w’'éèà]{{2,20}}(?: [\w’'éèà]{{2,20}})?)"
)
"""The law that a part belongs to, from the word "of" on."""
_ARTICLE = r"\d+[a-zA-Z]{0,2}(?:-\d+){0,3}(?:\(\w{1,3}\)){0,4}"

# Name, pattern, and whether it must be followed by the law it is part of: "yes", or "no" (it may be).
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("code of regulations", rf"\b\d{{1,2}} ?C\.? ?F\.? ?R\.?,?(?: ?(?:[Pp]arts?|[Ss]ections?|§§?|pt\.|ch\.))? ?{_PART}(?:(?<= \d\d) \d(?= ?[(.,]))?(?:(?:, | and |, and |–|-){_PART}(?=[\s,.;)])){{0,8}}(?:,? (?:app\.|[Aa]ppendix|[Ss]upp\.|[Ss]ubpart) ?[A-Z]\b)?", ""),
    ("code of the United States", rf"\b\d{{1,2}} ?U\.? ?S\.? ?C\.?(?:ode)?(?: ?(?:§§?|[Ss]ections?))? ?{_PART}(?:(?:–|-|, | and ){_PART}(?=[\s,.;)])){{0,4}}(?: ?et seq\.?)?", ""),
    ("federal register", r"\b\d{1,3} (?:Fed\. ?Reg\.|FR|F\.R\.) ?\d{1,3},?\d{3}\b", ""),
    ("section", rf"§§? ?{_PARTS}", "may"),
    ("section of a German law", r"§§? ?\d+[a-z]?(?: Abs\. ?\d+[a-z]?)?(?: Satz ?\d+)?(?: Nr\. ?\d+[a-z]?)?(?:(?: i\.V\.m\.|,| und) §? ?\d+[a-z]?(?: Abs\. ?\d+)?){0,3} (?:AWG|AWV|KWKG|StGB|ZollVG|OWiG|GwG|KrWaffKontrG|GKG|EmbG|UZwG)\b", ""),
    ("section in words", rf"\b[Ss]ections? {_PARTS}", "must"),
    ("section with its paragraphs", rf"\b[Ss]ections? \d+[A-Z]{{0,2}}(?:\.\d+)?{_PAREN}{{1,8}}(?:{_MORE}){{0,8}}|\b[Ss]ections? 1?\d{{3}}\.\d+[a-z]?", ""),
    ("executive order", rf"\b{_EO}", ""),
    ("presidential act", r"\b(?:Presidential (?:Proclamation|Determination|Permit)|Proclamation|National Security Presidential Memorandum)(?: No\.)? ?(?:\d{4}-\d+|\d{1,5})\b", ""),
    ("article", rf"\b(?:Article|Articles|Art\.) {_ARTICLE}(?:, (?:point|paragraph|subparagraph|points) \(?\w+\)?){{0,2}}(?:(?:, | and ){_ARTICLE}(?=[\s,.;)])){{0,4}}", "may"),
    ("article in small letters", rf"\b(?:articles?|Artikel|artikel|artículo|articolo|regulations?|Regulations?|paragraphs?|points?|[Ss]ubsections?|[Rr]ules?|[Cc]lauses?) (?:L\. ?|R\. ?)?{_ARTICLE}(?: ?\([a-z0-9]{{1,3}}\)){{0,4}}(?:(?:, | and |, and ){_ARTICLE}(?=[\s,.;)])){{0,6}}", "must"),
    ("article of a Russian code", r"(?:\b[Сс]т(?:\.|атья|атьи|атье|атьей)) ?\d+(?:\.\d+){0,2} (?:УК|УПК|КоАП|ТК|НК|ГК) ?(?:РФ|РБ|РК)?", ""),
    ("Russian act", r"\b(?:[Пп]остановлени[еяю]|[Уу]каз[аеу]?|[Пп]риказ[ае]?|Федеральн(?:ый|ого) закон[а]?|[Рр]аспоряжени[еяю])(?: (?:Правительства|Президента|ФТС|Минпромторга|ФСТЭК)(?: (?:РФ|России|Российской Федерации))?)?(?: от \d{1,2}[. ](?:\d{2}|[а-я]{3,8})[. ]\d{4}(?: ?г\.)?(?: года)?)? № ?\d+(?:-[А-Я]{1,3}|-р)?", ""),
    ("Chinese act", r"《[\u4e00-\u9fff（）()、\d]{3,40}(?:法|条例|规定|办法|清单|名单|目录|决定|公告|细则)》(?:第[一二三四五六七八九十百零\d]{1,6}条(?:第[一二三四五六七八九十\d]{1,3}款)?)?", ""),
    ("European act", rf"(?<!\w){_EU_ACT}", ""),
    ("European act", rf"\b{_EU_OLD}\b", ""),
    ("annex", r"\bAnnex(?:es)? (?:[IVXL]{1,8}[A-Z]?|\d{1,2})(?!\w)(?:, (?:part|Part|section|Section|category|Category) [A-Z\d]{1,3}(?!\w))?(?: and [IVXL]{1,8}(?!\w))?", "may"),
    ("annex in small letters", r"\b(?:annex|Anhang|annexe|schedule|Schedule|Anlage) (?:[IVXL]{1,8}|\d{1,2})[A-Z]?(?!\w)", "must"),
    ("supplement", r"\b[Ss]upp(?:lement|\.) [Nn]o\. ?\d{1,2}(?: to [Pp]art \d{3})?", "may"),
    ("part", r"\b[Pp]arts? \d{3}(?:(?:, | and |-|–| through )\d{3}){0,4}", "must"),
    ("resolution", rf"\b{_RESOLUTION}", ""),
    ("resolution of a body", rf"\b(?:{_CAP} ){{1,6}}[Rr]esolution [A-Z]\.?\d+\(\d+\)", ""),
    ("public law", r"\bPub(?:lic|\.) ?L(?:aw|\.)(?: No\.)? ?\d+-\d+", ""),
    ("Swiss law", r"\b(?:SR|RS) \d{3}(?:\.\d{1,4}){1,5}\b|\bVerordnung (?:vom \d{1,2}\. [A-Z]\w{2,9} \d{4} )?über Massnahmen gegenüber (?:der |dem |den )?[A-Z]\w{2,20}(?: [A-Z]\w{2,20}){0,2}", ""),
    ("statutory instrument", r"\bS\.?I\.? (?:19|20)\d\d ?/ ?\d{1,4}\b|\b(?:BGBl|BAnz|OJ|ABl|JO)\.? ?(?:I |II |L |C )?(?:S\. |Nr\. |No )?\d{1,4}(?:, \d{1,2}\.\d{1,2}\.\d{4})?(?:, p\. ?\d+)?(?= |,|;|\.|\))", ""),
    ("list", r"\b(?:Entity List|Unverified List|Denied Persons List|Denied Parties List|SDN List|SSI List|NS-CMIC List|List of Specially Designated Nationals(?: and Blocked Persons)?(?: List)?|Specially Designated Nationals(?: and Blocked Persons)?(?: List)?|Military End[- ]User(?: \(MEU\))? List|MEU List|Validated End[- ] ?User(?: \(VEU\))? [Ll]ist|VEU [Ll]ist|Commerce Control List|Commerce Country Chart|Consolidated(?: Sanctions)? List|UK Sanctions List|Sectoral Sanctions Identifications List|Foreign Sanctions Evaders List|United States Munitions List|U\.S\. Munitions List|USML(?! Categor)|Export Control List|(?:EU |European Union )?Common Military List(?: of the European Union)?|Common High Priority (?:Items )?List|Wassenaar List|Nuclear Suppliers Group Trigger List|Strategic Export Control Lists?|Ausfuhrliste|UFLPA Entity List|AECA Debarred List|CAATSA section 231 List|End User List|Foreign End[- ]User List|DPL)\b(?! (?:of|for) (?:the )?(?:Parties|persons))", ""),
    ("programme of a list", r"\[(?:[A-Z]{2,16}\d?-EO\d{5}(?:-[A-Z])?|NPWMD|SDGT|SDNTK|SDNT|IFSR|IRGC|IRAN|SYRIA|CUBA|DPRK\d?|IRAN-HR|IRAN-TRA|CYBER2|TCO|GLOMAG|BALKANS|SUDAN|IFCA|ISA|CAATSA - RUSSIA|NS-PLC|HRIT-IR|HRIT-SY)\]", ""),
    ("direct product rule", r"(?i:\bforeign[- ](?:produced )?direct[- ]product rules?\b)", ""),
    ("guidelines", r"\bEconomic Sanctions Enforcemen ?t Guidelines\b", ""),
    ("law of a year", rf"\b(?!(?:The|In|On|Under|Of|And|By|See) ){_CAP}(?:(?: |, ){_WORDY}){{0,12}}? ?(?:Regulations?|Act|Order|Rules|Law|Ordinance|Decree){_YEARED}(?!\d)", ""),
    ("named law", rf"\b(?:{_LAW_WORD},? (?:(?:and|of|on|the|for|to|in|with|against|&) ){{0,3}}){{1,9}}?{_LAW_HEADS}(?! (?:Regulations?|Programs?|Act|List|Compliance|Committee|Enforcement|Bureau|Denying|Renewing|Temporarily|Terminating|Relating|Lists|Actions?|Evasion|and Sanctions|Firm|School|Office|Group))\b", ""),
    ("general licence", r"\b(?:OFAC )?General Licen[cs]es?(?: No\.)? (?:\d{1,3}[A-Z]?|[A-Z])(?:-\d{1,2}[A-Z]?)?(?!\w)", ""),
    ("law with a bracket", rf"\b(?!(?:The|In|Under|Of|And|By) ){_CAP}(?: {_CAP}| and| of| on){{0,6}} \([A-Z][\w’' –—-]{{1,50}}\) (?:\([A-Z][\w’' –—-]{{1,50}}\) )?(?:Regulations?|Act|Order)\b(?! (?:19|20)\d\d)", ""),
    ("embargo", r"\b(?:Cuban|Iranian|Iraqi|Sudanese|Libyan) Embargo\b", ""),
    ("short name of a law", r"\b(?:ECRA|IEEPA|AECA|TWEA|ITAR|EAR|ITSR|CACR|EASR|CAATSA|INKSNA|UFLPA|CISADA|SAMLA|CEMA|AWG|AWV|WMDPSR|WMDSR|URSR|BSR|LSR|NKSR|SySR|VSR|GTSR|ITR|UVL|DSGL|TSRA|FACR|(?<=the )SSR)\b(?! ?99)", ""),
    ("appendix", r"\bAppendix A to (?:31 C\.?F\.?R\.? )?[Pp]art \d{3}", ""),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern), law) for name, pattern, law in _PATTERNS)
_TITLE_OF_ORDER = re.compile(
    r"(?:Executive Order|E\.? ?O\.?)(?: ?\d{5})?(?: of [A-Z][a-z]+ \d{1,2}, ?\d{4})?,? ?[“\"(](?:[“\"])?(Blocking [^”\"]{8,200}?|[A-Z][^”\"\d]{8,160}?)[ ,.]{0,2}[”\"]"
)
_BLOCKING = re.compile(
    r"(?<=\d, )Blocking (?:the )?Property (?:(?:[A-Z][\w’'-]{0,30}|and|of|or|the|in|to|with|from|for|on)(?:, | )){1,24}?(?=(?:[a-z]{3,}|,)[ ,])"
)
_NOT_A_LAW = re.compile(
    r"^(?:Order|Orders|Sanctions|Program|Act|Regulations?|Decision|Settlement|Code|Law|Executive Orders?|Programme|(?:(?:Apparent|Alleged|Egregious|Potential|Economic|International|Trade|Compliance|Multiple|U\.S\.|US|EU|UN|UK|OFAC|OFAC’s|Administrative|Temporary|Civil|Criminal|Final|Purchase|Economic and Trade|Internal|Export|Court|Penal|Postal|Zip|Country) )*(?:Violations? of )?(?:Sanctions|Orders?|Programs?|Regulations|Act|Decision|Law|Code|Sanctions Programs?))$"
    r"|(?:Settles|Allegation|Violat|Civil Penalt|Guideline|Purchase Order|Compliance Program|In the Matter|Mission|Denial Order|Penal Code of$)"
)
_LEADING = re.compile(
    r"^(?:(?:The|OFAC|OFAC’s|OFAC's|Under|Settles|Violating|Apparent|Alleged|Of|In|And|Former|See) )+(?!Liberian)"
)


def find(page: Page) -> Iterator[Found]:
    """Everything with the shape of a citation; a law named in words must end in a word that laws end in."""
    text = page.text
    for m in _TITLE_OF_ORDER.finditer(text):
        yield Found(m.start(1), m.end(1), "LEGAL", "legal: title of an executive order", "title")
    for m in _BLOCKING.finditer(text):
        end = m.end() - (
            len(m[0])
            - len(
                re.sub(
                    r"(?:[ ,]|(?<= )(?:and|of|or|the|in|to|with|from|for|on))+$",
                    "",
                    m[0],
                )
            )
        )
        yield Found(m.start(), end, "LEGAL", "legal: title of an executive order", "title")
    for name, pattern, law in _COMPILED:
        for m in pattern.finditer(text):
            start, end = m.span()
            if name in ("named law", "law of a year"):
                words = m[0]
                if cut := _LEADING.match(words):
                    start += cut.end()
                    words = text[start:end]
                if _NOT_A_LAW.search(words) or len(words.split()) < 2:
                    continue
            if law:
                after = _LAW_AFTER.match(text, end)
                if after:
                    end = after.end()
                elif law == "must":
                    continue
            while text[end - 1] in " ,;":
                end -= 1
            kind = "named" if name in ("named law", "law of a year") else "citation"
            yield Found(start, end, "LEGAL", f"legal: {name}", kind, text[start:end])
