"""Small profiles written by hand: the commonest little words, and letters a language has to itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """``words`` are function words; ``letters`` are not plain ones; what languages share counts for less."""

    words: frozenset[str]
    letters: str = ""


def _profile(words: str, letters: str = "") -> LanguageProfile:
    return LanguageProfile(frozenset(words.split()), letters)


LATIN = {
    "en": _profile(
        "the of and to in is that for it was on are as with his they at be this have from or had by but not what "
        "all were we when your can said there an which their if will would about these could should who been has "
        "its him my no you he she i our than then them so do did us because into after before over very just i'm "
        "don't it's we're that's isn't"
    ),
    "pt": _profile(
        "o a os as de do da dos das em no na nos nas que e é um uma para por com não se mais como mas foi ao ele "
        "ela eles são está pelo pela isso este esta esse essa já também muito seu sua ou quando ser há nós você "
        "eu meu minha ter foram aos às até depois só sem sobre entre era",
        "ãõçáéíóúâêôà",
    ),
    "es": _profile(
        "el la los las de del en que y es un una para por con no se más como pero fue al él ella ellos son está "
        "su sus o cuando ser hay nosotros usted yo mi lo le este esta ese esa ya también muy ha han sin sobre "
        "entre era desde hasta porque donde hoy ayer ahora aquí",
        "ñ¿¡áéíóú",
    ),
    "fr": _profile(
        "le la les de des du a en et est un une pour par avec ne pas se plus comme mais il elle ils elles sont au "
        "aux ce cette ces qui que dans sur son sa ses ou où nous vous je mon ma être avoir été fait leur leurs "
        "tout aussi très même sans entre après c'est j'ai qu'il d'un d'une n'est l'on",
        "œéèêàùçîôûë",
    ),
    "de": _profile(
        "der die das den dem des und ist in zu ein eine einen einem einer nicht mit auf für von im sich auch es an "
        "wird dass wie aus bei war hat haben sie er wir ich ihr nach noch nur oder aber wenn so zum zur über sind "
        "werden kann durch vor bis mehr sehr schon diese dieser dieses uns gegen zwischen",
        "ßüäö",
    ),
    "tr": _profile(
        "ve bir bu da de için ile çok daha olarak gibi en kadar sonra ne ama var olan oldu değil ki o ben sen biz "
        "siz onlar her mi mı mu mü ya hem önce şey dedi diye göre ise artık yok olduğunu bunu",
        "ğışçöü",
    ),
}
CYRILLIC = {
    "ru": _profile(
        "и в не на что я он с это как а по но они мы из у за вы так же от к его её бы до то все было если или при "
        "о был она для только уже когда чтобы этого есть быть еще ещё может нет очень",
        "ыэъё",
    ),
    "uk": _profile(
        "і в не на що я він з це як а по але вони ми із у за ви так же від до його її б то все було якщо або при "
        "про був вона для тільки вже коли щоб цього є бути ще може немає дуже та й зі та",
        "іїєґ",
    ),
}
ARABIC = {
    "ar": _profile(
        "في من على إلى أن هذا هذه التي الذي ما لا كان عن مع هو هي بعد قد كل بين أو ثم لم إن كما ذلك حيث أكثر قال "
        "أي عند لن هناك نحن أنا أنت لكن منذ حتى",
        "ةىكيأإؤئ",
    ),
    "fa": _profile(
        "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می شده ما من شما او آنها بود های ها اما "
        "اگر باید هر گفت یا چه دارد نیست کند",
        "پچژگکی",
    ),
    "ur": _profile(
        "کے کی ہے میں اور سے کا کو اس نے پر یہ کہ ہیں ایک بھی تھا نہیں کر وہ ہم آپ ہو گیا تھی تو جو ان کیا لیے "
        "ساتھ بعد تک یا اپنے",
        "ٹڈڑےہںھ",
    ),
}
