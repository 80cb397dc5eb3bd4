/** One story from its first event to its last, in a hospital of its own. */
import { begin, noteSigners, softly } from './course.ts'
import type { Course, Played, Use } from './course.ts'
import { allTold, judge } from './judge.ts'
import type { Item } from './judge.ts'
import { give, play } from './play.ts'
import { received } from './pairs.ts'
import type { Ran } from './ran.ts'
import type { Observation, Story, StoryEvent } from './shape.ts'
import { openWorld } from './world.ts'

export async function runStory(story: Story, use: Use = softly): Promise<Ran> {
  const world = await openWorld(story)
  try {
    return await ran(begin(world, use))
  } finally {
    await world.close()
  }
}

async function ran(course: Course): Promise<Ran> {
  const { story } = course.world
  const items: Item[] = []
  const events: { n: number; how: string }[] = []
  const points = new Map<string, string | null>()
  await course.world.setClock(story.events[0]?.at ?? '')
  let blocked = await give(course)
  await forget(course)
  for (const [at, event] of story.events.entries()) {
    const how =
      blocked === null
        ? await happened(course, event, at === 0)
        : ({ how: 'notRun', why: blocked, blocks: true } as const)
    events.push({ n: event.n, how: how.how === 'notRun' ? `not run: ${how.why}` : how.how })
    if (how.how === 'notRun' && how.blocks && blocked === null) blocked = `event ${event.n}: ${how.why}`
    if (how.how === 'failed') {
      blocked = `event ${event.n} failed: ${how.why}`
      items.push({ id: `${event.n}/event`, result: 'differs', expected: event.act, found: how.why, why: '' })
    }
    // What was put in place before anybody looked is nobody's news.
    if (how.how === 'seed' && !story.observations.some(({ after }) => after === event.n)) await forget(course)
    for (const observation of story.observations.filter(({ after }) => after === event.n)) {
      const unrun = blocked ?? (how.how === 'notRun' && !how.blocks ? how.why : null)
      const judged = blocked === null ? await judge(course, observation) : { items: untouched(observation, blocked) }
      const own =
        unrun === null || blocked !== null
          ? judged.items
          : judged.items.map((item) =>
              item.id.endsWith(`sees.${event.actor}`) ? { ...item, result: 'notRun' as const, why: unrun } : item,
            )
      items.push(...own)
      if (observation.pairAt !== undefined)
        points.set(observation.pairAt, unrun === null ? received(course, own) : null)
    }
  }
  return { story, events, items, points, remarks: [...new Set(course.remarks)] }
}

async function forget(course: Course): Promise<void> {
  for (const { to, what, due } of await allTold(course)) course.told.add(`${to} ${what} ${due}`)
}

type Happened = Played | { readonly how: 'failed'; readonly why: string }

/** A person only hears the page of the event just done. */
async function happened(course: Course, event: StoryEvent, isFirst: boolean): Promise<Happened> {
  course.heard.clear()
  if (course.use.restarts && !isFirst) await course.world.restart()
  await course.world.setClock(event.at)
  try {
    const played = await play(course, event, { isFirst })
    await noteSigners(course)
    return played
  } catch (error) {
    return { how: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Everything that it would have compared. */
function untouched(
  { after, request, mandates = {}, access = {}, sees = {}, notices, ownRight = {} }: Observation,
  why: string,
): readonly Item[] {
  const item = (name: string, expected: unknown): Item => ({
    id: `${after}/${name}`,
    result: 'notRun',
    expected: typeof expected === 'string' ? expected : JSON.stringify(expected),
    found: '',
    why,
  })
  const each = (name: string, of: Readonly<Record<string, unknown>>): readonly Item[] =>
    Object.entries(of).map(([key, expected]) => item(`${name}.${key}`, expected))
  return [
    ...(request === undefined ? [] : [item('request', request)]),
    ...each('mandates', mandates),
    ...each('access', access),
    ...each('sees', sees),
    ...each('ownRight', ownRight),
    ...(notices === undefined ? [] : [item('notices', notices)]),
  ]
}
