/** Somebody of the hospital answers a form: one commit, on what is true in that moment, and never by somebody who is part of it. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { AuditEvent, Consent, DocumentReference, Provenance, Resource, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { Answer } from '../../central/requests/decisions/decision.ts'
import { endsOfForm, waitingOfForm } from '../../central/record/form-ends.ts'
import { difference, KindSet } from '../../domain/data-kinds.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyApproval } from '../../domain/verify/approval.ts'
import { transaction } from '../../domain/fhir/entry.ts'
import { withdrawnStatus } from '../../domain/fhir/withdrawal.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { acrOf } from '../../domain/identity/staff-login.ts'
import { agree, answers, desk, formOf, physician, refuse } from './support/answering.ts'
import { enrolKiosk, folder, publish, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf, deliver, makeEnvelope } from './support/visit.ts'
import type { Plan } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let shift = 0
beforeEach(async () => {
  shift = 0
  data = folder()
  central = await training(data.path, { now: () => new Date(Date.now() + shift) })
  kiosk = await enrolKiosk(central)
})
afterEach(async () => {
  await central.close()
  data.remove()
})

const all = <T extends Resource>(type: T['resourceType']): readonly T[] =>
  central.store.all(type) as unknown as readonly T[]
const mandates = () => all<Consent>('Consent').filter(({ sourceReference }) => sourceReference !== undefined)
const statuses = () => mandates().map(({ status }) => status)
const kindsOf = ({ provision }: Consent) => (provision?.extension ?? []).map(({ valueCode }) => valueCode)
const lines = () =>
  all<AuditEvent>('AuditEvent').filter(({ source }) => source.site === 'balie-approve').map(({ entity }) => entity?.at(-1)?.detail?.find(({ type }) => type === 'answer')?.valueString) // prettier-ignore

async function signed(plan: Plan = {}): Promise<EnvelopeId> {
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk, plan)
  expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
  return id
}
const asked = async (plan: Plan = {}) => formOf(central, await signed(plan))
/** What the record and the log have, to hold against what a refusal leaves. */
const everything = () => JSON.stringify(['Consent', 'Task', 'Provenance', 'AuditEvent', 'DocumentReference'].map((type) => all(type as 'Task'))) // prettier-ignore
/** The sealed approval of a Provenance, together with the form of the mandate. */
async function verified(proof: Provenance | undefined, mandate: Consent | undefined) {
  const bytes = (base64 = '') => new Uint8Array(Buffer.from(base64, 'base64'))
  const der = (pem: string) => new Uint8Array(x509.PemConverter.decodeFirst(pem))
  const form = await central.store.read(mandate?.sourceReference?.reference ?? '')
  if (form?.resourceType !== 'DocumentReference') throw new Error('no form')
  const files = { approval: bytes(proof?.signature?.[0]?.data), form: bytes(form.content[0]?.attachment.data) }
  const { sealCa, timeCa } = central.house
  const options = { anchors: [der(sealCa.certificate)], timeAnchors: [der(timeCa.certificate)], at: new Date() }
  return await verifyApproval(portOver(webcrypto.subtle), files, options)
}
const change = async (resource: Resource) =>
  await central.store.transaction(
    transaction([{ resource, request: { method: 'PUT', url: `${resource.resourceType}/${resource.id ?? ''}` } }]),
  )

