/** The second signer's document or paper is doubtful: he is offered nothing, what he signs is kept apart, the first part waits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { bring, caseOf, clerk, come, father, gatewayOf, mother, newSet, sign } from './support/acts.ts'
import type { Came, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let patient = ''
const now = () => new Date()

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  const { bsn } = castOf(data.path).people.child
  patient = `Patient/${central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id}`
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const comes = (who: Someone) => come(central, kiosk, who, { now, patient })
const doubts: readonly (readonly [string, (came: Came) => Promise<unknown>])[] = [
  ['paper', ({ visit }) => central.visits.doubtPaper(visit, clerk)],
  ['document', ({ visit }) => central.visits.decline(visit, 'doubt', clerk)],
]

describe('a second signer whose word is doubted at the desk', () => {
  it.each(doubts)('signs nothing, and nothing of the first part is lost: his %s', async (_what, doubt) => {
    const set = newSet()
    const first = await comes(mother)
    await bring(
      central,
      await sign(central, first, { set, role: 'applicant', of: await caseOf(central, first, null) }),
      now(),
    )
    const second = await comes(father)
    const of = await caseOf(central, second, await central.sets.find(set))
    const signed = await sign(central, second, { set, role: 'coHolder', of })
    await doubt(second)
    const offered = await gatewayOf(central, second)
      .sets()
      .catch(() => ({ toSign: [] }))
    expect(offered.toSign).toEqual([])
    expect(await bring(central, signed, now())).toMatchObject({ result: 'quarantined' })
    const row = await central.sets.find(set)
    expect([row?.state.outcome, row?.acts.map(({ role }) => role)]).toEqual([null, ['applicant']])
    const later = await comes(father)
    expect((await gatewayOf(central, later).sets()).toSign.map((one) => one.set)).toContain(set)
  })
})
