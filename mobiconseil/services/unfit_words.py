"""Words that are never drawn: hurtful ones, and those that nobody would say aloud across the counter of a town hall."""

from __future__ import annotations

import re

_BEGINNINGS = """
abruti abstinence adoratrice agoni alcool amant amputation$ anarchi anerie anus apocalyp arabe$ asphyx assass
autochtone avort bacchan bagne baiser bamboula bander$ banditism barbar baudet beuv biberonn bigam bitur boiteu
bombard bombe$ bordel bossu$ bouddhi bourre$ bourreau bourrer bourriq braguet branler cadavr cafard cambriol
canaille cancer$ canna castr catholiq catin$ cercueil charnier chienne chier chole?ra cigare claudi clochard
cocain cochon cocu cognac$ communis concubi condamnant constip contagieu contaminer convoitis corpulence
corrupti crach crapul crevant creve$ crever$ crim(?:e|in) crotte croupe$ cruaut cruel cuite$ cul$ culot cuver$
daltonis debauch decapit deces defunt degueul demence dement demon$ despoti deuil diabl difform drogue egorg
embonpoint embryon emech empal eméch encul enfer$ engraisser ensorcel enterr entraille esclav escroc estrop
etrangl eunuque explos extermin fascis fesse fetich flingu folle$ fou$ fouet fourbe foutre fratricid fripou
fumeur fumier funebr funer fusil gale$ gale(?:ux) garce gaul(?:oiserie) gibet gifl gitan glander gnole goinfr
goujat grogn grossess guerr gueu(?:le|x) guillot haine hallucin handicap harem$ hasch heretiq heroine$ hitler
holocaust hypocri idiot ignoble imbec immigr immonde impudi impuissan inceste incriminer infam infectieu infirme
inhumation intoxiq invalide$ invectiv islam ivre ivrog jarret jouissance juda juif juive laid lascif lepre
libertin licencieu lubri lupanar luxuri lynch maitresse malade$ maladie malfaiteur mamel maquereau martyr massac
maudi mendi menson menteu mercenaire metis meurt meurtr momie$ monstrueux morgue$ moribon mort$ morte mortuai
morv mufle musulman mutil nain$ narcotiq naufrag nazi negr niais nichon noyade noyer$ nudi nue$ obscen opium
ordure orgie orphelin orthodox ossuai otage overdo paillar pauvre$ pelote pendu$ peni[st] peri$ perir pervers
pervert pest(?:e$|if|il) picole pinard piss pistolet pochard pogrom poignar poignard poison poitrine porno
potence pou$ pourri prison prostit protestan psychiatr psycho puant pucelle puer$ pulmonaire purul putain
raci[sa] rage$ religieuse revolver rhumatis ribaud romanichel sadi saign salaud sale$ sali[rs] sangui saoul
satan seins?$ seringue sexe sexu slip$ socialis sodom sorci souffrance soul(?:ard|ot|e$|er$) sperm spiritueux
squelett stalinis strangul strip stupid suicid supplic syphil tabass tare$ tares$ tartuf terreur terror testic
tombe$ tombeau tortur tourment toxico trepas tripot truand truie$ tubercul tue$ tuent$ tuer tueur tumeur urine
usurier usurpat uter vache$ vagabond vagin vandalis venin verge$ vermin veu(?:f|ve)$ vice$ vieillesse viol$
violemm violent violer vodka voleur vomir voyou vulgaire
"""
"""What a word begins with; a « $ » ends the word there, since « rage » is not to take « ragot » away."""

_UNFIT = re.compile("|".join(f"(?:{beginning})" for beginning in _BEGINNINGS.split()))


def is_unfit(word: str) -> bool:
    """Say whether a word, in small letters without accents, is not one to draw for somebody."""
    return _UNFIT.match(word) is not None
