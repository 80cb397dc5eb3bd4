/** Dutch words of the desk page for what the domain names in English. */
import type { HelpReason } from '../../../domain/contract/control/help-reason.ts'
import type { ReaderTrouble } from '../../../domain/contract/control/renderer.ts'
import type { Stage, Step } from '../../../domain/contract/control/step.ts'
import type { EvidenceOf } from '../../../domain/contract/gateway/evidence.ts'
import type { DocumentKind, PersonPart } from '../../../domain/contract/gateway/visit-record.ts'

export const documentWords: Readonly<Record<DocumentKind, string>> = {
  passport: 'Paspoort',
  identityCard: 'Identiteitskaart',
  residenceDocument: 'Verblijfsdocument',
}

/** Who comes besides the visitor, as the heading of his own panel. */
export const partWords: Readonly<Record<PersonPart, string>> = {
  coHolder: 'Tweede persoon: de andere ouder met gezag',
  patient: 'De patiënt zelf',
  grantee: 'Wie toegang krijgt',
  witness: 'Getuige',
}

export const authorityWords: Readonly<Record<EvidenceOf<'authorityExtract'>['authority'], string>> = {
  sole: 'alleen gezag',
  joint: 'samen gezag',
  notHolder: 'gezag van iemand anders',
}

/** Said to the clerk, who can tell IT; the visit goes on. */
export const readerWords: Readonly<Record<ReaderTrouble, string>> = {
  wrongLayout: 'Documentlezer: verkeerde toetsenbordindeling. Meld dit bij ICT.',
}

/** What staff do about a call that no page of the kiosk shows. */
export const helpWords: Readonly<Record<HelpReason, { readonly label: string; readonly sentence: string }>> = {
  alone: {
    label: 'Spreek alleen',
    sentence:
      'Spreek deze bezoeker alleen, uit de buurt van wie meekwam. Op de zuil staat hier niets van. Zeg ook niets.',
  },
}

/** Short, for the bell and the queue. */
export const stepWords: Readonly<Record<Step, string>> = {
  attract: 'vrij',
  language: 'kiest taal',
  forWhom: 'kiest voor wie',
  relation: 'kiest voor wie',
  notHere: 'verwezen',
  terms: 'leest voorwaarden',
  document: 'document',
  desk: 'wacht op u',
  findPatient: 'zoekt patiënt',
  deskPicks: 'wacht op u',
  confirmPatient: 'kijkt patiënt na',
  setWaits: 'leest wat er wacht',
  ownWaits: 'ziet wat wacht',
  childReads: 'leest wat er wacht',
  childAnswers: 'beantwoordt',
  replaceOld: 'kiest over oude toegang',
  otherHere: 'zegt wie er is',
  stopList: 'kiest toegang',
  stopConfirm: 'kijkt na',
  question: 'beantwoordt',
  scopePreview: 'leest dossier',
  review: 'kijkt na',
  understand: 'kijkt na',
  freeWill: 'kijkt na',
  sign: 'ondertekent',
  cannotDraw: 'kiest hoe',
  signTyped: 'ondertekent',
  signTapped: 'ondertekent',
  witnessHere: 'haalt getuige',
  mark: 'zet teken',
  witnessSigns: 'getuige tekent',
  handOver: 'geeft scherm door',
  sealing: 'slaat op',
  done: 'klaar',
  incomplete: 'uittreksel ontbreekt',
  dossier: 'leest dossier',
  whoLooked: 'leest wie keek',
  needsMore: 'mist inlog',
  outcome: 'kan niet verder',
}

/** What stands before the visitor, so that staff can explain it aloud. Never an answer. */
export const sentenceWords: Readonly<Record<Step, string>> = {
  attract: 'Raak het scherm aan om te beginnen',
  language: 'Welke taal wilt u?',
  forWhom: 'Voor wie bent u hier?',
  relation: 'Wat bent u van deze persoon?',
  notHere: 'Dit kan hier nog niet.',
  terms: 'Voorwaarden en privacy',
  document: 'Leg uw paspoort of ID-kaart op de lezer',
  desk: 'Een medewerker kijkt of u het bent',
  findPatient: 'Om wie gaat het? Of: wat is uw BSN?',
  deskPicks: 'Een medewerker zoekt de patiënt op',
  confirmPatient: 'Is dit de goede patiënt?',
  setWaits: 'Een formulier wacht op u',
  ownWaits: 'U heeft al ondertekend',
  childReads: 'Iemand wil in jouw dossier kijken',
  childAnswers: 'Een vraag aan het kind zelf',
  replaceOld: 'Wat wilt u met de oude toegang?',
  otherHere: 'Is de ander die tekent er ook?',
  stopList: 'Welke toegang wilt u stoppen?',
  stopConfirm: 'Wilt u deze toegang stoppen?',
  question: 'Een vraag van het formulier',
  scopePreview: 'Dit ziet wie meekijkt straks',
  review: 'Klopt dit?',
  understand: 'Een vraag: is alles duidelijk?',
  freeWill: 'Een vraag voor de patiënt alleen: wilt u dit zelf?',
  sign: 'Zet hier uw handtekening',
  cannotDraw: 'Hoe wilt u ondertekenen?',
  signTyped: 'Typ uw naam om te tekenen',
  signTapped: 'Gaat u akkoord?',
  witnessHere: 'Geef het scherm aan uw getuige',
  mark: 'Zet hier uw teken',
  witnessSigns: 'Nu tekent de getuige',
  handOver: 'Geef het scherm aan de ander',
  sealing: 'Wij slaan uw formulier op',
  done: 'U bent klaar',
  incomplete: 'Er ontbreekt nog iets: het uittreksel',
  dossier: 'Uw dossier',
  whoLooked: 'Wie keek in uw dossier?',
  needsMore: 'Hiervoor is meer nodig',
  outcome: 'De zuil kan niet verder. Ga naar de balie.',
}

/** What staff can do about a kiosk that is closed, by the code that it reports; the code stands in the words for IT. */
export const closedWords: Readonly<Record<string, string>> = {
  diskFull: 'De zuil kan niets meer bewaren. Bel de beheerder. Wat is getekend, gaat niet verloren.',
  quarantineFull: 'Er is te veel van deze zuil apart gehouden. Bel de beheerder. Wat is getekend, gaat niet verloren.',
  clockUnknown: 'De klok wordt gelijkgezet; dat duurt seconden (code clockUnknown).',
  keysEnded: 'De sleutels zijn verlopen en worden vernieuwd. Duurt het langer? Bel ICT (code keysEnded).',
  approvalNeeded: 'De zuil was lang weg. ICT moet hem weer toelaten (code approvalNeeded).',
}

/** The trail beside a visit. */
export const stageWords: Readonly<Record<Stage, string>> = {
  language: 'Taal',
  forWhom: 'Voor wie',
  terms: 'Voorwaarden',
  identity: 'Wie bent u',
  patient: 'De patiënt',
  mandates: 'Wat stopt',
  questions: 'Vragen',
  preview: 'Vooraf bekijken',
  review: 'Nakijken',
  signing: 'Ondertekenen',
  dossier: 'Dossier',
}