describe('a physician who agrees', () => {
  it('makes the mandate hold, in one commit with a second provenance and one line of the log', async () => {
    const one = await asked()
    const [provenances, seen] = [all('Provenance').length, lines().length]
    expect(statuses()).toEqual(['proposed'])
    const decided = await answers(central, one)
    const [mandate] = mandates()
    expect(decided).toEqual({ kind: 'granted', mandates: [`Consent/${mandate?.id}`] })
    expect([mandate?.status, mandate?.meta?.versionId]).toEqual(['active', '2'])
    const task = all<Task>('Task').at(-1)
    expect([task?.status, task?.owner?.display]).toEqual(['completed', 'dr. Anna Visser'])
    expect([all('Provenance').length - provenances, lines().slice(seen)]).toEqual([1, ['granted']])
    const proof = all<Provenance>('Provenance').at(-1)
    expect(proof?.target.map(({ reference }) => reference)).toEqual([
      `Consent/${mandate?.id}`,
      mandate?.sourceReference?.reference,
      mandate?.patient?.reference,
    ])
    expect(proof?.agent[0]?.who).toMatchObject({ display: 'dr. Anna Visser', identifier: { value: 'physician-1' } })
    const approval = await verified(proof, mandate)
    expect([approval.problem, approval.accepted]).toEqual([null, true])
    expect(approval.approval?.contents).toMatchObject({
      level: 'advanced',
      content: { balie: 'approval/2', decision: { outcome: 'approve' }, approver: { identified: 'Ingelogd met twee factoren' } }, // prettier-ignore
    })
    // Answered once, for whoever comes again.
    const before = everything()
    expect(await answers(central, one)).toEqual({ kind: 'refused', why: 'decidedBefore' })
    expect(await answers(central, { ...one, version: '2' }, refuse)).toEqual({ kind: 'refused', why: 'decidedBefore' })
    expect(everything()).toBe(before)
  })

  it('at the same moment as another one, decides once', async () => {
    const one = await asked()
    const other = { ...physician, id: 'physician-2', name: 'dr. Bram Kok' }
    const both = await Promise.all([answers(central, one), answers(central, one, agree, other)])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['granted', 'refused'])
    expect([statuses(), lines().length]).toEqual([['active'], 1])
  })

  it('at the same moment as one who refuses, is the second or the first, and nothing between', async () => {
    const one = await asked()
    const other = { ...physician, id: 'physician-2', name: 'dr. Bram Kok' }
    const both = await Promise.all([answers(central, one), answers(central, one, refuse, other)])
    const done = both.filter(({ kind }) => kind !== 'refused')
    expect([done.length, lines()]).toEqual([1, [done[0]?.kind]])
    expect(statuses()).toEqual([done[0]?.kind === 'granted' ? 'active' : 'rejected'])
  })

  it('gives each of two parents his own mandate', async () => {
    const one = await asked({ second: 'adult' })
    expect(statuses()).toEqual(['proposed', 'proposed'])
    expect(await answers(central, one)).toMatchObject({ kind: 'granted' })
    expect(statuses()).toEqual(['active', 'active'])
  })

  it('to less, gives fewer kinds and an earlier last day, and never more', async () => {
    const one = await asked()
    const less = (it: NonNullable<Extract<Answer, { kind: 'agree' }>['less']>): Answer => ({ kind: 'agree', less: it })
    const before = everything()
    for (const not of [less({ kinds: ['messages'] }), less({ kinds: [] }), less({ lastDay: day('2099-01-01') })])
      expect(await answers(central, one, not)).toEqual({ kind: 'refused', why: 'notLess' })
    expect(everything()).toBe(before)
    const lastDay = day(`${new Date().getFullYear() + 1}-03-31`)
    expect(await answers(central, one, less({ kinds: ['appointments', 'letters'], lastDay }))).toMatchObject({
      kind: 'granted',
    })
    const [mandate] = mandates()
    expect(mandate && kindsOf(mandate)).toEqual(['appointments', 'letters'])
    expect(mandate?.provision?.period?.end).toBe(lastDay)
    expect(lines()).toEqual(['grantedLess'])
  })
})

describe('a physician who refuses', () => {
  it('leaves no access and no word of why in the record or the log', async () => {
    const one = await asked()
    expect(await answers(central, one, refuse)).toEqual({ kind: 'rejected' })
    expect([statuses(), all<Task>('Task').at(-1)?.status, lines()]).toEqual([['rejected'], 'rejected', ['rejected']])
    expect(everything()).not.toContain('interestOfPatient')
    expect(all<Provenance>('Provenance').at(-1)?.signature).toBeUndefined()
    // Staff know it, with the sealed refusal.
    const kept = await central.refusals.of(one.task)
    expect(kept).toMatchObject({ reason: 'interestOfPatient', staff: 'physician-1', paper: expect.any(Uint8Array) })
    expect(await answers(central, one)).toEqual({ kind: 'refused', why: 'decidedBefore' })
  })

  it('says why, or nothing happens', async () => {
    const one = await asked()
    const before = everything()
    const silent: Answer = { kind: 'refuse', reason: null }
    expect(await answers(central, one, silent)).toEqual({ kind: 'refused', why: 'reasonMissing' })
    expect(everything()).toBe(before)
  })
})

