/** A form that several people sign: today's visit is a set of one, and everything behind it takes more. */
import { randomUUID, webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ContentBundle } from '../../domain/contract/content/bundle.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { InkPath } from '../../domain/contract/messages/parts.ts'
import { signedContent } from '../../domain/document/model.ts'
import { verifySteps } from '../../domain/document/steps.ts'
import { formBundle } from '../../domain/fhir/bundles.ts'
import { formIds } from '../../domain/fhir/form-ids.ts'
import { readForm } from '../../domain/forms/form.ts'
import { DeviceId, EnvelopeId, Instant, VisitId } from '../../domain/ids.ts'
import { child } from '../../domain/journeys/child.ts'
import { formWords } from '../../domain/journeys/index.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { byWhom } from '../../domain/requests/signing-set/by-whom.ts'
import { participantsOf, peopleOf } from '../../domain/requests/signing-set/people.ts'
import { openSet, openTo, withAct } from '../../domain/requests/signing-set/signing-set.ts'
import type { Act, Participant, SigningSet } from '../../domain/requests/signing-set/signing-set.ts'
import { decide } from '../../domain/rules/index.ts'
import type { FormDecision } from '../../domain/rules/index.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { composePdf } from '../../paper/compose.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import type { FormCase } from '../../session/flow/state.ts'
import { documentModel } from '../../session/signing/document-model.ts'
import { hashOfJson } from '../../paper/hash.ts'
import type { PaperInput, SigningInput } from '../../session/signing/input.ts'
import { attached, attachments, signSteps } from '../../session/signing/step.ts'
import { inkOf } from '../document/people.ts'
import { assets, icc } from '../document/sealed.ts'
import { changed, day, motherOfSeven } from '../rules/sample.ts'
import { childForm, content } from './support/content.ts'
import { milan } from './support/people.ts'

const at = (time: string) => v.parse(Instant, `2026-11-23T${time}:00Z`)
const form = readForm(childForm)
if (form === null) throw new Error('the test form is a form')

/** What the rules say of two parents with authority of whom both are here. */
function decided(): FormDecision {
  const facts = changed(motherOfSeven, {
    evidence: { authorityExtract: { source: 'extract', issuedOn: day('2026-10-20'), authority: 'joint' } },
    coHolder: { standing: 'signs', blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false },
  })
  const decision = decide({ facts, policy: defaultPolicy })
  if (decision.kind !== 'form') throw new Error(`the rules refuse: ${decision.id}`)
  return decision
}
const decision = decided()
const claimOf = (given: string, number: string): IdentityClaim =>
  v.parse(IdentityClaim, {
    document: { kind: 'passport', issuer: 'NLD', number, expires: '2031-08-02' },
    family: 'DE BRUIJN',
    given,
    birthDate: '1986-03-10',
    journey: 'child',
  })
const claims = [claimOf('WILLEKE', 'SPECI2014'), claimOf('JAN', 'NX4L9K3P2')] as const
const acceptance = {
  language: 'nl' as const,
  at: at('08:50'),
  documents: [
    { id: 'terms' as const, version: content.terms.version },
    { id: 'privacy' as const, version: content.privacy.version },
  ],
}
const of: FormCase = {
  patient: { reference: 'Patient/milan', birthDate: milan.birthDate, given: 'Milan', family: 'de Bruijn', bsn: milan.bsn, deceased: false },
  mandates: { existing: [], blocked: false, suspended: false },
  form,
  decision,
} // prettier-ignore
const parts = ['visitor', 'coHolder'] as const
const people = claims.map((claim, index) => ({
  part: parts[index] ?? 'visitor',
  claim,
  assurance: 'identified' as const,
}))
const participants = participantsOf({ decision, people, acceptances: [acceptance, acceptance] }) ?? []
const id = v.parse(EnvelopeId, '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11')
const actOf = (by: number, time: string): Act => ({
  by,
  at: at(time),
  language: 'nl',
  mark: { method: 'ink', ink: v.parse(InkPath, inkOf(7 + by)) },
})

