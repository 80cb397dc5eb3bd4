/** Papers as stories speak of them, and as a clerk records them for the person who shows them. */
import * as v from 'valibot'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import type { Evidence as Paper } from '../../domain/contract/gateway/evidence.ts'
import { addDays } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { Phrase } from './grammar.ts'
import type { Role } from './roles.ts'

/** What is said of papers; `extract` null: there is none. */
export interface Said {
  readonly extract: string | null
  /** Words for those whom the extract names: keys, names, "visitor". */
  readonly holders: readonly string[]
  readonly ruling: {
    readonly pronounced?: string
    readonly effective?: string
    readonly until?: string | null
    readonly copy?: 'copy'
  }
  readonly finding: string
  readonly register: true
  readonly proxy: string
  readonly employee: string | null
  readonly kinship: true
}

const D = String.raw`(\d{4}-\d\d-\d\d)`
const re = (text: string): RegExp => new RegExp(text, 'i')
const one = (found: RegExpExecArray, at: number): string => found[at] ?? ''

/** Of every act. */
export const papers: readonly Phrase<Said>[] = [
  { is: re(`no extract(?: that shows the declaration)?`), says: () => ({ extract: null }) },
  {
    is: re(
      `extract(?: of the authority register)?,? dated ${D},? shows the declaration of adulthood and (?:her|his) authority`,
    ),
    says: (found) => ({ extract: one(found, 1), holders: ['visitor'] }),
  },
  {
    is: re(
      `(?:extract(?: of the authority register)?,? )dated ${D}:? ([\\w ]+?) and ([\\w ]+?) (?:hold authority together|hold it together|jointly|together)`,
    ),
    says: (found) => ({ extract: one(found, 1), holders: [one(found, 2), one(found, 3)] }),
  },
  {
    is: re(
      `(?:extract(?: of the authority register)?,? )dated ${D}:? (\\w+)(?: alone(?: holds authority)?| holds authority alone)`,
    ),
    says: (found) => ({ extract: one(found, 1), holders: [one(found, 2)] }),
  },
  { is: re(`extract(?: of the authority register)?,? dated ${D}`), says: (found) => ({ extract: one(found, 1) }) },
  { is: re(`finding still within twelve months`) },
  { is: re(`finding(?: of a physician)?,? dated ${D}`), says: (found) => ({ finding: one(found, 1) }) },
  { is: re(`(?:public )?register checked`), says: () => ({ register: true }) },
  { is: re(`same ruling`) },
  {
    is: re(
      `(original |copy of (?:the |a )?)?ruling(?: of)?(?: Rechtbank [A-Z]\\w+(?: [A-Z]\\w+)*)?(?:,? names the organisation)?(?:,? pronounced ${D})?(?:,? effective ${D})?(?:,? (?:ends ${D}(?: \\(last valid day\\))?|(no end)))?`,
    ),
    says: (found) => ({
      ruling: {
        ...(/copy/i.test(one(found, 1)) ? { copy: 'copy' as const } : {}),
        ...(found[2] === undefined ? {} : { pronounced: found[2] }),
        ...(found[3] === undefined ? {} : { effective: found[3] }),
        ...(found[4] === undefined ? (found[5] === undefined ? {} : { until: null }) : { until: found[4] }),
      },
    }),
  },
  {
    is: re(`(?:original )?(?:written )?proxy signed(?: by the patient)? ${D}`),
    says: (found) => ({ proxy: one(found, 1) }),
  },
  { is: re(`no employee statement`), says: () => ({ employee: null }) },
  { is: re(`employee statement(?: dated ${D})?`), says: (found) => ({ employee: found[1] ?? '' }) },
  {
    is: re(`(?:proof of kinship|kinship shown|birth certificate|marriage certificate)`),
    says: () => ({ kinship: true }),
  },
  { is: re(`(?:\\w+'s |own |her |his )?(?:passport|identity card)(?: seen)?`) },
  { is: re(`(?:face|faces) compared`) },
  { is: re(`(?:child|patient) found by patient number and birth date`) },
]

