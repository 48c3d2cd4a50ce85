"""What a site puts around a clip: banners, share boxes, menus, lists of other clips.

A line is furniture when all its words are from a site's vocabulary, never because one of them is: a
sentence of a speech that asks for donations is speech.
"""

from __future__ import annotations

import re
from typing import Final

from dragoman.lib.pages.vocabulary import words

_CORE: Final = words(
    """
    donate donation donations donating subscribe unsubscribe subscription share shares tweet retweet
    login register newsletter newsletters signup facebook twitter whatsapp instagram linkedin reddit
    pinterest tumblr rss sitemap menu search print cookies cookie advertisement advertise sponsored
    permalink embed download bookmark careers breadcrumb captcha javascript loading logo image cta
    copyright podcast request contact privacy disclaimer faq home email e-mail mail telegram youtube
    tiktok vk flipboard поделиться подписаться подписка пожертвовать войти меню поиск реклама مشاركة
    شارك اشترك تبرع القائمة بحث طباعة 分享 订阅 捐款 登录 搜索 菜单 打印 partager compartir teilen spenden donar
    donner s'abonner suscribirse abonnieren compartilhar doar assinar condividi
    """
)
_PLAIN: Final = words(
    """
    a an the this that us our we you your to for of on in at by via with from and or it now today
    here more all video videos clip clips page pages report reports article articles link links site
    website post story free daily weekly monthly email emails list alerts updates news latest friend
    additional e-newsletters please click tap view watch read copy close open skip main content
    navigation us policy terms use conditions settings x in out up sign log account my get help
    support back top next previous play pause mute unmute player video follow find like add comment
    comments be first friends social media icon banner button toggle show hide one-time monthly join
    text size code url pdf version send save about rights reserved gift accept reject manage
    preferences expand collapse submit go enter address name subject message required fields
    transcript в на мы нас эту этой с видео ok na en por sur su auf jetzt esta este cette page
    """
)
_EXACT: Final = re.compile(
    r"skip to (?:main )?content|back to top|read (?:more|on)|(?:load|show|see|view) (?:more|all|less)|"
    r"learn more|"
    r"follow us(?: on)?|find us on|about(?: us)?|sign (?:in|up|out)(?: now)?|log (?:in|out)|my account|"
    r"click here|"
    r"terms (?:of (?:use|service)|and conditions)|all rights reserved\.?|(?:re)?play(?: video)?|pause|"
    r"mute|unmute|"
    r"close|next|previous|prev|more|ok|accept(?: all)?|reject(?: all)?|i agree|got it|\+|×|☰|"
    r"[\d,.]+[km]? (?:views?|likes?|shares?|comments?|followers)|(?:views?|likes?|"
    r"shares?)\s*:?\s*[\d,.]+[km]?|"
    r"loading(?: the)?(?: player| video)?\s*(?:\.{3}|…)?|your browser does not support .{1,80}|"
    r"watch(?: (?:now|on youtube|the clip))?|"
    r"(?:view|watch|play) (?:the |this )?(?:clip|video)|\d{1,3} ?%|captcha|advertisement|"
    r"cta-image|(?:site )?logo|image|video player|en|english|(?:english ?\| ?)?(?:[^\W\d]+ ?\|"
    r" ?){1,8}[^\W\d]+ version",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)\s|copyright\b(?=.{0,12}(?:©|\d{4}|\(c\)))).{0,300}", re.IGNORECASE
)
_CRUMBS: Final = re.compile(r"(?:home|start|main)\s?[>›»/→|].{0,200}", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"(?:related|similar|recent|latest|recommended|popular|trending|other|more|featured|most viewed|top)"
    r"(?: [\w-]+)? (?:clips?|videos?|articles?|posts?|stories|reports?|content|items|news|topics|"
    r"tags)(?: .{0,40})?|"
    r"(?:more|latest) (?:from|on|about|in) .{1,60}|you (?:may|might) also (?:like|be interested in).{0,40}|"
    r"(?:leave|post|add|write) a (?:comment|reply)|comments?(?: \(\d+\))?|"
    r"(?:filed under|tags?|topics?|categor(?:y|ies)|keywords?|subjects?)\s*(?:[:：].{0,300})?|"
    r"see also|read also|also (?:read|watch)|related|"
    r"about the (?:author|project|site|speaker)s?|share (?:this )?(?:clip|video|page|article|report)?|"
    r"sign up for .{1,80}|теги|похожие видео|читайте также|相关(?:视频|阅读|新闻)|مقاطع ذات صلة",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"share|more from|see also|about|also|related$", re.IGNORECASE)
