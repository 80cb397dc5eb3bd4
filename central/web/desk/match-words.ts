/** Why a record may not be the person on the document, in the clerk's words. */
import type { NameReason } from '../../../domain/identity/same-person.ts'

export const reasonWords: Readonly<Record<NameReason, string>> = {
  birthDateDiffers: 'andere geboortedatum',
  birthDateMissing: 'geen geboortedatum in het dossier',
  birthDateIncomplete: 'geboortedatum in het dossier niet volledig',
  noName: 'geen naam in het dossier',
  formerName: 'naam van vroeger',
  familyCompound: 'document heeft één van de twee achternamen',
  familyCut: 'achternaam op het document is afgekapt',
  familyPart: 'er is een achternaam meer of minder',
  familyPrefix: 'ander voorvoegsel',
  familySpelling: 'achternaam anders gespeld',
  familyScript: 'achternaam in een ander schrift',
  familyOther: 'andere achternaam',
  givenFewer: 'dossier heeft minder voornamen',
  givenInitials: 'dossier heeft alleen voorletters',
  givenCut: 'voornamen op het document zijn afgekapt',
  givenMore: 'dossier heeft meer voornamen',
  givenLater: 'voornamen in een andere volgorde',
  givenLetter: 'document heeft een kortere voornaam',
  givenSpelling: 'voornaam anders gespeld',
  givenScript: 'voornaam in een ander schrift',
  givenNone: 'geen voornaam om te vergelijken',
  givenDiffers: 'andere voornaam: kan een tweeling zijn',
  swapped: 'voornaam en achternaam omgedraaid',
}
