/** Raw points of facts and policy, drawn from their schemas with a seed: most lead to a form, each from the whole range. */
import * as v from 'valibot'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { newestFormat } from '../../domain/policy/cell.ts'
import { HospitalPolicy, policyCells } from '../../domain/policy/policy.ts'
import { FactsSchema, type Facts } from '../../domain/rules/index.ts'

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
  curateleRegister: 'notListed',
  courtAppointed: 'none',
  underCuratele: false,
  purpose: 'look',
  answer: 'yes',
  employeeMandate: 'shown',
  organisations: 'open',
  from: null,
  papersCollide: false,
  terms: 'accepted',
  worksHere: false,
  ofPatient: true,
  newest: true,
  appoints: 'applicant',
  copy: 'original',
  beyondKinds: false,
  conditionOpen: false,
  department: 'open',
  departments: 'all',
  curator: 'open',
  mentor: 'open',
  patientDocument: 'notAsked',
  answerKinds: null,
}

function drawn(shape: Shape, random: () => number, today: CalendarDay, key: string): unknown {
  const options = shape.pipe?.[0]?.options ?? shape.options
  const fits = options === undefined || options.includes(usual[key])
  if (key in usual && fits && random() < (key === 'capacity' || key === 'organisation' ? 0.6 : 0.9)) return usual[key]
  const actions: Shape[] = []
  let inner = shape
  for (; inner.pipe?.[0] !== undefined && inner.pipe[0] !== inner; inner = inner.pipe[0])
    actions.push(...inner.pipe.slice(1))
  const brand = actions.find(({ type }) => type === 'brand')?.name
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  if (brand === 'CalendarDay') return dayFor(key, random, today)
  if (brand === 'KindSet')
    return ['summary', 'medication', 'laboratory', 'imaging', 'letters', 'appointments', 'messages'].filter(
      () => random() < 0.8,
    )
  switch (inner.type) {
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(inner.entries ?? {}).flatMap(([name, entry]) => {
          const value = drawn(entry, random, today, name)
          return value === undefined ? [] : [[name, value]]
        }),
      )
    case 'boolean':
      return random() < 0.5
    case 'picklist':
      return pick(inner.options ?? [])
    case 'exact_optional':
      // What a later version added is mostly left unsaid; `undefined` is dropped from the point.
      return random() < 0.85 ? undefined : drawn(inner.wrapped ?? inner, random, today, key)
    case 'array':
      return []
    case 'nullable':
      return random() < 0.4 ? null : drawn(inner.wrapped ?? inner, random, today, key)
    case 'variant':
      return drawn(pick(inner.options ?? []) as Shape, random, today, key)
    case 'literal':
      return inner.literal
    default: {
      const bound = (type: string) => Number(actions.find((action) => action.type === type)?.requirement)
      return bound('min_value') + Math.floor(random() * (bound('max_value') - bound('min_value') + 1))
    }
  }
}

function dayFor(key: string, random: () => number, today: CalendarDay): CalendarDay {
  const near = Math.floor(random() * 7) - 3
  if (key === 'birth') return addDays(addYears(today, -Math.floor(random() * (random() < 0.5 ? 20 : 80))), near)
  if (['on', 'issuedOn'].includes(key)) return addDays(today, 2 - Math.floor(random() * 120))
  if (['pronouncedOn', 'effectiveOn', 'signedOn', 'newestLetterOn'].includes(key))
    return addDays(today, 30 - Math.floor(random() * 1500))
  const years = Math.floor(random() * 3) - (['until', 'documentValidUntil', 'from'].includes(key) ? 0 : 1)
  return addDays(addYears(today, years), near + Math.floor(random() * 120) - 60)
}

/** Facts decided upon on this day. `random`: numbers from 0 up to 1. */
export function factsOn(today: CalendarDay, random: () => number): Facts {
  const facts = v.parse(FactsSchema, {
    ...(drawn(FactsSchema as unknown as Shape, random, today, '') as object),
    today,
  })
  // A ruling on the desk refuses most people who need none, so they mostly bring none.
  // A curator is in the register, mostly, and so his forms stay common.
  if (facts.relation === 'curator' && random() < 0.9) facts.evidence.curateleRegister = 'listed'
  const needed = ['guardian', 'otherHolderOfAuthority', 'curator', 'mentor'].includes(facts.relation)
  return needed || random() < 0.2 ? facts : { ...facts, evidence: { ...facts.evidence, ruling: null } }
}

const policySchema = v.strictObject(policyCells) as unknown as Shape

/** A whole policy; `today` is where the days would lie that a policy does not have. */
export function policyBy(today: CalendarDay, random: () => number): HospitalPolicy {
  return v.parse(HospitalPolicy, {
    format: newestFormat,
    hospital: { id: 'random', name: 'Random' },
    version: 1,
    validFrom: '2020-01-01',
    ...(drawn(policySchema, random, today, '') as object),
  })
}