/** Both have signed, the second parent first: the order among parents is free. */
function both(): SigningSet<FormCase> {
  const one = withAct(openSet({ id, case: of, participants }), actOf(1, '09:00'))
  const two = one === null ? null : withAct(one, actOf(0, '09:01'))
  if (two === null) throw new Error('both may sign')
  return two
}

async function input(set = both()): Promise<PaperInput & Pick<SigningInput, 'key'>> {
  return {
    hospital: {
      content: v.parse(ContentBundle, { ...content, validUntil: '2027-01-01T00:00:00Z' }),
      policy: defaultPolicy,
      forms: [set.case.form],
    },
    set,
    evidence: [],
    answers: { scope: ['appointments'], purpose: ['look'] },
    language: 'nl',
    key: await makeVisitKey(),
    device: v.parse(DeviceId, '2b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11'),
    visit: v.parse(VisitId, '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11'),
  }
}

describe('A signing set', () => {
  it('is open to those of the earliest step, in any order, each one once', () => {
    const set = openSet({ id, case: of, participants })
    expect(decision.signers).toHaveLength(2)
    expect(openTo(set)).toEqual([0, 1])
    const one = withAct(set, actOf(1, '09:00'))
    expect(one === null ? null : openTo(one)).toEqual([0])
    expect(one === null ? 'nobody' : withAct(one, actOf(1, '09:02'))).toBeNull()
    expect(withAct(set, actOf(2, '09:00'))).toBeNull()
    expect(openTo(both())).toEqual([])
  })

  it('lets nobody sign before his turn', () => {
    const later = participants.map((one, index) => ({ ...one, signer: { ...one.signer, step: index + 1 } }))
    const steps = { ...of, decision: { ...decision, signers: later.map(({ signer }) => signer) } }
    const set = openSet({ id, case: steps, participants: later })
    expect(openTo(set)).toEqual([0])
    expect(withAct(set, actOf(1, '09:00'))).toBeNull()
  })

  it('has exactly the people whom the decision asks for', () => {
    expect(() => openSet({ id, case: of, participants: participants.slice(0, 1) })).toThrow()
    expect(() => openSet({ id, case: of, participants: participants.toReversed() })).toThrow()
    const [one] = people
    if (one === undefined) throw new Error('there are two')
    expect(participantsOf({ decision, people: [one], acceptances: [acceptance] })).toBeNull()
    expect(participantsOf({ decision, people, acceptances: [acceptance] })).toBeNull()
    expect(peopleOf({ claim: null, assurance: 'claimed', others: [] })).toEqual([])
  })
})

