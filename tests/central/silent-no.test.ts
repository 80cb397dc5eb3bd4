/**
 * What a parent can receive does not hang on what a child of 13 answered, on whether it answered, or on a physician's refusal:
 * every answer of the central byte for byte, every screen, the record, the log, and the work that an answer costs. Each ending
 * has a central of its own, so that nothing else differs.
 */
import { afterEach, describe, expect, it } from 'vitest'
import type { SetStep } from '../../central/requests/sets/change.ts'
import type { SqliteStores } from '../../central/store/sqlite/stores.ts'
import { findCopy } from '../../central/web/citizen/find-copy.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { referenceOf, shownReference } from '../../domain/contract/envelope/reference.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { trainingPolicy } from '../../central/published/content/content.ts'
import { shownToStaff } from '../../domain/requests/sets/shown.ts'
import { termsOf } from '../../domain/requests/sets/terms.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { parentComes, fatima, karim } from '../session/support/child-visits.ts'
import type { Holder } from '../session/support/people.ts'
import { answers, setNow } from './support/answering.ts'
import { bring, caseOf, come, gatewayOf, instantOf, newSet, sign, stranger } from './support/acts.ts'
import type { Came, Coming, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { TestKiosk } from './support/kiosk.ts'
import { heardOf, overhear, plain, type Heard } from './support/overheard.ts'
import { castOf } from './support/visit.ts'

type Moved = Extract<SetStep, { kind: 'moved' }>['event']
interface Ending {
  readonly answers: readonly PrivateAnswer[]
  readonly then?: Moved
  /** What staff see of it: proof that the endings are not one. */
  readonly staff: string
}
const refusal: Moved = { kind: 'refused', by: 'physician' }
const endings: Readonly<Record<string, Ending>> = {
  silence: { answers: [], staff: 'waiting' },
  yes: { answers: ['yes'], staff: 'complete' },
  no: { answers: ['no'], staff: 'refusedByChild' },
  later: { answers: ['later'], staff: 'waiting' },
  'a no after a yes': { answers: ['yes', 'no'], staff: 'refusedByChild' },
  'a yes that is taken back': { answers: ['yes'], then: { kind: 'withdrew', by: 'patient' }, staff: 'notGranted' },
  'the physician’s refusal after a yes': { answers: ['yes'], then: refusal, staff: 'notGranted' },
  'the physician’s refusal after a no': { answers: ['no'], then: refusal, staff: 'notGranted' },
}

const asSomeone = ({ family, given, number, birth }: Holder): Someone => ({
  family,
  given,
  number,
  birthDate: `19${birth.slice(0, 2)}-${birth.slice(2, 4)}-${birth.slice(4)}`,
})
const mother = asSomeone(fatima)
const father = asSomeone(karim)

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** One ending, played: the mother asks, the child answers or not. */
async function play({ answers, then, staff }: Ending, authority: 'sole' | 'joint' = 'joint') {
  const data = folder()
  let shift = 0
  const now = () => new Date(Date.now() + shift)
  const heard: Heard = { exchanges: [], work: [] }
  const policy = { ...trainingPolicy, set: { ...trainingPolicy.set, days: 9 } }
  const central = await training(data.path, { now, policy, around: (stores: SqliteStores) => heardOf(stores, heard) })
  overhear(central, heard)
  const kiosks = [await enrolKiosk(central), await enrolKiosk(central)] as const
  opened.push(async () => {
    await central.close()
    data.remove()
  })
  const { birthDate, bsn } = castOf(data.path).people.teenager
  const id = central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id ?? ''
  const patient = `Patient/${id}`
  const another = `Patient/${central.store.all('Patient').find((one) => one.id !== id)?.id ?? ''}`
  const set = newSet()
  const comes = (who: Someone, kiosk: TestKiosk, more: Partial<Coming> = {}) =>
    come(central, kiosk, who, { now, patient, extract: authority, ...more })
  const signs = async (came: Came, role: 'applicant' | 'coHolder' | 'patient', answer?: PrivateAnswer) => {
    const of = await caseOf(central, came, await central.sets.find(set))
    const signed = await sign(central, came, { set, role, of, ...(answer === undefined ? {} : { answer }) })
    const receipt = await bring(central, signed, now())
    expect(receipt).toMatchObject({ result: 'stored' })
    return { id: signed.id, receipt: receipt.body, sent: signed.jwe.length }
  }
  const own = await signs(await comes(mother, kiosks[0]), 'applicant')
  const adam: Someone = { family: 'EL AMRANI', given: 'ADAM', birthDate, number: 'SPECA0004' }
  const visits: string[] = []
  for (const answer of answers) {
    const came = await comes(adam, kiosks[1], { journey: 'own-dossier', extract: null })
    visits.push(came.visit)
    await signs(came, 'patient', answer)
  }
  // Call numbers count every visit of the house: whoever comes for something else takes those that the child did not.
  while (visits.length < 2) {
    const elsewhere = { patient: another, journey: 'own-dossier', extract: null } as const
    visits.push((await comes(stranger, kiosks[1], elsewhere)).visit)
  }
  const when = () => ({ at: instantOf(now()), today: dayAt(now().getTime()), terms: termsOf(central.content.policy) })
  if (then !== undefined) await central.sets.happen(set, { kind: 'moved', event: then }, when())
  await central.tend()
  const { state } = (await central.sets.find(set))!
  // Of two parents the other one has not signed: nothing is complete.
  expect(shownToStaff(state)).toBe(authority === 'joint' && staff === 'complete' ? 'waiting' : staff)
  return {
    central, kiosks, authority, data: data.path, set, own, comes, signs, visits, heard,
    async later(days: number): Promise<void> {
      shift = days * 86_400_000
      await central.sets.happen(set, { kind: 'moved', event: { kind: 'dayCame' } }, when())
    },
  } // prettier-ignore
}
type Played = Awaited<ReturnType<typeof play>>

/** Everything that the central answers to this parent's session, as it left, and what it cost. */
async function asks({ central, comes, kiosks, heard }: Played, who: Someone): Promise<unknown> {
  const told: unknown[] = []
  for (const journey of ['child', 'stop-other'] as const) {
    const came = await comes(who, kiosks[0], { journey })
    const gateway = gatewayOf(central, came)
    heard.exchanges.length = 0
    heard.work.length = 0
    try {
      await gateway.record()
      await (journey === 'child' ? gateway.sets() : gateway.stoppable())
      if (journey === 'child') await gateway.mandates()
      told.push(plain(heard.exchanges), [...heard.work])
    } finally {
      gateway.close()
    }
  }
  return told
}

/** The public page and the page at home under a number that this parent was given. */
async function pages({ central }: Played, act: EnvelopeId): Promise<unknown> {
  const reference = referenceOf(act)
  const texts = await Promise.all(
    [`/s/${reference}`, `/copy/${reference}`].map(async (path) => {
      const answer = await fetch(`${central.staff}${path}`)
      return [answer.status, await answer.text()]
    }),
  )
  const { given, family, birthDate } = mother
  const citizen = { login: '', password: '', given, family, birthDate, bsn: '' } as never
  const copy = await findCopy(
    { store: central.store, longTerm: central.longTerm },
    reference,
    citizen,
    dayAt(Date.now()),
  )
  return plain([
    texts.map(([status, text]) => [
      status,
      String(text).replaceAll(shownReference(reference), 'REF').replaceAll(reference, 'REF'),
    ]),
    copy.kind,
  ])
}

const kinds = ['Consent', 'Task', 'DocumentReference', 'QuestionnaireResponse', 'RelatedPerson', 'Provenance', 'Communication'] as const // prettier-ignore

/** What the record has of the child, and the log but for the child's own visits. */
function recorded({ central, visits }: Played): unknown {
  const log = central.store.all('AuditEvent')
  const others = log.filter((one) => !visits.some((visit) => JSON.stringify(one).includes(visit)))
  return plain([
    kinds.map((kind) => central.store.all(kind).length),
    kinds.map((kind) => central.store.all(kind)),
    others,
  ])
}

/** Whom of the parents the set tells something. */
async function notices({ central, set }: Played): Promise<unknown> {
  const row = await central.sets.find(set)
  return row?.notices.filter(({ to }) => to === 'applicant' || to === 'coHolder')
}

/** The parent's own later visit, screen by screen. */
async function screens(
  { central, kiosks, data, authority }: Played,
  who: Holder,
  upTo: 'ownWaits' | 'setWaits',
): Promise<unknown> {
  const stage = await parentComes({ central, kiosk: kiosks[1], data }, who, authority)
  await stage.at(upTo)
  stage.end()
  return plain(stage.views)
}

const names = Object.keys(endings)

/** Every ending against the first; where one differs, only the place is shown. */
function isOne(received: readonly unknown[]): void {
  const [first = '', ...others] = received.map((one) => JSON.stringify(one))
  for (const [at, other] of others.entries()) {
    const from = [...other].findIndex((letter, place) => letter !== first[place])
    const near = (text: string): string => (other === first ? '' : text.slice(Math.max(0, from - 120), from + 80))
    expect([names[at + 1], near(other)]).toEqual([names[at + 1], near(first)])
  }
}

describe('while it waits, a parent', { timeout: 180_000 }, () => {
  it.each(['sole', 'joint'] as const)(`receives the same of ${names.join(', ')} (%s authority)`, async (authority) => {
    const received: Record<string, unknown>[] = []
    for (const name of names) {
      const played = await play(endings[name]!, authority)
      const { own } = played
      const joint = authority === 'joint'
      received.push({
        receipt: own.receipt.length,
        mother: await asks(played, mother),
        father: joint ? await asks(played, father) : null,
        pages: await pages(played, own.id),
        notices: await notices(played),
        // Before a session asks several things at once, whose lines come in any order.
        recorded: recorded(played),
        motherSees: await screens(played, fatima, 'ownWaits'),
        fatherSees: joint ? await screens(played, karim, 'setWaits') : null,
      })
    }
    expect(JSON.stringify(received[0])).toContain('ownWaits')
    isOne(received)
  })

  it('who signs after the child, or before it, leaves and receives the same', async () => {
    const received: unknown[] = []
    for (const name of names) {
      const played = await play(endings[name]!)
      const part = await played.signs(await played.comes(father, played.kiosks[0]), 'coHolder')
      await played.central.tend()
      received.push([
        part.receipt.length,
        part.sent,
        await pages(played, part.id),
        await asks(played, father),
        recorded(played),
      ])
    }
    isOne(received)
  })
})

describe('after its last day, a parent', { timeout: 180_000 }, () => {
  it.each(['sole', 'joint'] as const)(
    'receives the same of all, one notice on one day (%s authority)',
    async (authority) => {
      const received: Record<string, unknown>[] = []
      for (const name of names) {
        const played = await play(endings[name]!, authority)
        await played.later(10)
        const { toSign, signed, deskHelps } = await setsOf(played, mother)
        expect([toSign, signed, deskHelps]).toEqual([[], [], false])
        received.push({
          mother: await asks(played, mother),
          father: await asks(played, father),
          pages: await pages(played, played.own.id),
          notices: await notices(played),
          recorded: recorded(played),
        })
      }
      expect(received[0]?.['notices']).toMatchObject([{ to: 'applicant', what: 'ended' }])
      isOne(received)
    },
  )
})

async function setsOf({ central, comes, kiosks }: Played, who: Someone) {
  const gateway = gatewayOf(central, await comes(who, kiosks[0]))
  try {
    return await gateway.sets()
  } finally {
    gateway.close()
  }
}

describe('only a grant', { timeout: 60_000 }, () => {
  it('shows earlier', async () => {
    const played = await play(endings['yes']!, 'sole')
    const before = await asks(played, mother)
    const { central } = played
    expect(await answers(central, await setNow(central, played.set))).toMatchObject({ kind: 'granted' })
    expect(await asks(played, mother)).not.toEqual(before)
  })
})
