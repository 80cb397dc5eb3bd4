import { expect, it } from 'vitest'
import * as v from 'valibot'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { policyCells, HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, FactsSchema, type Decision, type Facts } from '../../domain/rules/index.ts'
import { guided, type LeafAnswer } from './guided.ts'
import { oracle } from './oracle.ts'

/** A small generator of numbers (mulberry32), so that every run tries the same points. */
function generator(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Shape = {
  readonly type: string
  readonly pipe?: readonly Shape[]
  readonly entries?: Record<string, Shape>
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly wrapped?: Shape
  readonly requirement?: unknown
  readonly name?: string
}
/** Raw points tried; the mutation run, which tries them once per mutant, asks for fewer. */
const points = Number(process.env['RAW_POINTS'] ?? 40_000)
const today = v.parse(CalendarDay, '2028-02-29')

/** Values that mostly do not refuse, so that forms are common; each is still drawn from the whole range at times. */
const usual: Readonly<Record<string, unknown>> = {
  deceased: false,
  suspended: false,
  blocked: false,
  sameAsPatient: false,
  numberKnown: true,
  documentDoubtful: false,
  staffIsParty: false,
  level: 'identified',
  samePair: 'none',
  act: 'grant',
  capacityDoubted: false,
  sign: 'identified',
  organisation: null,
  documentValidUntil: null,
  sameAsApplicant: false,
  until: null,
  look: 'allowed',
  arrangeCare: 'allowed',
  decideOnCare: 'allowed',
  capacity: 'lacking',
  kinship: 'shown',
  under12: 'form',
  from12: 'form',
  incapable: 'form',
  relatives: 'open',
  curateleRegister: 'listed',
  courtAppointed: 'none',
  underCuratele: false,
  purpose: 'look',
  answer: 'yes',
  employeeMandate: 'shown',
  organisations: 'open',
  from: null,
}

function drawn(shape: Shape, random: () => number, key: string): unknown {
  const options = shape.pipe?.[0]?.options ?? shape.options
  const fits = options === undefined || options.includes(usual[key])
  if (key in usual && fits && random() < (key === 'capacity' || key === 'organisation' ? 0.6 : 0.9)) return usual[key]
  const actions: Shape[] = []
  let inner = shape
  for (; inner.pipe?.[0] !== undefined && inner.pipe[0] !== inner; inner = inner.pipe[0])
    actions.push(...inner.pipe.slice(1))
  const brand = actions.find(({ type }) => type === 'brand')?.name
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  if (brand === 'CalendarDay') return dayFor(key, random)
  if (brand === 'KindSet')
    return ['summary', 'medication', 'laboratory', 'imaging', 'letters', 'appointments', 'messages'].filter(
      () => random() < 0.8,
    )
  switch (inner.type) {
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(inner.entries ?? {}).map(([name, entry]) => [name, drawn(entry, random, name)]),
      )
    case 'boolean':
      return random() < 0.5
    case 'picklist':
      return pick(inner.options ?? [])
    case 'nullable':
      return random() < 0.4 ? null : drawn(inner.wrapped ?? inner, random, key)
    case 'variant':
      return drawn(pick(inner.options ?? []) as Shape, random, key)
    case 'literal':
      return inner.literal
    default: {
      const bound = (type: string) => Number(actions.find((action) => action.type === type)?.requirement)
      return bound('min_value') + Math.floor(random() * (bound('max_value') - bound('min_value') + 1))
    }
  }
}

function dayFor(key: string, random: () => number): CalendarDay {
  const near = Math.floor(random() * 7) - 3
  if (key === 'birth') return addDays(addYears(today, -Math.floor(random() * (random() < 0.5 ? 20 : 80))), near)
  if (['on', 'issuedOn'].includes(key)) return addDays(today, 2 - Math.floor(random() * 120))
  if (['pronouncedOn', 'effectiveOn', 'signedOn', 'newestLetterOn'].includes(key))
    return addDays(today, 30 - Math.floor(random() * 1500))
  const years = Math.floor(random() * 3) - (['until', 'documentValidUntil', 'from'].includes(key) ? 0 : 1)
  return addDays(addYears(today, years), near + Math.floor(random() * 120) - 60)
}

const asLeaf = (decision: Decision): LeafAnswer =>
  decision.kind === 'refusal'
    ? { id: decision.id }
    : {
        row: decision.row,
        signers: decision.signers.map(({ role }) => role).join(),
        approver: decision.approver,
        start: decision.start.day,
        end: decision.end.day,
      }

it('agrees with the leaves of the proof and with the rule table written a second time, on a slice of raw points', () => {
  const random = generator(20261123)
  const policySchema = v.strictObject(policyCells) as unknown as Shape
  const leafOf = guided(today)
  const rows = new Map<string, number>()
  for (let n = 0; n < points; n++) {
    const facts: Facts = v.parse(FactsSchema, {
      ...(drawn(FactsSchema as unknown as Shape, random, '') as object),
      today,
    })
    const policy: HospitalPolicy = v.parse(HospitalPolicy, {
      format: 'balie-policy/1',
      hospital: { id: 'random', name: 'Random' },
      version: 1,
      validFrom: '2020-01-01',
      ...(drawn(policySchema, random, '') as object),
    })
    const decision = decide({ facts, policy })
    const answer =
      decision.kind === 'refusal'
        ? null
        : {
            row: decision.row,
            signers: decision.signers
              .map(({ role }) => role)
              .sort()
              .join(),
            approver: decision.approver,
            start: decision.start.day,
            end: decision.end.day,
            scope: decision.scope.join(),
          }
    // The class of the proof that holds this point says the same as the plain decision.
    if (points >= 40_000 && n % 100 === 0) expect(leafOf({ facts, policy })).toEqual(asLeaf(decision))
    const expected = oracle(facts, policy)
    if (JSON.stringify(answer) !== JSON.stringify(expected))
      expect(answer, JSON.stringify({ facts, policy, decision })).toEqual(expected)
    rows.set(answer?.row ?? 'none', (rows.get(answer?.row ?? 'none') ?? 0) + 1)
  }
  if (points < 40_000) return
  expect([...rows.keys()].sort()).toEqual([
    'R03',
    'R04',
    'R05',
    'R06',
    'R08',
    'R10',
    'R11',
    'R12',
    'R13',
    'R14',
    'R15',
    'none',
  ])
}, 120_000)
