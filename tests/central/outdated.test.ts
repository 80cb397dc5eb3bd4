/** What an older kiosk signed and mended rules would not have asked for: kept, given to staff, never quarantined for it. */
import type { Consent, DocumentReference, Task } from '@medplum/fhirtypes'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { hashOf } from '../../paper/hash.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { rulesVersion } from '../../domain/rules/rules-version.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { altered, deliver, makeEnvelope } from './support/visit.ts'
import type { Envelope, Loose, Plan } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
})
afterAll(async () => {
  await central.close()
  data.remove()
})

type Change = (payload: Loose & { bundle: { entry: { resource: Loose }[] } }) => void
async function fate(envelope: Envelope, change: Change): Promise<string> {
  const jwe = await altered(central, envelope, (payload) => change(payload as never))
  const { body } = await deliver(central, kiosk, envelope.id, jwe)
  const { receipt: keys } = v.parse(Keyset, decodeJwt(central.house.keyset))
  const receipt = await verifyReceipt({ answer: body, id: envelope.id, sha256: hashOf(Buffer.from(jwe)), keys })
  return `${receipt?.result} ${(await central.ledger.find(envelope.id))?.detail}`
}
/** As a kiosk of format 1 wrote it: no number, and one acceptance and at most one movement, for its one signer. */
function older(payload: Loose): void {
  const [acceptance] = payload['acceptances'] as readonly unknown[]
  for (const member of ['format', 'acceptances', 'escrows', 'set', 'act']) delete payload[member]
  payload['acceptance'] = acceptance
}
const child: Plan = { applicant: 'motherWithoutExtract', child: 'child' }
const make = (plan: Plan = child) => makeEnvelope(central, data.path, kiosk, plan)
const all = <T>(type: string): readonly T[] => central.store.all(type) as unknown as readonly T[]

