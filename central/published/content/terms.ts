/**
 * Terms of use of the training hospital, written for Balie: each clause that a Dutch hospital's portal has (use is
 * acceptance, own login, children, adults, grantees, strictly personal, misuse, measures, death, the record, correct
 * data, no emergencies, no rights, links, ownership, privacy, safe use), in sentences of at most twelve words.
 */
import type { ContentDocument } from '../../../domain/contract/content/bundle.ts'
import { passage, texts } from './words.ts'

export const terms: ContentDocument = {
  version: '2026-12.2',
  title: texts('Voorwaarden', 'Voorwaarden', 'Terms of use'),
  points: [
    texts(
      'Gebruik alleen uw eigen gegevens. Een helper mag meekijken.',
      'Gebruik alleen uw eigen gegevens. Een helper mag meekijken.',
      'Use only your own details. Somebody who helps you may look along.',
    ),
    texts(
      'Vul alles goed in. Wat u ondertekent, komt in het dossier.',
      'Vul alles goed in. Het komt in het dossier.',
      'Give correct answers. What you sign becomes part of the record.',
    ),
    texts(
      'Levensgevaar? Bel 112. Dringend? Ga naar de balie.',
      'Levensgevaar? Bel 112. Is het dringend? Ga naar de balie.',
      'Life in danger? Call 112. Urgent? Go to the desk.',
    ),
  ],
  passages: [
    passage(
      texts('Wat u hier kunt', 'Wat kan hier?', 'What you can do here'),
      texts(
        'U kunt hier toegang tot een dossier regelen. Ook kunt u een deel van uw eigen dossier bekijken. U gaat akkoord als u op de knop tikt. De voorwaarden kunnen veranderen. De nieuwste tekst geldt en staat altijd hier.',
        'U regelt hier toegang tot een dossier. Of u bekijkt uw dossier. U gaat akkoord als u op de knop tikt. De voorwaarden kunnen veranderen. De nieuwste staan hier.',
        'Here you can arrange access to a record. You can also view part of your own record. You agree when you tap the button. They may change. The newest text counts and is always shown here.',
      ),
    ),
    passage(
      texts('Thuis inloggen', 'Thuis', 'Logging in at home'),
      texts(
        'Thuis logt u in met uw eigen DigiD. Aan de balie ligt een uitleg. De zuil vraagt nooit om uw wachtwoord.',
        'Thuis gebruikt u uw DigiD. De zuil vraagt nooit uw wachtwoord.',
        'At home you log in with your own DigiD. A guide is at the desk. The kiosk never asks for your password.',
      ),
    ),
    passage(
      texts('Voor een kind', 'Voor een kind', 'For a child'),
      texts(
        'Een ouder of voogd met gezag kan toegang vragen. Hij of zij ondertekent het formulier. Een kind van 12 tot 16 jaar tekent mee. De arts beslist. Zegt de arts ja, dan krijgt u toegang.',
        'U heeft gezag over het kind. U ondertekent. Is het kind 12 of ouder? Dan tekent het mee. De arts beslist. Zegt de arts ja? Dan krijgt u toegang.',
        'A parent or guardian with parental responsibility can ask for access. They sign the form. A child aged 12 to 16 also signs. The doctor decides. If the doctor agrees, you get access.',
      ),
    ),
    passage(
      texts('Voor een volwassene', 'Voor een volwassene', 'For an adult'),
      texts(
        'Ook een volwassene kan iemand toegang geven. Kan iemand dat niet zelf? Dan vraagt bijvoorbeeld een curator of mentor het. Die is door de rechter gekozen. Daarvoor zijn aparte formulieren. De arts beoordeelt of iemand zelf kan beslissen.',
        'Een volwassene kan iemand toegang geven. Kan dat niet? Dan vraagt een curator of mentor het. De rechter kiest die.',
        'An adult can give someone access too. If a person cannot, a court-appointed "curator" or "mentor" may ask. There are separate forms for this. A doctor judges whether someone can decide.',
      ),
    ),
    passage(
      texts('Toegang stoppen of veranderen', 'Stoppen of veranderen', 'Stopping or changing access'),
      texts(
        'Wie toegang krijgt, houdt zich aan dezelfde voorwaarden. U kunt toegang altijd laten stoppen. Wilt u iets veranderen, dan ondertekent u een nieuw formulier.',
        'Wie toegang krijgt, houdt zich aan dezelfde voorwaarden. Toegang kan altijd stoppen. Veranderen kan met een nieuw formulier.',
        'Whoever gets access follows the same terms. You can have access stopped at any time. To change something you sign a new form.',
      ),
    ),
    passage(
      texts('Alleen voor uzelf', 'Alleen voor u', 'For you alone'),
      texts(
        'Uw toegang is persoonlijk. U mag die niet aan anderen geven of verkopen. Gebruikt iemand uw gegevens, meld dat dan aan de servicebalie. Dat kan via servicebalie@debrug.example of 0800-0000.',
        'De toegang is alleen voor u. Gebruikt iemand anders uw gegevens? Zeg het aan de balie.',
        'Your access is personal. You may not give or sell it. If somebody uses your details, tell the service desk: servicebalie@debrug.example or 0800-0000.',
      ),
    ),
    passage(
      texts('Valse papieren', 'Valse papieren', 'False papers'),
      texts(
        'Een vals document of bewijs van gezag is strafbaar. Het ziekenhuis kan dan aangifte doen.',
        'Een vals document mag niet. Wij kunnen naar de politie gaan.',
        'A false document or proof of authority is an offence. The hospital may report it to the police.',
      ),
    ),
    passage(
      texts('Als iemand zich er niet aan houdt', 'Als het misgaat', 'If someone breaks the terms'),
      texts(
        'Het ziekenhuis let erop dat iedereen zich hieraan houdt. Wij kunnen waarschuwen. Wij kunnen de toegang ook tijdelijk of voor altijd stoppen.',
        'Houdt iemand zich niet aan de voorwaarden? Dan kunnen wij de toegang stoppen.',
        'The hospital checks that everyone follows these terms. We may warn. We may also stop access, for a time or for good.',
      ),
    ),
    passage(
      texts('Na overlijden', 'Na overlijden', 'After a death'),
      texts(
        'Weten wij dat iemand is overleden, dan stopt elke toegang. Dat geldt ook voor ouders en vertegenwoordigers. De balie helpt nabestaanden verder.',
        'Is iemand overleden? Dan stopt de toegang. De balie helpt u.',
        'When we learn that someone has died, all access ends. This also holds for parents and representatives. The desk helps relatives.',
      ),
    ),
    passage(
      texts('Wat u invult', 'Wat u invult', 'What you enter'),
      texts(
        'Wat u verstuurt, hoort bij het dossier. Het valt onder het beroepsgeheim. Vul alles juist en volledig in. U controleert het voordat u ondertekent. Stopt u eerder, dan bewaart de zuil niets.',
        'Wat u verstuurt, komt in het dossier. Het blijft geheim. Vul alles goed in. Stopt u? Dan bewaren wij niets.',
        'What you send becomes part of the record. It falls under medical secrecy. Give correct and complete answers. You check them before you sign. If you stop earlier, the kiosk keeps nothing.',
      ),
    ),
    passage(
      texts('Niet voor spoed', 'Niet voor spoed', 'Not for emergencies'),
      texts(
        'De zuil is niet voor spoed. Levensgevaar? Bel 112. Is het dringend? Ga naar de balie. De zuil vervangt geen gesprek met uw arts.',
        'Levensgevaar? Bel 112. Is het dringend? Ga naar de balie. Praat ook met uw arts.',
        'The kiosk is not for emergencies. Life in danger? Call 112. Urgent? Go to the desk. It does not replace talking with your doctor.',
      ),
    ),
    passage(
      texts('Wat u ziet', 'Wat u ziet', 'What you see'),
      texts(
        'Wat u ziet kan oud zijn of niet volledig. Bij elk stuk staat de bron en de tijd. Door een storing kan de zuil even niet werken. Dan is er een formulier op papier. De arts heeft de laatste tekst.',
        'Soms is het niet volledig. U ziet de bron en de tijd. Werkt de zuil niet? Dan is er papier.',
        'What you see may be old or incomplete. Source and time stand with each item. The kiosk can fail. Then there is a paper form. The doctor has the latest text.',
      ),
    ),
    passage(
      texts('Andere websites', 'Andere websites', 'Other websites'),
      texts(
        'De zuil opent geen andere websites. Staat er een adres, dan is die website niet van ons. Wij staan niet in voor de inhoud.',
        'De zuil opent geen andere websites. Die zijn niet van ons.',
        'The kiosk opens no other websites. If an address is shown, that site is not ours. We do not vouch for it.',
      ),
    ),
    passage(
      texts('Van wie het is', 'Van wie het is', 'Who owns it'),
      texts(
        'De teksten zijn van het ziekenhuis. De programma’s zijn van hun makers. Kopiëren of verspreiden mag alleen met schriftelijke toestemming. De zuil drukt daarom niets af uit het dossier.',
        'De teksten zijn van het ziekenhuis. Kopiëren mag niet zonder toestemming.',
        'The texts belong to the hospital. The programs belong to their makers. Copying or publishing needs written permission. So the kiosk prints nothing from the record.',
      ),
    ),
    passage(
      texts('Veilig gebruik', 'Veilig', 'Safe use'),
      texts(
        'Wij beveiligen deze zuil. Thuis zorgt u zelf voor een veilig apparaat, zonder virussen. Loop pas weg als het scherm leeg is. In de privacyverklaring leest u wat wij met gegevens doen.',
        'Wij beveiligen de zuil. Thuis zorgt u voor een veilig apparaat. Wacht tot het scherm leeg is.',
        'We secure this kiosk. At home you look after a safe device, free of viruses. Leave only when the screen is empty. The privacy statement says what we do with data.',
      ),
    ),
  ],
}
