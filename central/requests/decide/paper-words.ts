/** A paper that the desk saw, in one line for whoever approves. */
import type { Evidence } from '../../../domain/contract/gateway/evidence.ts'
import { dayInWords } from '../../../domain/document/time-text.ts'
import type { CalendarDay } from '../../../domain/ids.ts'

const day = (on: CalendarDay): string => dayInWords(on, 'nl')
const authority = { sole: 'alleen gezag', joint: 'samen gezag', notHolder: 'geen gezag' } as const
const copy = { original: 'origineel', copy: 'kopie' } as const

export function paperWords(paper: Evidence): string {
  switch (paper.kind) {
    case 'authorityExtract':
      return `Gezag: ${authority[paper.authority]}, ${paper.source === 'brp' ? 'BRP' : 'uittreksel'} van ${day(paper.issuedOn)}`
    case 'ruling':
      return `Uitspraak van ${paper.court}, ${day(paper.pronouncedOn)}, ${copy[paper.copy]}`
    case 'finding':
      return `Oordeel van ${paper.physician} over de wil, ${day(paper.on)}`
    case 'authorization':
      return `Volmacht van ${day(paper.signedOn)}, ${copy[paper.copy]}`
    case 'kinship':
      return 'Bewijs van familieband gezien'
    case 'curateleRegister':
      return `Register van curatele op ${day(paper.on)}: ${paper.answer === 'listed' ? 'staat erin' : 'staat er niet in'}`
    case 'employeeMandate':
      return `Werkt voor ${paper.organisation}`
    case 'coHolderNotAsked':
      return 'De andere gezagsdrager is niet gevraagd'
    case 'coHolderRefused':
      return 'De andere gezagsdrager wil dit niet'
    case 'otherRepresentatives':
      return 'De balie keek wie er nog meer vertegenwoordigt'
    default:
      return paper satisfies never
  }
}
