/** For each reason why an envelope was kept apart: what staff should know, and what to do. Nothing of it is in the dossier. */
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'

export interface ApartWords {
  readonly staff: string
  readonly next: string
}

const again = 'Vraag de bezoeker om opnieuw te ondertekenen.'
const toIt = 'Geef het nummer aan ICT. Vraag de bezoeker om opnieuw te ondertekenen.'
const toSecurity = 'Geef het nummer aan de beveiliging. Gebruik deze zuil niet tot zij heeft gekeken.'

export const apartWords: Readonly<Record<QuarantineReason, ApartWords>> = {
  cannotOpen: { staff: 'Het formulier gaat niet open met de sleutels van het ziekenhuis.', next: toIt },
  malformed: { staff: 'De inhoud heeft een vorm die wij niet kennen.', next: toIt },
  device: { staff: 'De zuil is niet bekend, is ingetrokken of is niet de zuil van dit bezoek.', next: toSecurity },
  certificate: { staff: 'Het bewijs van het bezoek klopt niet of was verlopen.', next: toIt },
  manifest: { staff: 'De lijst van onderdelen past niet bij wat erin zit.', next: toSecurity },
  visit: { staff: 'Wij kennen dit bezoek niet.', next: toIt },
  identity: { staff: 'De balie had niet bevestigd wie dit was.', next: again },
  patient: { staff: 'Het formulier gaat over een andere patiënt dan dit bezoek.', next: again },
  form: { staff: 'De antwoorden passen niet bij het formulier dat is getoond.', next: toIt },
  steps: { staff: 'De stappen van het ondertekenen kloppen niet.', next: toSecurity },
  seal: { staff: 'Het zegel van het document klopt niet.', next: toSecurity },
  document: { staff: 'Het document zegt iets anders dan wat is getekend.', next: toSecurity },
  rules: { staff: 'Volgens de regels van het ziekenhuis kan dit zo niet.', next: again },
  bundle: { staff: 'De gegevens voor het dossier zijn anders dan ze moeten zijn.', next: toSecurity },
  storage: { staff: 'Het dossier nam de gegevens niet aan.', next: toIt },
}