_IMPERATIVE: Final = re.compile(
    r"(?:please |kindly |to )?(?:subscribe|donate|sign up|register|follow us|click here|help us|"
    r"support (?:us|our)|"
    r"join (?:us|our)|download (?:our|the)|make a (?:tax-deductible )?(?:donation|gift)|enter your|"
    r"share this|"
    r"consider (?:making|supporting)|enable (?:javascript|cookies)|accept (?:all )?cookies|unsubscribe|"
    r"view (?:this|in) )\b",
    re.IGNORECASE,
)
_SURE_BANNER: Final = re.compile(
    r"donations? from (?:readers|viewers|people|supporters)|monthly or one-time (?:donation|gift)|"
    r"we use cookies|"
    r"uses? cookies|this (?:site|website) uses|tax[- ]deductible|can request (?:a|an|"
    r"our) .{0,40}(?:clip|footage|video|research)|"
    r"emails? on the topics|if you (?:no longer )?wish to|you are receiving this|to view (?:the|"
    r"these) clips? and read|"
    r"(?:protected by|enable) (?:re)?captcha|requires javascript|all rights reserved|help us continue|"
    r"following are .{0,30}clips released|clips can easily be shared|(?:trouble|problems?) (?:viewing|"
    r"seeing) this",
    re.IGNORECASE,
)
_YOU: Final = re.compile(r"\b(?:you|your|us|our|we)\b", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"\b(?:donat\w+|subscri\w+|newsletters?|cookies?|e-?mails?|inbox|sign up|contributions?|"
    r"support (?:our|us)|"
    r"privacy policy|browser|javascript)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w'’-]+")
_ONLY_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_LONGEST_BANNER: Final = 600
_LONGEST_LABEL: Final = 120


def is_label(text: str) -> bool:
    """Whether the line is nothing but a button, a menu word or a box's heading."""
    if len(text) > _LONGEST_LABEL:
        return _COPYRIGHT.fullmatch(text) is not None
    bare = text.strip(" :：|•·>›»<→←↑↓.!…-–—[]()*")
    if not bare:
        return "…" not in text and "..." not in text  # “[…]” marks a gap in the speech
    if any(pattern.fullmatch(bare) for pattern in (_EXACT, _CRUMBS, _COPYRIGHT)) or _COPYRIGHT.fullmatch(
        text
    ):
        return True
    if _ONLY_ADDRESS.fullmatch(bare):
        return False
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(bare)]
    return (
        0 < len(words) <= 9
        and any(word in _CORE for word in words)
        and all(word in _CORE or word in _PLAIN for word in words)
    )


def is_banner(text: str) -> bool:
    """Whether the line, read above the title, is a request or notice of the site."""
    if len(text) > _LONGEST_BANNER or '"' in text or "“" in text:
        return False
    if _SURE_BANNER.search(text) or _IMPERATIVE.match(text):
        return True
    return _YOU.search(text) is not None and _ASKS.search(text) is not None


def is_sure_banner(text: str) -> bool:
    """Whether the line is a request of the site even among a clip's own paragraphs."""
    if len(text) > _LONGEST_BANNER or '"' in text or "“" in text:
        return False
    return _SURE_BANNER.search(text) is not None or (len(text) <= 240 and _IMPERATIVE.match(text) is not None)


def opens_list(text: str) -> bool:
    """Whether the line heads a list that only a site has: other clips, tags, readers' comments."""
    bare = text.strip(" :：|•·>›»-–—")
    return len(text) <= 320 and opens_section(text) and not _SHARE.match(bare)


def opens_section(text: str) -> bool:
    """Whether the line heads a part of the page that is not the clip: related clips, tags, comments."""
    if len(text) > 320 or (text.endswith((".", "!", "?", '"', "”")) and not text.startswith("©")):
        return False
    return (
        _SECTION.fullmatch(text.strip(" :：|•·>›»-–—")) is not None or _COPYRIGHT.fullmatch(text) is not None
    )
