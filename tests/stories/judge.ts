/** After an event: what the product answers beside what the story says, item by item. */
import { addDays } from '../../domain/days/calendar.ts'
import type { Course } from './course.ts'
import { accessOf, endsTold, lettersTold, mandateOf, requestStates } from './record.ts'
import type { ToldBySet } from './record.ts'
import type { Access, Notice, OkAlso, Observation, Told } from './shape.ts'
import { journeyOfPerson, visit } from './signing.ts'

export type Result = 'passed' | 'differs' | 'notRun'

export interface Item {
  /** `after/item`, as "2/sees.mother". */
  readonly id: string
  readonly result: Result
  readonly expected: string
  readonly found: string
  /** Why it was not run, or under which condition it passed. */
  readonly why: string
}

interface Answer {
  readonly found: string
  readonly same: boolean
}

/** Everything that was told until now, by sets and about mandates. */
export async function allTold(course: Course): Promise<readonly ToldBySet[]> {
  return [...(await endsTold(course.world, course.signers)), ...(await lettersTold(course.world))]
}

const keyOf = ({ to, what, due }: ToldBySet): string => `${to} ${what} ${due}`

export async function judge(course: Course, observation: Observation): Promise<{ readonly items: readonly Item[] }> {
  // Who may see what is asked before anything that a job could do.
  const access = await accessNow(course, observation)
  // What is due is sent.
  await course.world.central().mandates.run()
  const told = await allTold(course)
  const fresh = told.filter((one) => !course.told.has(keyOf(one)))
  const later = course.world.story.observations
    .filter(({ after }) => after > observation.after)
    .flatMap(({ notices = [] }) => notices)
  const looked = new Map<string, readonly Told[]>()
  const judged: (readonly Item[])[] = []
  // Each other right answer replaces what it names; the first without a difference counts.
  for (const also of [null, ...observation.okAlso]) {
    const items = await itemsOf(course, { observation, also, fresh, told, later, looked, access })
    judged.push(items)
    if (!items.some(({ result }) => result === 'differs')) break
  }
  // What a later point of the story expects, of the same day, is that point's.
  const own = observation.notices ?? []
  for (const one of fresh)
    if (own.some((other) => isSame(one, other)) || !later.some((other) => isSame(one, other)))
      course.told.add(keyOf(one))
  const right = judged.find((items) => !items.some(({ result }) => result === 'differs'))
  return { items: right ?? judged[0] ?? [] }
}

async function accessNow({ world }: Course, { access = {} }: Observation): Promise<ReadonlyMap<string, Access>> {
  const found = new Map<string, Access>()
  for (const key of Object.keys(access)) {
    const person = world.person(key)
    found.set(key, person === null ? [] : await accessOf(world, person))
  }
  return found
}

interface Asked {
  readonly observation: Observation
  readonly also: OkAlso | null
  /** Told since the last point, and everything until now. */
  readonly fresh: readonly ToldBySet[]
  readonly told: readonly ToldBySet[]
  /** What later points expect. */
  readonly later: readonly Notice[]
  readonly access: ReadonlyMap<string, Access>
  readonly looked: Map<string, readonly Told[]>
}

async function itemsOf(
  course: Course,
  { observation, also, fresh, told, later, looked, access: seen }: Asked,
): Promise<readonly Item[]> {
  const { request, mandates = {}, access = {}, sees = {}, notices, ownRight = {} } = { ...observation, ...also }
  const items: Item[] = []
  const why = also?.if === undefined ? '' : `right only if: ${also.if}`
  const add = (item: string, expected: unknown, answer: Answer): void => {
    const id = `${observation.after}/${item}`
    const text = typeof expected === 'string' ? expected : JSON.stringify(expected)
    items.push({ id, result: answer.same ? 'passed' : 'differs', expected: text, found: answer.found, why })
  }
  if (request !== undefined) add('request', request, await requestAnswer(course, request))
  for (const [key, state] of Object.entries(mandates))
    add(`mandates.${key}`, state, await mandateAnswer(course, key, state))
  for (const [key, kinds] of Object.entries(access))
    add(`access.${key}`, kinds, accessAnswer(seen.get(key) ?? [], kinds))
  for (const [key, word] of Object.entries(sees))
    add(`sees.${key}`, word, await seesAnswer(course, { key, word, told, looked }))
  for (const [key, right] of Object.entries(ownRight))
    add(`ownRight.${key}`, right, await ownAnswer(course, { key, right, looked }))
  if (notices !== undefined) add('notices', notices, noticesAnswer(notices, { fresh, later }))
  return items
}

async function requestAnswer({ world, seeded }: Course, expected: string): Promise<Answer> {
  const states = await requestStates(world, seeded)
  // Whoever is referred leaves nothing behind.
  const isReferred = expected === 'referred' && states.includes('none')
  return { found: states.join(' or '), same: isReferred || states.some((state) => state === expected) }
}

async function mandateAnswer({ world }: Course, key: string, expected: string): Promise<Answer> {
  const person = world.person(key)
  const found = person === null ? null : await mandateOf(world, person)
  if (found === null) return { found: 'none', same: expected === 'none' }
  const [state, day] = expected.split(':')
  const said = `${found.state}${found.ends === null ? '' : `:${found.ends}`}`
  return { found: said, same: state === found.state && (day === undefined || day === found.ends) }
}

function accessAnswer(found: Access, expected: Access): Answer {
  const sorted = (one: Access): string => (one === 'all' ? 'all' : [...one].sort().join(', '))
  return { found: sorted(found), same: sorted(found) === sorted(expected) }
}

