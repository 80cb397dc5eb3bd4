/**
 * Privacy statement of the training hospital, written for Balie: who is responsible, security, each right of the GDPR
 * (articles 7, 15 to 22), who looked, complaints, how long; in sentences of at most twelve words.
 */
import type { ContentDocument } from '../../../domain/contract/content/bundle.ts'
import { passage, texts } from './words.ts'

export const privacy: ContentDocument = {
  version: '2026-12',
  title: texts('Privacyverklaring', 'Uw privacy', 'Privacy statement'),
  points: [
    texts(
      'De zuil bewaart niets van u. Na afloop is alles gewist.',
      'De zuil bewaart niets van u.',
      'The kiosk keeps nothing about you. Afterwards everything is wiped.',
    ),
    texts(
      'Wij maken geen kopie van uw document.',
      'Wij maken geen kopie van uw document.',
      'We make no copy of your document.',
    ),
    texts(
      'U mag altijd weten wie in het dossier keek.',
      'U mag weten wie in het dossier keek.',
      'You may always know who looked into the record.',
    ),
  ],
  passages: [
    passage(
      texts('Wie is verantwoordelijk', 'Wie zijn wij?', 'Who is responsible'),
      texts(
        'Ziekenhuis De Brug is verantwoordelijk voor uw gegevens. Wij volgen de Europese en Nederlandse privacywet. Bedrijven die voor ons werken hebben een contract. Daarin staat wat zij mogen.',
        'Ziekenhuis De Brug zorgt voor uw gegevens. Wij volgen de wet. Bedrijven die helpen ook.',
        'Ziekenhuis De Brug is responsible for your data. We follow European and Dutch privacy law. Companies that work for us have a contract. It says what they may do.',
      ),
    ),
    passage(
      texts('Wat wij gebruiken', 'Wat wij gebruiken', 'What we use'),
      texts(
        'Wij lezen uw naam, geboortedatum en het nummer van uw document. Voor een patiënt gebruiken wij ook het BSN. Uw handtekening staat in het formulier. Meer vragen wij niet.',
        'Wij lezen uw naam, geboortedatum en nummer van het document. Uw handtekening komt in het formulier.',
        'We read your name, birth date and document number. For a patient we also use the BSN. Your signature stands in the form. We ask for nothing more.',
      ),
    ),
    passage(
      texts('Hoe wij beveiligen', 'Veilig', 'How we protect it'),
      texts(
        'Het formulier gaat versleuteld naar het ziekenhuis. De zuil kan het daarna zelf niet meer lezen. Medewerkers zien alleen wat voor hun werk nodig is. Zij mogen er met niemand over praten. Wij volgen de regels voor veilige zorggegevens (NEN 7510).',
        'Het formulier gaat op slot naar het ziekenhuis. Alleen wie het nodig heeft, ziet het.',
        'The form travels encrypted to the hospital. The kiosk itself cannot read it again. Staff see only what their work needs. They may talk about it with nobody. We follow the rules for safe health data (NEN 7510).',
      ),
    ),
    passage(
      texts('Zien en verbeteren', 'Zien en verbeteren', 'Access and correction'),
      texts(
        'U mag uw gegevens zien. Klopt iets niet, vraag dan om verbetering. De balie helpt u daarbij.',
        'U mag uw gegevens zien. Klopt iets niet? Vraag de balie.',
        'You may see your data. If something is wrong, ask for correction. The desk helps you.',
      ),
    ),
    passage(
      texts('Wissen, beperken en bezwaar', 'Wissen', 'Erasure, restriction and objection'),
      texts(
        'U kunt vragen om gegevens te wissen of minder te gebruiken. Ook kunt u bezwaar maken. Soms mogen wij dat niet doen door een andere wet. Dan leggen wij uit waarom.',
        'U kunt vragen om te wissen. Soms mag dat niet. Wij leggen uit waarom.',
        'You can ask us to erase data or use less of it. You can also object. Sometimes another law forbids it. Then we explain why.',
      ),
    ),
    passage(
      texts('Toestemming intrekken', 'Stoppen', 'Withdrawing consent'),
      texts(
        'Gaf u toestemming, dan kunt u die intrekken. Dat is even makkelijk als geven. Het werkt vanaf dat moment.',
        'U gaf toestemming. U kunt altijd stoppen.',
        'If you gave consent, you can withdraw it. That is as easy as giving it. It works from that moment.',
      ),
    ),
    passage(
      texts('Meenemen', 'Meenemen', 'Taking data with you'),
      texts(
        'U kunt gegevens laten overdragen aan een andere organisatie. Vraag ernaar aan de balie.',
        'Uw gegevens kunnen naar een ander ziekenhuis. Vraag de balie.',
        'You can have data transferred to another organisation. Ask at the desk.',
      ),
    ),
    passage(
      texts('Wie keek in het dossier', 'Wie keek?', 'Who looked into the record'),
      texts(
        'Elke keer dat iemand kijkt, schrijven wij op. Dat geldt voor medewerkers en voor deze zuil. U mag die lijst zien.',
        'Wij schrijven op wie kijkt. U mag die lijst zien.',
        'Each time someone looks, we write it down. This holds for staff and for this kiosk. You may see that list.',
      ),
    ),
    passage(
      texts('Hoe lang', 'Hoe lang?', 'How long'),
      texts(
        'Het dossier bewaren wij 20 jaar. De lijst van wie keek minstens 5 jaar. De zuil bewaart niets. Cookies gebruikt de zuil niet.',
        'Het dossier bewaren wij 20 jaar. De zuil bewaart niets.',
        'We keep the record for 20 years. The list of who looked at least 5 years. The kiosk keeps nothing. It uses no cookies.',
      ),
    ),
    passage(
      texts('Vragen of klachten', 'Vragen of klachten', 'Questions or complaints'),
      texts(
        'Praat met uw arts of met onze functionaris gegevensbescherming (privacy): privacy@debrug.example. Bent u niet tevreden, dan kunt u klagen. Dat kan bij ons en bij de Autoriteit Persoonsgegevens.',
        'Heeft u vragen? Mail privacy@debrug.example. U kunt ook klagen bij de Autoriteit Persoonsgegevens.',
        'Talk to your doctor or our data protection officer: privacy@debrug.example. If you are not content, you can complain. Tell us, or tell the Dutch Data Protection Authority.',
      ),
    ),
  ],
}