describe('Two parents on one form', () => {
  it('are a chain of two steps over the same words, each by another of them', async () => {
    const given = await input()
    const model = documentModel(given, { reference: 'ABCD-EFGH', escrowHashes: [null, null] })
    const steps = await signSteps(given, model, [null, null])
    const port = portOver(webcrypto.subtle)
    const sha256 = (bytes: Uint8Array) => port.digest('SHA-256', bytes)
    const verdict = await verifySteps({ steps, key: given.key.public, sha256, verify: port.verifyEs256 })
    expect(verdict).toMatchObject({ ok: true })
    expect(steps.map(({ claims: { seq, of: all } }) => [seq, all])).toEqual([[1, 2], [2, 2]]) // prettier-ignore
    expect(new Set(steps.map(({ claims: { formHash } }) => formHash))).toEqual(
      new Set([hashOfJson(signedContent(model))]),
    )
    expect(byWhom(steps.map((step) => step.claims), people)).toEqual([1, 0]) // prettier-ignore
    expect(byWhom(steps.map((step) => step.claims), people.slice(0, 1))).toBeNull() // prettier-ignore
    const [first, second] = steps
    if (first === undefined || second === undefined) throw new Error('there are two')
    expect(byWhom([first.claims, first.claims], people)).toBeNull()
    const swapped = await verifySteps({
      steps: [second, first],
      key: given.key.public,
      sha256,
      verify: port.verifyEs256,
    })
    expect(swapped).toMatchObject({ ok: false })
  })

  it('stand both on the paper, which can be composed', async () => {
    const given = await input()
    const model = documentModel(given, { reference: 'ABCD-EFGH', escrowHashes: [null, null] })
    expect(model.signers.map(({ name }) => name)).toEqual([
      expect.stringMatching(/JAN/i),
      expect.stringMatching(/WILLEKE/i),
    ])
    expect(model.representative).toHaveLength(6)
    expect(model.at).toBe(at('09:01'))
    const steps = await signSteps(given, model, [null, null])
    const files = attachments({
      model,
      steps,
      certificate: 'e30.e30.AAAA',
      key: given.key.public,
      decision: {},
      response: {},
    })
    const pdf = await composePdf(model, { assets, icc, attachments: files })
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-')
  })

  it('are told to the record as two grantees of one request, each act by who took it', async () => {
    const given = await input()
    const model = documentModel(given, { reference: 'ABCD-EFGH', escrowHashes: [null, null] })
    const steps = await signSteps(given, model, [null, null])
    const bundle = formBundle({
      ids: formIds(participants, randomUUID),
      patient: of.patient.reference,
      participants,
      acts: steps.map((step, index) => ({
        by: given.set.acts[index]?.by ?? 0,
        at: step.claims.at,
        step: attached(step),
        said: step.claims,
      })),
      coding: child.coding,
      form: given.set.case.form,
      answers: given.answers,
      language: 'nl',
      decision: { ...decision, grants: [{ role: 'coHolder', scope: ['letters'] }] },
      policy: 'https://balie.example/fhir/policy/x/1',
      hospital: 'Ziekenhuis Voorbeeld',
      device: given.device,
      reference: 'ABCDEFGH',
      pdf: { base64: '', size: 0, sha1: '' },
      at: model.at,
    })
    const all = (bundle.entry ?? []).flatMap(({ resource, fullUrl }) =>
      resource === undefined ? [] : [{ resource, fullUrl }],
    )
    const addressed = (type: string) => all.filter(({ resource }) => resource.resourceType === type)
    const [mother, father] = addressed('RelatedPerson').map(({ fullUrl }) => ({ reference: fullUrl }))
    const consents = addressed('Consent').map(({ resource }) => resource)
    expect(consents).toHaveLength(4)
    expect(consents.slice(0, 2)).toMatchObject([{ performer: [mother] }, { performer: [father] }])
    // Each gets what is left to him of the one form.
    const kindsOf = (consent: (typeof consents)[number] | undefined) =>
      consent?.resourceType === 'Consent' ? consent.provision?.extension?.map(({ valueCode }) => valueCode) : undefined
    expect(consents.slice(0, 2).map(kindsOf)).toEqual([[...decision.scope], ['letters']])
    const [provenance] = addressed('Provenance')
    expect(provenance?.resource).toMatchObject({
      signature: [
        { who: father, when: at('09:00') },
        { who: mother, when: at('09:01') },
      ],
    })
    const [task] = addressed('Task')
    const [one, two] = addressed('Consent')
    expect(task?.resource).toMatchObject({
      focus: { reference: one?.fullUrl },
      input: [{}, { valueReference: { reference: two?.fullUrl } }],
    })
  })

  it('when the patient signs too, the patient is no representative and gets no mandate', () => {
    const [parent] = participants
    if (parent === undefined) throw new Error('there is a parent')
    const patient: Participant = {
      ...parent,
      role: formWords(child).role,
      coding: null,
      signer: { ...parent.signer, role: 'patient' },
    }
    const ids = formIds([parent, patient], randomUUID)
    expect(ids.people.map((one) => one === null)).toEqual([false, true])
    expect(ids.mandates.map((one) => one === null)).toEqual([false, true])
    expect(ids.terms).toHaveLength(2)
  })
})
