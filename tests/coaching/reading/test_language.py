"""English is told from other languages; names, slang and a foreign clause do not make a message foreign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.language import is_english

ENGLISH = [
    "ok",
    "👍👍",
    "PO in!!! Corrib 38k",
    "ghosted again lol",
    "ping pong w procurement, zero movement",
    "Closed Birchwood Lofts (re-roof bldgs A & B), deposit cleared a.m.",
    "Müller & Söhne Maschinenbau signed, 40k, three yrs, happy days",
    "Café São Bento de Évora: María José Núñez wants the order form by friday",
    "Guten Morgen, met the team of Stadtwerke Kiel, they decide after the board meeting in May",
    "C'est la vie, Batiplus went with the other vendor because of the price",
    "Oye, the folks at Grupo Andino said mañana but they always say mañana",
    "shalom from Haifa, sat with Noa Peretz and her boss, they want a pilot",
    "> Vielen Dank für das Angebot, wir melden uns bald.\nso they got our quote and now we wait for them",
    "DocuSign landed 16:52",
    "Müler Logistik verbal yes, paper on 13 March",
    "hmm dunno, pricing too steep for em tbh",
]
FOREIGN = [
    "Ich habe dem Kunden gestern das Angebot geschickt und warte jetzt auf seine Antwort.",
    "Der Termin mit der Geschäftsführung wurde auf nächste Woche verschoben.",
    "J'ai envoyé le devis au client hier, il doit nous rappeler la semaine prochaine.",
    "La réunion avec leur directrice financière s'est bien passée, on attend la suite.",
    "Ayer le mandé la propuesta al cliente y todavía no me ha contestado nada.",
    "La reunión con el director fue muy buena, quedamos en hablar el martes.",
    "Ho mandato il preventivo al cliente ma non ha ancora risposto, lo richiamo domani.",
    "A reunião com o diretor correu bem, ficaram de nos dar uma resposta na sexta.",
    "Ik heb de klant gisteren gebeld maar hij moet het eerst met zijn baas bespreken.",
    "Wysłałem ofertę w zeszłym tygodniu i klient jeszcze się nie odezwał.",
    "Jag skickade offerten i förra veckan men kunden har inte svarat ännu.",
    "Vi hadde et godt møte med kunden i dag, de kommer tilbake til oss.",
    "Lähetin tarjouksen viime viikolla mutta asiakas ei ole vielä vastannut.",
    "Poslal jsem nabídku minulý týden, ale zákazník se zatím neozval.",
    "Müşteriye geçen hafta teklif gönderdim ama henüz cevap vermedi.",
    "Am trimis oferta săptămâna trecută, dar clientul nu a răspuns încă.",
    "Múlt héten elküldtem az ajánlatot, de az ügyfél még nem válaszolt.",
    "Отправил клиенту предложение, жду ответа до пятницы.",
    "昨日お客様に見積書を送りました。返事を待っています。",
    "我们上周把报价发给了客户，还在等回复。",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_as_reps_write_it_passes(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_a_message_in_another_language_does_not_pass(text: str) -> None:
    assert not is_english(text)


def test_code_in_a_foreign_message_is_no_english() -> None:
    assert not is_english("Wir warten noch auf die Freigabe vom Kunden `get the next one and go`")


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_english(text) in (True, False)
