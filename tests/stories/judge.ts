/** After an event: what the product answers beside what the story says, item by item. */
import { addDays } from '../../domain/days/calendar.ts'
import type { Course } from './course.ts'
import { accessOf, endsTold, mandateOf, requestStates } from './record.ts'
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

type Answer = { readonly found: string; readonly same: boolean } | { readonly later: string }

/** Only messages, the status page with a log-in or the entitlements endpoint can tell these. */
const laterTold: readonly Told[] = ['granted', 'not granted', 'ended', 'paused', 'changed over', 'expired']
const laterLife = 'the life of a mandate is later work'

export async function judge(
  course: Course,
  observation: Observation,
  seen: { readonly notices: number },
): Promise<{ readonly items: readonly Item[]; readonly notices: number }> {
  const told = await endsTold(course.world, course.signers)
  const fresh = told.slice(seen.notices)
  const looked = new Map<string, readonly Told[]>()
  const judged: (readonly Item[])[] = []
  // Each other right answer replaces what it names; the first without a difference counts.
  for (const also of [null, ...observation.okAlso]) {
    const items = await itemsOf(course, { observation, also, fresh, looked })
    judged.push(items)
    if (!items.some(({ result }) => result === 'differs')) return { items, notices: told.length }
  }
  return { items: judged[0] ?? [], notices: told.length }
}

interface Asked {
  readonly observation: Observation
  readonly also: OkAlso | null
  readonly fresh: readonly ToldBySet[]
  readonly looked: Map<string, readonly Told[]>
}

async function itemsOf(course: Course, { observation, also, fresh, looked }: Asked): Promise<readonly Item[]> {
  const { request, mandates = {}, access = {}, sees = {}, notices, ownRight = {} } = { ...observation, ...also }
  const items: Item[] = []
  const why = also?.if === undefined ? '' : `right only if: ${also.if}`
  const add = (item: string, expected: unknown, answer: Answer): void => {
    const id = `${observation.after}/${item}`
    const text = typeof expected === 'string' ? expected : JSON.stringify(expected)
    if ('later' in answer) items.push({ id, result: 'notRun', expected: text, found: '', why: answer.later })
    else items.push({ id, result: answer.same ? 'passed' : 'differs', expected: text, found: answer.found, why })
  }
  const paused = course.pauses.some((day) => day <= course.world.today())
  if (request !== undefined)
    add('request', request, paused ? { later: laterLife } : await requestAnswer(course, request))
  for (const [key, state] of Object.entries(mandates))
    add(`mandates.${key}`, state, paused ? { later: laterLife } : await mandateAnswer(course, key, state))
  for (const [key, kinds] of Object.entries(access))
    add(`access.${key}`, kinds, paused ? { later: laterLife } : await accessAnswer(course, key, kinds))
  for (const [key, word] of Object.entries(sees))
    add(`sees.${key}`, word, await seesAnswer(course, { key, word, fresh, looked }))
  for (const [key, right] of Object.entries(ownRight))
    add(`ownRight.${key}`, right, await ownAnswer(course, { key, fresh, looked }))
  if (notices !== undefined) add('notices', notices, noticesAnswer(notices, fresh))
  return items
}

async function requestAnswer({ world, seeded }: Course, expected: string): Promise<Answer> {
  const states = await requestStates(world, seeded)
  if (states === null) return { later: laterLife }
  // Whoever is referred leaves nothing behind.
  const isReferred = expected === 'referred' && states.includes('none')
  return { found: states.join(' or '), same: isReferred || states.some((state) => state === expected) }
}

async function mandateAnswer({ world }: Course, key: string, expected: string): Promise<Answer> {
  const person = world.person(key)
  const found = person === null ? null : await mandateOf(world, person)
  if (found === null) return { found: 'none', same: expected === 'none' }
  if (found.state === null) return { later: laterLife }
  const [state, day] = expected.split(':')
  const said = `${found.state}${found.ends === null ? '' : `:${found.ends}`}`
  return { found: said, same: state === found.state && (day === undefined || day === found.ends) }
}

async function accessAnswer({ world }: Course, key: string, expected: Access): Promise<Answer> {
  const person = world.person(key)
  const found: Access = person === null ? [] : await accessOf(world, person)
  const sorted = (one: Access): string => (one === 'all' ? 'all' : [...one].sort().join(', '))
  return { found: sorted(found), same: sorted(found) === sorted(expected) }
}

interface AskedOfPerson {
  readonly key: string
  readonly fresh: readonly ToldBySet[]
  readonly looked: Map<string, readonly Told[]>
}

async function seesAnswer(
  course: Course,
  { key, word, fresh, looked }: AskedOfPerson & { readonly word: Told },
): Promise<Answer> {
  const notice = fresh.some(({ to }) => to === key)
  const byNotice: readonly Told[] = notice ? ['ended', 'not granted', 'expired'] : []
  if (laterTold.includes(word) && !notice) return { later: 'no message or page of this build tells it' }
  const words = [...byNotice, ...(await wordsFor(course, { key, word, looked }))]
  return { found: words.length === 0 ? 'nothing that has a word' : words.join(' or '), same: words.includes(word) }
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

async function ownAnswer(course: Course, { key, looked }: AskedOfPerson): Promise<Answer> {
  const words = await wordsFor(course, { key, word: 'own access', looked })
  return { found: words.join(' or '), same: words.includes('own access') }
}

/** In the words of stories: whoever took his part back is told by a set as everybody is. */
const toldAsEnd = ['expired', 'notGranted', 'ended', 'stopConfirm']

/** Sets tell that they ended. Everything else that is told is later work, and nothing may be told that no story has. */
function noticesAnswer(expected: readonly Notice[], fresh: readonly ToldBySet[]): Answer {
  const ends = expected.filter(({ what }) => toldAsEnd.includes(what))
  const found = fresh.map(({ to, due }) => `${to}: ended ${due}`).join(', ') || 'none'
  const isSaid = ({ to, due }: ToldBySet): boolean =>
    ends.some((one) => one.to === to && due <= addDays(one.due, 1) && due >= addDays(one.due, -1))
  if (!fresh.every(isSaid)) return { found, same: false }
  const missing = expected.filter((one) => !fresh.some(({ to }) => to === one.to))
  if (missing.length > 0)
    return { later: `not told by this build: ${missing.map(({ to, what }) => `${what} to ${to}`).join(', ')}` }
  return { found, same: true }
}