describe('nothing happens, and it is said why, where', () => {
  it.each([
    ['staff answer what a physician has to', 'physicianOnly', desk],
    ['the log-in is weaker than the policy asks', 'loginTooWeak', { ...physician, acr: acrOf.low }],
    ['a physician has no number in the register', 'cannotSign', { ...physician, registration: null }],
    ['the provider says nothing of the log-in', 'loginTooWeak', { ...physician, acr: null }],
  ] as const)('%s', async (_, why, by) => {
    const one = await asked()
    const before = everything()
    for (const answer of why === 'cannotSign' ? [agree] : [agree, refuse])
      expect(await answers(central, one, answer, by)).toEqual({ kind: 'refused', why })
    expect(everything()).toBe(before)
  })

  it.each(['mother', 'child'] as const)('the approver may be the %s of the request', async (role) => {
    const one = await asked()
    const { given, family } = castOf(data.path).people[role]
    const before = everything()
    for (const name of [`dr. ${given} ${family}`, `${family}, ${given}`])
      expect(await answers(central, one, agree, { ...physician, name })).toEqual({ kind: 'refused', why: 'party' })
    expect(everything()).toBe(before)
  })

  it('the page is old, or there is no such request', async () => {
    const one = await asked()
    const before = everything()
    expect(await answers(central, { ...one, version: '7' })).toEqual({ kind: 'refused', why: 'stale' })
    expect(await answers(central, one, { kind: 'agree', seen: 'another decision' })).toEqual({
      kind: 'refused',
      why: 'stale',
    })
    for (const task of ['Task/none', `Consent/${mandates()[0]?.id}`])
      expect(await answers(central, { ...one, task })).toEqual({ kind: 'refused', why: 'unknown' })
    expect(everything()).toBe(before)
  })

  it('it was taken back meanwhile', async () => {
    const one = await asked()
    const [mandate] = mandates()
    const patient = mandate?.patient?.reference ?? ''
    const left = await waitingOfForm(central.store, {
      patient,
      document: mandate?.sourceReference?.reference ?? null,
    })
    const at = mandate?.dateTime as Parameters<typeof endsOfForm>[1]['at']
    await central.store.transaction(transaction([...endsOfForm(left, { at, because: withdrawnStatus })]))
    expect(await answers(central, one)).toEqual({ kind: 'refused', why: 'withdrawn' })
    expect(statuses()).toEqual(['inactive'])
  })

  it('a clerk doubts a paper after the signing', async () => {
    const envelope = await makeEnvelope(central, data.path, kiosk)
    await deliver(central, kiosk, envelope.id, envelope.jwe)
    const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
    expect(await central.visits.doubtPaper(envelope.visit, clerk)).toMatchObject({ ok: true })
    const one = formOf(central, envelope.id)
    expect(await answers(central, one)).toEqual({ kind: 'refused', why: 'frozen' })
    expect(await answers(central, one, refuse)).toEqual({ kind: 'rejected' })
  })

  it('the stored form was changed', async () => {
    const one = await asked()
    const document = all<DocumentReference>('DocumentReference').at(-1)
    if (document === undefined) throw new Error('no form')
    const attachment = document.content[0]?.attachment
    const bytes = Buffer.from(attachment?.data ?? '', 'base64')
    bytes[bytes.length - 2000] = (bytes[bytes.length - 2000] ?? 0) ^ 1
    await change({ ...document, content: [{ attachment: { ...attachment, data: bytes.toString('base64') } }] })
    expect(await answers(central, one)).toEqual({ kind: 'refused', why: 'paperAltered' })
    expect(statuses()).toEqual(['proposed'])
    // Whoever cannot agree can still refuse.
    expect(await answers(central, one, refuse)).toEqual({ kind: 'rejected' })
  })
})

describe('the rules of the day', () => {
  it('leave less than was signed where the policy was narrowed', async () => {
    const one = await asked()
    const { policy } = central.content
    await publish(central, { ...policy, scope: { ...policy.scope, child: difference(policy.scope.child, v.parse(KindSet, ['letters'])) } }) // prettier-ignore
    expect(await answers(central, one)).toMatchObject({ kind: 'granted' })
    expect(mandates().flatMap(kindsOf)).not.toContain('letters')
  })

  it.each([
    ['the child is twelve by now', '2014-01-01'],
    ['the patient is grown up by now', '2006-01-01'],
  ])('end it where %s: a new form is needed', async (_, birthDate) => {
    const one = await asked()
    const reference = mandates()[0]?.patient?.reference ?? ''
    const patient = await central.store.read(reference)
    if (patient?.resourceType !== 'Patient') throw new Error('no patient')
    await change({ ...patient, birthDate })
    expect(await answers(central, one)).toMatchObject({ kind: 'outdated', why: { staff: expect.any(String) } })
    const task = all<Task>('Task').at(-1)
    expect([statuses(), task?.status, task?.businessStatus?.text]).toEqual([['rejected'], 'cancelled', 'outdated'])
  })

  it('end it where the version signed under was taken back', async () => {
    const one = await asked()
    const { version } = central.content.policy
    await publish(central, central.content.policy)
    expect(await central.withdrawPolicy(version)).toBe(true)
    expect(await answers(central, one)).toMatchObject({ kind: 'outdated', why: { id: 'approval.policyWithdrawn' } })
  })

  it('take the papers as they were at the signing, however long the answer takes', async () => {
    const one = await asked()
    await central.longTerm.sweep()
    // The extract was a month old, and may be three.
    shift = 75 * 86_400_000
    expect(await answers(central, one)).toMatchObject({ kind: 'granted' })
  })

  it('let staff agree to whom an adult lets look along, where the policy says so', async () => {
    const one = await asked({ looksAlong: true, applicant: 'adult', child: 'adult', second: 'mother' })
    expect(await answers(central, one, agree, desk)).toMatchObject({ kind: 'granted' })
    expect(statuses()).toEqual(['active'])
  })
})

const day = (text: string) => v.parse(CalendarDay, text)
