/** An act at the intake: each check, its refusals, and two people at two kiosks in the same minute. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { SetRow } from '../../central/requests/sets/set-row.ts'
import type { SqliteStores } from '../../central/store/sqlite/stores.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { shownToOthers, shownToStaff } from '../../domain/requests/sets/shown.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import { bring, caseOf, come, father, mother, newSet, perhapsMother, sign, stranger } from './support/acts.ts'
import type { Came, Coming, Signed, Someone } from './support/acts.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, castOf } from './support/visit.ts'

let data: Folder
let central: Central
let kiosks: readonly TestKiosk[]
const now = () => new Date()
/** A child of seven, and one of thirteen. */
let child = ''
let teenager = ''

beforeAll(async () => {
  data = folder()
  // What is whole stays as it is: composing is another test, and a request that was stored stops the next one.
  const around = (stores: SqliteStores) => ({ ...stores, sets: { ...stores.sets, toCompose: async () => [] } })
  central = await training(data.path, { around })
  kiosks = [await enrolKiosk(central), await enrolKiosk(central)]
  const { people } = castOf(data.path)
  const patientOf = (bsn: string) =>
    `Patient/${central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id ?? ''}`
  child = patientOf(people.child.bsn)
  teenager = patientOf(people.teenager.bsn)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

/** As much of a payload as a test changes. */
interface Sent {
  act: {
    ink: unknown
    witnessInk: unknown
    content: { statement: string; answers: object[]; form: { version: string } }
  }
  bundle: { entry: object[] }
  set: string
  decision: object
}
type Part = Parameters<typeof sign>[2]
const comes = (who: Someone, more: Partial<Coming> = {}, at = 0): Promise<Came> => {
  const kiosk = kiosks[at]
  if (kiosk === undefined) throw new Error('no such kiosk')
  return come(central, kiosk, who, { now, patient: child, ...more })
}
const rowOf = async (set: EnvelopeId): Promise<SetRow | null> => await central.sets.find(set)
const part = async (came: Came, role: Part['role'], set: EnvelopeId, more: Partial<Part> = {}): Promise<Signed> =>
  await sign(central, came, { set, role, of: await caseOf(central, came, await rowOf(set)), ...more })
const brings = (signed: Signed) => bring(central, signed, now())
async function begun(more: Partial<Coming> = {}): Promise<EnvelopeId> {
  const set = newSet()
  const signed = await part(await comes(mother, more), 'applicant', set)
  expect(await brings(signed)).toMatchObject({ status: 201, result: 'stored' })
  return set
}
const said = async (signed: Signed): Promise<string> => {
  const { result, reason } = await brings(signed)
  const row = await central.ledger.find(signed.id)
  return result === 'stored' ? 'stored' : `${String(reason)} ${String(row?.detail)}`
}
const adam: Someone = { family: 'EL AMRANI', given: 'ADAM', birthDate: '', number: 'SPECA0004' }

describe('an act', () => {
  it('opens a set that waits; in the record there is nothing of it but a line of the access log', async () => {
    const before = ['Consent', 'Task', 'DocumentReference', 'RelatedPerson', 'Provenance', 'QuestionnaireResponse'].map(
      (type) => central.store.all(type).length,
    )
    const logged = central.store.all('AuditEvent').length
    const set = await begun()
    const row = await rowOf(set)
    expect(row?.state.signers.map(({ role }) => role)).toEqual(['applicant', 'coHolder'])
    expect(row === null ? '' : [shownToStaff(row.state), shownToOthers(row.state)]).toEqual(['waiting', 'waits'])
    expect(
      ['Consent', 'Task', 'DocumentReference', 'RelatedPerson', 'Provenance', 'QuestionnaireResponse'].map(
        (type) => central.store.all(type).length,
      ),
    ).toEqual(before)
    const lines = central.store.all('AuditEvent').slice(logged)
    expect(JSON.stringify(lines)).not.toContain(set)
    expect(lines.filter((one) => JSON.stringify(one).includes('balie-intake'))).toHaveLength(1)
  })

  it('of the other parent, at another kiosk on his own paper, makes the set whole', async () => {
    const set = await begun()
    const signed = await part(await comes(father, {}, 1), 'coHolder', set)
    expect(await said(signed)).toBe('stored')
    const row = await rowOf(set)
    expect(row === null ? '' : shownToStaff(row.state)).toBe('complete')
    expect(row?.acts.map(({ claim }) => claim.family)).toEqual([mother.family, father.family])
  })

  it('that comes twice has one receipt and is one act', async () => {
    const set = newSet()
    const signed = await part(await comes(mother), 'applicant', set)
    const [one, other] = await Promise.all([brings(signed), brings(signed)])
    expect(new Set([one?.body, other?.body, (await brings(signed)).body]).size).toBe(1)
    expect((await rowOf(set))?.acts).toHaveLength(1)
  })

  it.each([0, 1])(
    'of two parents in the same minute at two kiosks: both count, whoever is first (%i)',
    async (first) => {
      const set = newSet()
      const came = await comes(mother)
      const asks = await part(came, 'applicant', set)
      // He was shown the set as it would be; what counts is what the central has when they arrive.
      const of = await caseOf(central, came, null)
      const agrees = await sign(central, await comes(father, {}, 1), { set, role: 'coHolder', of })
      const order = first === 0 ? [asks, agrees] : [agrees, asks]
      const answers = await Promise.all(order.map(brings))
      const kinds = answers.map(({ result }) => result)
      // Without the one who asks there is nothing to agree to: his act waits apart, and hers is taken in any case.
      expect(kinds[first === 0 ? 0 : 1]).toBe('stored')
      expect((await rowOf(set))?.acts.map(({ role }) => role)).toContain('applicant')
    },
  )
})

describe('an act is kept apart', () => {
  const refused: readonly (readonly [string, string, () => Promise<Signed>])[] = [
    [
      'about another patient than its set',
      'rules otherRequest',
      async () => {
        const set = await begun()
        const elsewhere = await comes(father, { patient: teenager }, 1)
        const own = await caseOf(central, elsewhere, null).catch(() => null)
        const of = { ...(own ?? (await caseOf(central, await comes(father, {}, 1), null))) }
        return await sign(central, elsewhere, {
          set,
          role: 'coHolder',
          of: {
            ...of,
            patient: (await caseOf(central, elsewhere, await rowOf(set))).patient,
            decision: (await rowOf(set))!.decision,
          },
        })
      },
    ],
    [
      'by somebody who signed another part',
      'rules twoParts',
      async () => part(await comes(mother, {}, 1), 'coHolder', await begun()),
    ],
    [
      'by somebody who may have signed another part',
      'rules twoParts',
      async () => part(await comes(perhapsMother, {}, 1), 'coHolder', await begun()),
    ],
    [
      'by somebody who may be the one who asked, in that place',
      'rules otherPerson',
      async () => part(await comes(perhapsMother, {}, 1), 'applicant', await begun()),
    ],
    [
      'by the same person again',
      'rules refresh',
      async () => part(await comes(mother, {}, 1), 'applicant', await begun()),
    ],
    [
      'by another one in the place of who asked',
      'rules otherPerson',
      async () => part(await comes(stranger, {}, 1), 'applicant', await begun()),
    ],
    [
      'by another holder whose paper is not there',
      'rules evidence.noExtract',
      async () => part(await comes(father, { extract: null }, 1), 'coHolder', await begun()),
    ],
    [
      'in the place of a child, by a parent',
      'steps part',
      async () => {
        const set = await begun({ patient: teenager })
        return await part(await comes(father, { patient: teenager }, 1), 'patient', set, { answer: 'yes' })
      },
    ],
    [
      'by a child in the place of a parent',
      'steps part',
      async () => {
        const set = await begun({ patient: teenager })
        const { birthDate } = castOf(data.path).people.teenager
        const own = { patient: teenager, journey: 'own-dossier' as const, extract: null }
        return await part(await comes({ ...adam, birthDate }, own, 1), 'coHolder', set)
      },
    ],
    [
      'without an answer where one is asked',
      'rules answer',
      async () => {
        const set = await begun({ patient: teenager })
        const { birthDate } = castOf(data.path).people.teenager
        const own = { patient: teenager, journey: 'own-dossier' as const, extract: null }
        return await part(await comes({ ...adam, birthDate }, own, 1), 'patient', set)
      },
    ],
  ]
  it.each(refused)('%s (%s)', async (_, why, make) => {
    expect(await said(await make())).toBe(why)
  })

  const changes: readonly (readonly [string, (payload: Sent) => void, string])[] = [
    ['whose words were changed', ({ act }) => (act.content.statement = 'Anders'), 'document content'],
    [
      'that asks for something else',
      ({ act }) => (act.content.answers = act.content.answers.slice(1)),
      'form questions',
    ],
    [
      'with another ink',
      ({ act }) => (act.ink = String(act.ink).replace('"durationMs":', '"durationMs":1')),
      'document ink',
    ],
    ['without its ink', ({ act }) => (act.ink = null), 'document ink'],
    ['with a witness', ({ act }) => (act.witnessInk = act.ink), 'document ink'],
    ['of a form that nobody showed', ({ act }) => (act.content.form.version = '0'), 'form unknown'],
    [
      'with resources',
      (payload) => (payload.bundle.entry = [{ resource: { resourceType: 'Patient' } }]),
      'patient other',
    ],
    ['that names another set', (payload) => (payload.set = newSet()), 'malformed act'],
    [
      'with another decision',
      (payload) => (payload.decision = { ...payload.decision, approver: 'nobody' }),
      'rules decision',
    ],
  ]
  it.each(changes)('%s', async (_, change, why) => {
    const set = newSet()
    const signed = await part(await comes(mother), 'applicant', set)
    const { id, jwe, came } = signed
    const open = { id, jwe, visit: came.visit, key: came.key }
    const changed = await altered(central, open, change as never)
    expect(await said({ ...signed, jwe: changed })).toBe(why)
    expect(await rowOf(set)).toBeNull()
  })

  it('when another key signed for the whole', async () => {
    const set = newSet()
    const signed = await part(await comes(mother), 'applicant', set)
    const { id, jwe, came } = signed
    const other = await makeVisitKey()
    const changed = await altered(central, { id, jwe, visit: came.visit, key: came.key }, () => undefined, {
      manifest: other,
    })
    expect(await said({ ...signed, jwe: changed })).toBe('manifest signature')
    expect(await rowOf(set)).toBeNull()
  })
})