describe('an envelope of format 1', () => {
  it('is stored as ever while the rules of now ask for the same', async () => {
    expect(await fate(await make({}), older)).toBe('stored null')
    expect(all<Consent>('Consent').some(({ status }) => status === 'proposed')).toBe(true)
  })

  it.each<[string, string, Change]>([
    [
      'with answers that are not asked any more',
      'form questions',
      ({ bundle }) => {
        for (const { resource } of bundle.entry) if (Array.isArray(resource['item'])) resource['item'].pop()
      },
    ],
    [
      'coded otherwise in the record',
      'bundle differs',
      ({ bundle }) => {
        for (const { resource } of bundle.entry)
          if (resource['resourceType'] === 'Task') resource['priority'] = 'urgent'
      },
    ],
  ])('%s is kept with a task for staff and a receipt, and gives nobody anything', async (_, because, change) => {
    const envelope = await make()
    const [papers, consents, apart] = [
      all('DocumentReference').length,
      all('Consent').length,
      await central.ledger.countApart(),
    ]
    const got = await fate(envelope, (payload) => {
      older(payload)
      change(payload)
    })
    expect(got).toBe(`stored outdated: ${because}`)
    expect(await central.ledger.outdated(envelope.id)).not.toBeNull()
    expect(await central.ledger.countApart()).toBe(apart)
    expect([all('DocumentReference').length, all('Consent').length]).toEqual([papers + 1, consents])
    const task = all<Task>('Task').find(({ identifier }) =>
      identifier?.some(({ value }) => value === referenceOf(envelope.id)),
    )
    const paper = all<DocumentReference & { id: string }>('DocumentReference').at(-1)
    expect(task).toMatchObject({ status: 'requested', businessStatus: { text: 'outdated' } })
    expect(task?.focus?.reference).toBe(`DocumentReference/${paper?.id}`)
    expect(
      Buffer.from(paper?.content[0]?.attachment.data ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it.each<[string, RegExp, Change]>([
    ['sealed otherwise', /^quarantined/, (payload) => (payload['pdf'] = Buffer.from('%PDF-1.7').toString('base64'))],
    ['with a step of another set', /^quarantined/, (payload) => (payload['steps'] = ['e30.e30.e30'])],
    [
      'signed at another hour',
      /^quarantined/,
      (payload) => (payload['times'] = { signedAt: '2020-01-01T00:00:00Z', uncertainty: 1 }),
    ],
  ])('%s is not old but wrong', async (_, expected, change) => {
    const got = await fate(await make({ applicant: 'motherOfDouble', child: 'double' }), (payload) => {
      older(payload)
      change(payload)
    })
    expect(got).toMatch(expected)
  })
})

describe('machine 4: who signed, about whom and in which visit never ages', () => {
  const foreign: Plan = { applicant: 'motherOfDouble', child: 'double', paperOf: 'child' }
  const asked: Change = ({ bundle }) => {
    for (const { resource } of bundle.entry) if (Array.isArray(resource['item'])) resource['item'].pop()
  }
  const recoded: Change = ({ bundle }) => {
    for (const { resource } of bundle.entry) if (resource['resourceType'] === 'Task') resource['priority'] = 'urgent'
  }
  it.each<[string, string, Change]>([
    ['as it is', 'quarantined patient', () => undefined],
    ['with answers that are not asked any more', 'quarantined visit', asked],
    ['coded otherwise in the record', 'quarantined patient', recoded],
  ])('a paper about somebody else without a format, %s, is quarantined', async (_, expected, change) => {
    const papers = all('DocumentReference').length
    const envelope = await make(foreign)
    const got = await fate(envelope, (payload) => {
      older(payload)
      change(payload)
    })
    expect(got).toBe(expected)
    expect(all('DocumentReference')).toHaveLength(papers)
    expect(await central.ledger.outdated(envelope.id)).toBeNull()
  })

  it('a decision beside the one on the paper is no older one', async () => {
    const got = await fate(await make({ applicant: 'motherOfDouble', child: 'double' }), (payload) => {
      older(payload)
      payload['decision'] = { kind: 'form', rules: 'older' }
    })
    expect(got).toBe('quarantined decision')
  })
})

describe('rules 11: a decision of older rules in a payload of today', () => {
  const family: Plan = { applicant: 'motherOfDouble', child: 'double' }
  /** Signed as it stands: the paper, the steps and the payload all have this decision. */
  const decidedBy = (of: number | undefined): Plan => ({
    ...family,
    decided: ({ rulesVersion: _ours, ...older }) => ({
      ...older,
      ...(of === undefined ? {} : { rulesVersion: of }),
      approver: older.approver === 'staff' ? 'physician' : 'staff',
    }),
  })
  it.each([
    ['of the first rules, without a number', undefined],
    ['that says that it is of the first', 1],
  ])('%s is kept with a task for staff and a receipt, and gives nobody anything', async (_, version) => {
    const envelope = await make(decidedBy(version))
    const [papers, consents, apart] = [
      all('DocumentReference').length,
      all('Consent').length,
      await central.ledger.countApart(),
    ]
    expect(await fate(envelope, () => undefined)).toBe('stored outdated: rules decision')
    expect(await central.ledger.outdated(envelope.id)).not.toBeNull()
    expect([all('DocumentReference').length, all('Consent').length]).toEqual([papers + 1, consents])
    expect(await central.ledger.countApart()).toBe(apart)
    const task = all<Task>('Task').find(({ identifier }) =>
      identifier?.some(({ value }) => value === referenceOf(envelope.id)),
    )
    expect(task).toMatchObject({ status: 'requested', businessStatus: { text: 'outdated' } })
  })

  it('that rules of today never made is quarantined', async () => {
    const envelope = await make(decidedBy(rulesVersion))
    expect(await fate(envelope, () => undefined)).toBe('quarantined decision')
  })

  it('that another hand wrote beside the paper is no older decision', async () => {
    const got = await fate(await make(family), (payload) => {
      payload['decision'] = { ...(payload['decision'] as object), rulesVersion: 1, approver: 'staff' }
    })
    expect(got).toBe('quarantined decision')
  })
})

it('an envelope of format 2 that the rules refuse is quarantined as ever', async () => {
  const got = await fate(await make({ applicant: 'motherOfDouble', child: 'double' }), (payload) => {
    payload['decision'] = { kind: 'form', rules: 'forged' }
  })
  expect(got).toBe('quarantined decision')
})

it('an envelope of a format that nobody knows is malformed', async () => {
  const got = await fate(await make({ applicant: 'motherOfDouble', child: 'double' }), (payload) => {
    payload['format'] = 4
  })
  expect(got).toBe('quarantined shape')
})
