/**
 * The published shape of a story, read strictly: a word that is not in a closed list, or a member that nobody described,
 * refuses the story and says where. A story that is refused holds up no other.
 */
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'

const Text = v.pipe(v.string(), v.maxLength(2000))
/** Local time with its offset, seconds when they matter. */
const At = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d$/, 'no local time with an offset'),
)
/** Key of a person, or somebody who has none: clerk, physician, job, registry, … */
const Who = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,30}$/, 'no key of a person'))
const PerPerson = <S extends v.GenericSchema>(one: S) => v.record(Who, one)

export const requestStates = [
  'none',
  'waiting',
  'refusedByChild',
  'referred',
  'submitted',
  'outdated',
  'frozen',
  'rejected',
  'withdrawn',
  'expired',
  'approved',
  'active',
  'paused',
  'suspended',
  'underReview',
  'ended',
  'superseded',
] as const
const RequestState = v.picklist(requestStates)
export type RequestState = v.InferOutput<typeof RequestState>

export const told = [
  'not signed',
  'will be sent',
  'signed and sent',
  'waits',
  'granted',
  'not granted',
  'ended',
  'paused',
  'stopped',
  'will be stopped',
  'stop neutral',
  'withdrawn',
  'expired',
  'new form',
  'changed over',
  'read again',
  'not available yet',
  'desk helps',
  'ask:desk',
  'ask:physician',
  'ask:registration',
  'refused and explained',
  'continues',
  'nothing',
  'own access',
] as const
const Told = v.picklist(told)
export type Told = v.InferOutput<typeof Told>

export const kinds = ['appointments', 'medication', 'allergies', 'documents', 'results'] as const
const Access = v.union([v.literal('all'), v.array(v.picklist(kinds))])
export type Access = v.InferOutput<typeof Access>

/** `state`, or `state:first day without access`. */
const MandateState = v.pipe(
  v.string(),
  v.check((text) => {
    const [state, day, ...more] = text.split(':')
    const isState = v.is(RequestState, state)
    return isState && more.length === 0 && (day === undefined || v.is(CalendarDay, day))
  }, 'no state of a mandate'),
)

const Notice = v.strictObject({ to: Who, what: Text, due: CalendarDay, text: v.optional(Text) })
export type Notice = v.InferOutput<typeof Notice>

/** What can be compared. */
const seen = {
  request: v.optional(RequestState),
  mandates: v.optional(PerPerson(MandateState)),
  access: v.optional(PerPerson(Access)),
  sees: v.optional(PerPerson(Told)),
  ownRight: v.optional(PerPerson(v.boolean())),
  notices: v.optional(v.array(Notice)),
  /** In words: to be read by a person. */
  staff: v.optional(Text),
  physician: v.optional(Text),
}
const OkAlso = v.strictObject({ ...seen, if: v.optional(Text) })
export type OkAlso = v.InferOutput<typeof OkAlso>

const Observation = v.strictObject({
  after: v.pipe(v.number(), v.integer()),
  ...seen,
  okAlso: v.optional(v.array(OkAlso), []),
  note: v.optional(Text),
  confidence: v.optional(Text),
  pairAt: v.optional(Text),
})
export type Observation = v.InferOutput<typeof Observation>

const Event = v.strictObject({
  n: v.pipe(v.number(), v.integer()),
  at: At,
  actor: Who,
  act: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'no act')),
  what: Text,
  where: v.optional(Text),
})
export type StoryEvent = v.InferOutput<typeof Event>

const Person = v.strictObject({ name: Text, born: CalendarDay, role: Text, note: v.optional(Text) })
export type StoryPerson = v.InferOutput<typeof Person>

const Cell = v.union([v.string(), v.number(), v.boolean(), v.null()])

export const Story = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,20}$/, 'no id of a story')),
    title: Text,
    groups: v.optional(v.array(Text), []),
    rows: v.optional(v.array(Text), []),
    policy: v.optional(v.record(v.string(), Cell), {}),
    people: PerPerson(Person),
    derived: v.optional(v.record(v.string(), CalendarDay), {}),
    given: v.optional(v.array(Text), []),
    events: v.pipe(v.array(Event), v.minLength(1)),
    observations: v.array(Observation),
    why: v.optional(v.array(Text), []),
    open: v.optional(v.array(Text), []),
    confidence: v.optional(Text),
    pair: v.optional(Text),
    pairWho: v.optional(Text),
    mustNot: v.optional(v.array(Text), []),
  }),
  v.check(({ people }) => people['patient'] !== undefined, 'a story has a patient'),
  v.check(
    ({ events }) => events.every(({ n }, at) => at === 0 || n > (events[at - 1]?.n ?? 0)),
    'events are numbered in order',
  ),
  v.check(
    ({ events }) => events.every(({ at }, i) => i === 0 || Date.parse(at) >= Date.parse(events[i - 1]?.at ?? '')),
    'events are in the order of time',
  ),
  v.check(
    ({ events, observations }) => observations.every(({ after }) => events.some(({ n }) => n === after)),
    'an observation after an event that there is',
  ),
)
export type Story = v.InferOutput<typeof Story>

/** A story, or where it has another shape. */
export type Read = { readonly story: Story } | { readonly id: string; readonly unreadable: string }

/** The stories of one file; a file that is no list is one unreadable story. */
export function readStories(text: string, file: string): readonly Read[] {
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.unknown())), text)
  if (!list.success) return [{ id: file, unreadable: 'is no JSON list of stories' }]
  return list.output.map((one, at) => {
    const story = v.safeParse(Story, one)
    if (story.success) return { story: story.output }
    const [issue] = story.issues
    const named = v.safeParse(v.looseObject({ id: v.string() }), one)
    const id = named.success ? named.output.id : `${file}[${at}]`
    return { id, unreadable: `${v.getDotPath(issue) ?? ''}: ${issue.message}` }
  })
}
