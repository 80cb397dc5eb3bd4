/** What was seen of a paper, in one line of Dutch: for the desk page, and for the record of what was checked. */
import type { Evidence, EvidenceOf } from '../../../domain/contract/gateway/evidence.ts'
import { dayInWords } from './dates.ts'
import { paperForms, topicWords } from './paper-fields.ts'
import { authorityWords } from './words.ts'

/** `day`: how a day is written. */
export function paperWords(evidence: Evidence, day: (day: string) => string = dayInWords): string {
  switch (evidence.kind) {
    case 'authorityExtract': {
      const source = evidence.source === 'brp' ? 'BRP' : 'Uittreksel gezagsregister'
      return `${source} van ${day(evidence.issuedOn)}: ${authorityWords[evidence.authority]}`
    }
    case 'ruling':
      return ruling(evidence, day)
    case 'finding':
      return line([
        `Arts ${evidence.physician}, ${day(evidence.on)}: ${evidence.capacity === 'lacking' ? 'kan niet zelf beslissen' : 'kan zelf beslissen'}`,
        until(evidence.until, day),
        evidence.source === 'transcribed' ? 'overgenomen van een brief' : 'uit het dossier',
      ])
    case 'authorization':
      return line([`Ondertekend op ${day(evidence.signedOn)}`, limited(evidence.kinds), seen(evidence.copy)])
    case 'kinship':
      return 'Gezien'
    case 'curateleRegister':
      return `${evidence.answer === 'listed' ? 'Staat in het register' : 'Staat niet in het register'}, bekeken op ${day(evidence.on)}`
    case 'employeeMandate':
      return line([`Mag optreden voor ${evidence.organisation}`, until(evidence.until, day)])
    case 'coHolderNotAsked':
      return labelOf('coHolderNotAsked', 'reason', evidence.reason)
    case 'coHolderRefused':
      return 'Aan de balie gezegd'
    case 'otherRepresentatives': {
      const { courtAppointed, writtenProxy, partner, sameStep } = evidence
      const known = { courtAppointed, writtenProxy, partner }
      const said = Object.entries(known).flatMap(([name, step]) => (step === 'none' ? [] : [stepLine(name, step)]))
      return line([...said, sameStep && 'nog iemand zoals de bezoeker']) || 'Geen bekend'
    }
    default:
      return evidence satisfies never
  }
}

function ruling(evidence: EvidenceOf<'ruling'>, day: (day: string) => string): string {
  const { measure, court, pronouncedOn, effectiveOn, newestLetterOn, joint, kinds, copy } = evidence
  return line([
    `${labelOf('ruling', 'measure', measure)}, ${court}, ${day(pronouncedOn)}`,
    `geldt vanaf ${day(effectiveOn)}`,
    until(evidence.until, day),
    newestLetterOn !== null && `nieuwste brief ${day(newestLetterOn)}`,
    joint && 'samen met iemand anders',
    limited(kinds),
    seen(copy),
  ])
}

/** Whom it names, as it was typed. */
export function namedWords({ concerns }: Evidence, day: (day: string) => string = dayInWords): string | null {
  return concerns && `${concerns.given}, geboren ${day(concerns.birthDate)}`
}

const line = (parts: readonly (string | false | null)[]): string =>
  parts.filter((part) => part !== false && part !== null).join('; ')
const until = (last: string | null, day: (day: string) => string): string | null => last && `tot en met ${day(last)}`
const seen = (copy: 'original' | 'copy'): string => (copy === 'original' ? 'origineel gezien' : 'kopie gezien')
const limited = (kinds: EvidenceOf<'ruling'>['kinds']): string | null =>
  kinds && `alleen voor ${kinds.map((kind) => topicWords[kind]).join(', ')}`

const stepLine = (name: string, step: string): string =>
  `${fieldLabel('otherRepresentatives', name).toLowerCase()}: ${labelOf('otherRepresentatives', name, step).toLowerCase()}`

function fieldLabel(kind: keyof typeof paperForms, name: string): string {
  return paperForms[kind].fields.find((field) => field.name === name)?.label ?? ''
}

/** The words of an option as the form has them. */
function labelOf(kind: keyof typeof paperForms, name: string, value: string): string {
  const field = paperForms[kind].fields.find((one) => one.name === name)
  return field?.as === 'choice' ? (field.options.find((option) => option.value === value)?.label ?? '') : ''
}