interface AskedOfPerson {
  readonly key: string
  readonly looked: Map<string, readonly Told[]>
}

/** What the last letter says. */
const byLetter: Readonly<Record<string, readonly Told[]>> = {
  granted: ['granted'],
  begins: ['granted'],
  ended: ['ended', 'not granted', 'expired'],
  notGranted: ['not granted'],
  paused: ['paused'],
  stopConfirm: ['stopped', 'withdrawn'],
}

async function seesAnswer(
  course: Course,
  { key, word, told, looked }: AskedOfPerson & { readonly word: Told; readonly told: readonly ToldBySet[] },
): Promise<Answer> {
  const last = told.filter(({ to, what }) => to === key && byLetter[what] !== undefined).at(-1)
  const letter = last === undefined ? [] : (byLetter[last.what] ?? [])
  const standing = await standingWords(course, key)
  const known = [...letter, ...standing]
  const words = known.includes(word) ? known : [...known, ...(await wordsFor(course, { key, word, looked }))]
  return { found: words.length === 0 ? 'nothing that has a word' : words.join(' or '), same: words.includes(word) }
}

/** What the page of his own access says to him. */
async function standingWords({ world }: Course, key: string): Promise<readonly Told[]> {
  const person = world.person(key)
  const found = person === null ? null : await mandateOf(world, person)
  const standing = found?.standing ?? null
  switch (standing) {
    case 'granted':
      return ['granted', 'continues', 'nothing']
    case 'beginsLater':
      return ['granted', 'waits']
    case 'paused':
      return ['paused']
    case 'ended':
      return found?.state === 'superseded' ? ['ended', 'changed over'] : ['ended']
    case null:
      return []
    default:
      return standing satisfies never
  }
}

/** By the page of this event; else by the record; else he comes to a kiosk and looks. */
async function wordsFor(
  course: Course,
  { key, word, looked }: { readonly key: string; readonly word: Told; readonly looked: AskedOfPerson['looked'] },
): Promise<readonly Told[]> {
  const { world, heard, signed } = course
  const now = heard.get(key)
  if (now !== undefined) return now.words
  const person = world.person(key)
  if (person === null) return []
  const byRecord: readonly Told[] =
    (await accessOf(world, person)).length > 0
      ? ['continues', 'nothing']
      : signed.has(key)
        ? []
        : ['not signed', 'nothing']
  if (byRecord.includes(word)) return byRecord
  const known = looked.get(key)
  if (known !== undefined) return known
  const journey = person.role === 'patient' ? 'own-dossier' : journeyOfPerson(course, person)
  if (journey === null) return byRecord
  await visit(course, person, { journey, where: 'kiosk of who looks', until: 'looked' })
  const words = [...(heard.get(key)?.words ?? []), ...byRecord]
  looked.set(key, words)
  heard.set(key, { words, screens: heard.get(key)?.screens ?? [] })
  return words
}

async function ownAnswer(
  course: Course,
  { key, right, looked }: AskedOfPerson & { readonly right: boolean },
): Promise<Answer> {
  const words = await wordsFor(course, { key, word: 'own access', looked })
  return { found: words.join(' or '), same: words.includes('own access') === right }
}

/** Words of stories for one notice of ours. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  granted: ['granted', 'approved', 'grantedLess'],
  notGranted: ['notGranted', 'refused', 'rejected'],
  begins: ['begins', 'started', 'starts'],
  ended: ['ended', 'expired', 'notGranted', 'stopConfirm', 'withdrawn', 'superseded', 'changedOver', 'notCompleted'],
  stopConfirm: ['stopConfirm', 'withdrawalConfirm', 'stopped'],
  paused: ['paused', 'suspended', 'stopped'],
  urgentReview: ['urgentReview', 'review'],
  review: ['review', 'reviewTask', 'task'],
  endsSoon: ['endsSoon', 'warning', 'warn', 'warned', 'reminder'],
  pausesSoon: ['pausesSoon', 'warning', 'warn', 'warned', 'endsSoon', 'reminder'],
}

/** Letters that follow from the hospital's own terms, and tasks of staff: held against a story only where it has them. */
const ofTerms = ['endsSoon', 'pausesSoon', 'review', 'endedLongAgo']

/** The same thing to the same person about the same day, or one beside it. */
const isSame = (one: ToldBySet, other: Notice): boolean =>
  other.to.replace(/\d+$/, '') === one.to.replace(/\d+$/, '') &&
  (wordsOf[one.what] ?? [one.what]).includes(other.what) &&
  one.due <= addDays(other.due, 1) &&
  one.due >= addDays(other.due, -1)

/** Nothing may be told that no story has, and what it has is told. */
function noticesAnswer(
  expected: readonly Notice[],
  { fresh, later }: { readonly fresh: readonly ToldBySet[]; readonly later: readonly Notice[] },
): Answer {
  const outside = fresh.filter(({ to }) => to !== 'staff')
  const tooMuch = outside.filter(
    (one) =>
      !expected.some((other) => isSame(one, other)) &&
      !later.some((other) => isSame(one, other)) &&
      !ofTerms.includes(one.what),
  )
  const missing = expected.filter((other) => other.to !== 'staff' && !outside.some((one) => isSame(one, other)))
  const found = outside.map(({ to, what, due }) => `${to}: ${what} ${due}`).join(', ') || 'none'
  return { found, same: tooMuch.length === 0 && missing.length === 0 }
}
