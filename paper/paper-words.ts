/** What a form says of papers other than the extract, in the language that was signed. */
import type { EvidenceOf } from '../domain/contract/gateway/evidence.ts'
import type { DataKind } from '../domain/data-kinds.ts'
import type { InEveryLanguage } from '../domain/language.ts'

const three = (nl: string, nlSimple: string, en: string): InEveryLanguage => ({ nl, nlSimple, en })

export const paperWords = {
  label: {
    ruling: three('Uitspraak van de rechter', 'Brief van de rechter', 'Court ruling'),
    finding: three('Oordeel van een arts', 'Wat een arts vindt', 'Physician’s finding'),
    authorization: three('Volmacht', 'Volmacht', 'Written proxy'),
    kinship: three('Familie of partner', 'Familie of partner', 'Family or partner'),
    register: three('Curateleregister', 'Lijst met curatele', 'Register of guardianship of adults'),
    employee: three('Namens een instelling', 'Voor een organisatie', 'On behalf of an organisation'),
    coHolder: three('De ander met gezag', 'De ander met gezag', 'The other holder of responsibility'),
  },
  from: three('geldt vanaf', 'geldt vanaf', 'in force from'),
  until: three('tot en met', 'tot en met', 'up to and including'),
  newestLetter: three('nieuwste brief van', 'nieuwste brief van', 'newest letter of'),
  joint: three('samen met iemand anders', 'samen met iemand anders', 'together with somebody else'),
  onlyFor: three('alleen voor', 'alleen voor', 'only for'),
  signedOn: three('ondertekend op', 'ondertekend op', 'signed on'),
  original: three('het origineel is gezien', 'wij zagen het echte papier', 'the original was seen'),
  copy: three('een kopie is gezien', 'wij zagen een kopie', 'a copy was seen'),
  seen: three('een bewijs is gezien', 'wij zagen een bewijs', 'proof was seen'),
  lacking: three('kan hierover niet zelf beslissen', 'kan dit niet zelf beslissen', 'cannot decide on this'),
  capable: three('kan hierover zelf beslissen', 'kan dit zelf beslissen', 'can decide on this'),
  transcribed: three(
    'overgenomen aan de balie van een brief',
    'de balie schreef dit over van een brief',
    'copied at the desk from a letter',
  ),
  listed: three('staat in het register', 'staat op de lijst', 'is in the register'),
  notListed: three('staat niet in het register', 'staat niet op de lijst', 'is not in the register'),
  notAsked: three(
    'is niet gevraagd; een arts beslist daarover',
    'is niet gevraagd; een arts beslist dat',
    'was not asked; a physician decides on that',
  ),
} as const

export const measureOnPaper: Readonly<Record<EvidenceOf<'ruling'>['measure'], InEveryLanguage>> = {
  guardianship: three('voogdij', 'voogdij', 'guardianship'),
  partialAuthority: three('een deel van het gezag', 'een deel van het gezag', 'part of parental responsibility'),
  curatele: three('curatele', 'curatele', 'guardianship of an adult (curatele)'),
  mentorship: three('mentorschap', 'mentorschap', 'mentorship'),
  bewind: three('bewind', 'bewind', 'administration of property (bewind)'),
  foreign: three('een buitenlandse uitspraak', 'een uitspraak uit het buitenland', 'a foreign ruling'),
}

export const kindOnPaper: Readonly<Record<DataKind, InEveryLanguage>> = {
  summary: three('de samenvatting', 'de samenvatting', 'the summary'),
  medication: three('medicijnen', 'medicijnen', 'medicines'),
  laboratory: three('uitslagen', 'uitslagen', 'results'),
  imaging: three('beelden', 'foto’s en scans', 'images'),
  letters: three('brieven', 'brieven', 'letters'),
  appointments: three('afspraken', 'afspraken', 'appointments'),
  messages: three('berichten', 'berichten', 'messages'),
}