export interface Held {
  readonly said: Partial<Said>
  /** Whether the person who shows them is among the holders that the extract names, and whether alone. */
  readonly authority: 'sole' | 'joint' | 'notHolder'
  readonly organisation: string | null
}

/** The making of each paper for one visit; `assume` notes what no story said. */
function makers({ said, authority, organisation }: Held, day: CalendarDay, assume: <T>(what: string, value: T) => T) {
  const ago = (days: number): CalendarDay => addDays(day, -days)
  return {
    extract: (): object => ({
      kind: 'authorityExtract',
      issuedOn: said.extract ?? assume('an extract of 14 days before', ago(14)),
      authority,
    }),
    ruling(measure: string): object {
      const { pronounced, effective, until = null, copy = 'original' } = said.ruling ?? {}
      const pronouncedOn = pronounced ?? assume('a ruling of 400 days before', ago(400))
      const named = { court: 'Rechtbank Den Haag', pronouncedOn, effectiveOn: effective ?? pronouncedOn, until, copy }
      return { kind: 'ruling', measure, joint: false, newestLetterOn: null, kinds: null, ...named }
    },
    finding(): object {
      const on = said.finding ?? assume('a finding of 20 days before', ago(20))
      return {
        kind: 'finding',
        capacity: 'lacking',
        on,
        until: null,
        physician: 'dr. R. Timmer',
        source: 'transcribed',
      }
    },
    register: (answer: 'listed' | 'notListed'): object => {
      const looked = { kind: 'curateleRegister', answer, on: day }
      return said.register === undefined ? assume('the register of curatele was looked up', looked) : looked
    },
    proxy(): object {
      const signedOn = said.proxy ?? assume('a proxy of 900 days before', ago(900))
      return { kind: 'authorization', signedOn, kinds: null, copy: 'original' }
    },
    nobodyElse(): object {
      const none = { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false }
      return assume('no other representative', { kind: 'otherRepresentatives', ...none })
    },
    kinship: (): object =>
      said.kinship === undefined ? assume('a paper of kinship', { kind: 'kinship' }) : { kind: 'kinship' },
    employee(): readonly object[] {
      if (organisation === null || said.employee === null) return []
      const statement = { kind: 'employeeMandate', organisation, until: null }
      return [said.employee === undefined ? assume('an employee statement', statement) : statement]
    },
  }
}

function allOf(role: Role, { said }: Held, make: ReturnType<typeof makers>): readonly object[] {
  switch (role) {
    case 'holder':
      if (said.extract === null) return []
      return said.finding === undefined ? [make.extract()] : [make.extract(), make.finding()]
    case 'guardian': {
      const noExtract = said.extract === undefined || said.extract === null
      const ruling = noExtract || said.ruling !== undefined ? [make.ruling('guardianship')] : []
      return [...(noExtract ? [] : [make.extract()]), ...ruling, ...make.employee()]
    }
    case 'curator':
      return [make.ruling('curatele'), make.register('listed'), make.finding(), ...make.employee()]
    case 'mentor':
      return [make.ruling('mentorship'), make.register('notListed'), make.finding(), ...make.employee()]
    case 'writtenProxy':
      return [make.proxy(), make.finding(), make.register('notListed'), make.nobodyElse()]
    case 'partner':
    case 'parentOfAdult':
    case 'childOfAdult':
    case 'sibling':
      return [make.kinship(), make.finding(), make.register('notListed'), make.nobodyElse()]
    case 'patient':
    case 'voluntaryProxy':
    case 'stranger':
    case 'nobody':
      return []
    default:
      return role satisfies never
  }
}

/** Everything that the clerk would record for somebody of this role on this day; `assumed`: what no story said. */
export function recorded(
  role: Role,
  held: Held,
  { day, ...more }: { readonly day: CalendarDay; readonly concerns: object; readonly recordedAt: string },
): { readonly papers: readonly Paper[]; readonly assumed: readonly string[] } {
  const assumed: string[] = []
  const assume = <T>(what: string, value: T): T => {
    assumed.push(what)
    return value
  }
  const papers = allOf(role, held, makers(held, day, assume))
  return { papers: papers.map((paper) => v.parse(Evidence, { ...paper, ...more })), assumed }
}
