/** Visits and envelopes for the intake: the session's own signing over the central's own records, alterable at will. */
import { randomUUID } from 'node:crypto'
import { compactDecrypt, CompactEncrypt, CompactSign, importJWK, SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { hashOf, hashOfJson } from '../../../paper/hash.ts'
import { thumbprintOf } from '../../../central/keys/house-key.ts'
import { Cast } from '../../../central/training/cast.ts'
import type { Role } from '../../../central/training/cast.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { paperEdition } from '../../../domain/contract/device/paper-edition.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import { readForm } from '../../../domain/forms/form.ts'
import type { Answers } from '../../../domain/forms/answers.ts'
import { choosesGrantee, journeyOf } from '../../../domain/journeys/index.ts'
import { extractOf } from '../../support/extract.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { IdentityClaim as IdentityClaimSchema } from '../../../domain/contract/gateway/visit-record.ts'
import type { Known } from '../../../domain/journeys/known.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { CompactJws, EnvelopeId, Instant, Milliseconds, VisitId } from '../../../domain/ids.ts'
import type { JourneyId, PublicJwk } from '../../../domain/ids.ts'
import { EnvelopePayload, Manifest } from '../../../domain/contract/intake/payload.ts'
import { decide } from '../../../domain/rules/index.ts'
import type { FormDecision } from '../../../domain/rules/index.ts'
import { buildCms } from '../../../main/custody/seal/build-cms.ts'
import { anchoredClock } from '../../../session/arm/clock.ts'
import type { Clock } from '../../../session/arm/clock.ts'
import { makeVisitKey } from '../../../session/arm/visit-key.ts'
import type { VisitKey } from '../../../session/arm/visit-key.ts'
import type { Custody } from '../../../session/signing/input.ts'
import { sendAcceptance } from '../../../session/signing/send-acceptance.ts'
import { signForm } from '../../../session/signing/sign-form.ts'
import type { Mark } from '../../../domain/requests/signing-set/signing-set.ts'
import { completeSet } from '../../../session/signing/complete-set.ts'
import type { FormCase } from '../../../session/flow/state.ts'
import { InkPath } from '../../../domain/contract/messages/parts.ts'
import { assets, icc } from '../../document/sealed.ts'
import { inkOf, penOf } from '../../document/people.ts'
import { ask } from './kiosk.ts'
import type { TestKiosk } from './kiosk.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'

export interface Plan {
  readonly applicant?: Role
  readonly child?: Role
  /** The other parent, who is here too and signs: then the extract says that both hold authority. */
  readonly second?: Role
  /** The applicant is the patient and lets the second look along. */
  readonly looksAlong?: true
  /** What the patient took out, each `Type/id`. */
  readonly withheld?: readonly string[]
  /** The other parent signs first. */
  readonly secondFirst?: boolean
  /** What the desk does not do. */
  readonly without?: 'identity' | 'extract' | 'binding' | 'begin' | 'second'
  /** The person whom the session believes to be bound, for a decision that the rules would not give. */
  readonly pretend?: Role
  /** Whose name and number stand on the paper, when they are not the child's. */
  readonly paperOf?: Role
  readonly kind?: 'form' | 'acceptance'
  /** The pad gave a movement, and the session closes it to this key. */
  readonly escrow?: PublicJwk
  /** V under which the central knows the visit, when it is another than the one that signs. */
  readonly openedBy?: VisitKey
  readonly certifiedBy?: CryptoKey
  /** A visit that a real kiosk began and its session opened: what it gave, and what its main does for it. */
  readonly real?: {
    readonly visit: VisitId
    readonly key: VisitKey
    readonly certificate: CompactJws
    readonly clock: Clock
    readonly keyset: Keyset
    readonly custody: Custody
  }
  /** The decision that the kiosk's own, other rules came to. */
  readonly decided?: (decision: FormDecision) => FormDecision
  /** Version of the content that the kiosk certifies, when it is not the one in force. */
  readonly content?: number
  /** Number of the composer that the kiosk certifies; null: a kiosk from before there was one. */
  readonly paper?: number | null
}

export interface Envelope {
  readonly id: EnvelopeId
  readonly jwe: string
  readonly visit: VisitId
  readonly key: VisitKey
}

export const answers: Answers = {
  authority: ['declared'],
  scope: ['appointments', 'medication', 'summary', 'letters', 'laboratory', 'imaging'],
  purpose: ['look'],
  period: ['whole'],
  notify: ['none'],
}
const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const instant = (at: Date) => v.parse(Instant, at.toISOString())

export const castOf = (data: string): Cast =>
  v.parse(v.pipe(v.string(), v.parseJson(), Cast), readFileSync(join(data, 'training.json'), 'utf8'))

/** A whole visit on the central's side, then signed by the session's code; the envelope is not delivered. */
export async function makeEnvelope(
  central: Central,
  data: string,
  kiosk: TestKiosk,
  plan: Plan = {},
): Promise<Envelope> {
  const { applicant = 'mother', child = 'child', without, real } = plan
  const { people } = castOf(data)
  const now = real === undefined ? new Date() : new Date(real.clock.milliseconds())
  const today = dayAt(now.getTime())
  const visit = real?.visit ?? v.parse(VisitId, randomUUID())
  const key = real?.key ?? (await makeVisitKey())
  const journey = journeyOf(plan.looksAlong === true ? 'capable-adult' : 'child')
  const part: 'grantee' | 'coHolder' = plan.looksAlong === true ? 'grantee' : 'coHolder'
  const claim = claimOf(people[applicant], journey.id)
  const second = plan.second === undefined ? null : claimOf(people[plan.second], journey.id)
  const patient = central.store
    .all('Patient')
    .find((one) => one.resourceType === 'Patient' && one.identifier?.some(({ value }) => value === people[child].bsn))
  if (patient?.resourceType !== 'Patient') throw new Error('no such patient')
  const content = plan.content ?? central.content.bundle.version
  const build = {
    app: 'test',
    build: 'development',
    runtime: 'node',
    host: 'rehearsal',
    content,
    ...(plan.paper === null ? {} : { paper: plan.paper ?? paperEdition }),
  } as const
  const evidence = extractOf(addDays(today, -30), {
    recordedAt: instant(now),
    authority: second === null ? 'sole' : 'joint',
  })
  if (without !== 'begin') {
    const opened = plan.openedBy?.public ?? key.public
    if (real === undefined)
      await central.visits.begin({ visit, device: kiosk.device, keyThumbprint: await thumbprintOf(opened), build })
    await central.visits.claim(visit, claim)
    if (without !== 'identity') {
      await central.visits.identify(visit, claim.document.number.slice(-4), clerk)
      if (without !== 'extract' && !choosesGrantee(journey)) await central.visits.recordEvidence(visit, evidence, clerk)
      if (without !== 'binding') await central.visits.bind(visit, `Patient/${patient.id}`, null)
      if (second !== null) await joinedBy(central, visit, { claim: second, as: part }, without !== 'second')
    }
  }
  const certificate =
    real?.certificate ??
    v.parse(
      CompactJws,
      await new SignJWT({ cnf: { jwk: { ...key.public } }, build })
        .setProtectedHeader({ alg: 'ES256', typ: 'balie-visit+jwt' })
        .setIssuer(kiosk.device)
        .setSubject(visit)
        .setAudience(`${central.kiosk}/token`)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('4h')
        .sign(plan.certifiedBy ?? kiosk.log.privateKey),
    )
  const form = readForm(central.content.bundle.questionnaires[plan.looksAlong === true ? 2 : 0])
  if (form === null) throw new Error('the form is not readable')
  const shown = people[plan.pretend ?? child]
  const facts = {
    reference: `Patient/${patient.id}`,
    birthDate: shown.birthDate,
    given: people[plan.paperOf ?? child].given,
    family: people[plan.paperOf ?? child].family,
    bsn: people[plan.paperOf ?? child].bsn,
    deceased: false,
  }
  const mandates = { existing: [], blocked: false, suspended: false }
  const record = {
    visit,
    state: 'bound',
    callNumber: 1,
    assurance: 'identified',
    claim,
    declined: false,
    others: second === null ? [] : [{ part, claim: second, assurance: 'identified', declined: false }],
    evidence: plan.looksAlong === true ? [] : [evidence],
    evidenceMissing: false,
    patient: `Patient/${patient.id}`,
    lookUpsLeft: 3,
    deskPicks: false,
    endedBecause: null,
  } as unknown as Known['record'] & VisitRecord
  const request = requestOf(form, answers)
  const ours = decide({
    facts: journey.facts({ record, claim, patient: facts, mandates, request, today }),
    policy: central.content.policy,
  })
  if (ours.kind !== 'form') throw new Error(`the rules refuse: ${ours.id}`)
  const decision = plan.decided?.(ours) ?? ours
  const of: FormCase = { patient: facts, mandates, form, decision }
  const { bundle, policy } = central.content
  const signing = {
    hospital: { content: bundle, policy, forms: [form] },
    keyset: real?.keyset ?? v.parse(Keyset, decodeJwt(central.house.keyset)),
    key,
    clock:
      real?.clock ??
      anchoredClock({ at: instant(now), uncertainty: v.parse(Milliseconds, 20) }, () => performance.now()),
    certificate,
    visit,
    device: kiosk.device,
    assets,
    icc,
  }
  const acceptance = {
    language: 'nl' as const,
    at: instant(now),
    documents: [
      { id: 'terms' as const, version: bundle.terms.version },
      { id: 'privacy' as const, version: bundle.privacy.version },
    ],
  }
  let made: { id: EnvelopeId; jwe: string } | null = null
  const { custody: byMain } = real ?? {}
  const custody: Custody = {
    seal: ({ envelope, sha256 }) =>
      byMain?.seal({ envelope, sha256 }) ??
      buildCms({ digest: new Uint8Array(Buffer.from(sha256, 'base64url')), ...kiosk.seal }),
    store: ({ envelope, jwe }) => {
      made = { id: envelope, jwe }
      return byMain?.store({ envelope, jwe }) ?? Promise.resolve(true)
    },
  }
  if (plan.kind === 'acceptance')
    await sendAcceptance(signing, { bound: of, claim, part: 'visitor', acceptance }, custody)
  else {
    const drawn = v.parse(InkPath, inkOf(7))
    const { escrow } = plan
    const plainMark: Mark = { method: 'ink', ink: v.parse(InkPath, inkOf(8)) }
    const mark: Mark =
      escrow === undefined ? { method: 'ink', ink: drawn } : { method: 'ink', ink: drawn, pen: penOf(drawn) }
    const told = escrow === undefined ? signing : { ...signing, hospital: { ...signing.hospital, escrow } }
    const at = signing.clock.now()
    const visitor = { part: 'visitor', claim, acceptance, language: 'nl', mark, at } as const
    const later = { ...acceptance, at: instant(new Date(now.getTime() + 1000)) }
    const others = second === null ? [] : [{ ...visitor, part, claim: second, acceptance: later, mark: plainMark }]
    const signatures = plan.secondFirst === true ? [...others, visitor] : [visitor, ...others]
    const set = completeSet({ of, record, signatures })
    await signForm(
      { ...told, set, evidence: record.evidence, answers, language: 'nl', withheld: plan.withheld ?? [] },
      custody,
    )
  }
  if (made === null) throw new Error('nothing was signed')
  return { ...(made as { id: EnvelopeId; jwe: string }), visit, key }
}

/** The other parent, or whom the patient chose, comes, and the desk compares him or does not. */
async function joinedBy(
  central: Central,
  visit: VisitId,
  { claim, as }: { readonly claim: IdentityClaim; readonly as: 'coHolder' | 'grantee' },
  identified: boolean,
): Promise<void> {
  await central.visits.claim(visit, claim, { as })
  if (!identified) return
  await central.visits.identify(visit, claim.document.number.slice(-4), clerk, { guard: { person: 1 } })
}

function claimOf(person: Cast['people'][Role], journey: JourneyId): IdentityClaim {
  return v.parse(IdentityClaimSchema, {
    document: {
      kind: person.document?.kind === 'card' ? 'identityCard' : 'passport',
      issuer: 'NLD',
      number: person.document?.number,
      expires: person.document?.expires,
    },
    family: person.family.toUpperCase(),
    given: person.given.toUpperCase(),
    birthDate: person.birthDate,
    journey,
  })
}

export type Loose = { [key: string]: unknown }

/** Opens an envelope with the house's key, lets the test change it, and closes it again under the manifest of `key`. */
export async function altered(
  central: Central,
  { id, jwe, key, visit }: Envelope,
  change: (payload: EnvelopePayload & Loose) => void,
  options: { readonly manifest?: 'old' | VisitKey; readonly header?: Loose } = {},
): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, central.house.intake.private)
  const payload = v.parse(EnvelopePayload, JSON.parse(new TextDecoder().decode(plaintext)))
  const open = structuredClone(payload) as EnvelopePayload & Loose
  change(open)
  if (options.manifest !== 'old') {
    const claims: Manifest = {
      id: open.id,
      visit,
      kind: open.kind,
      bundle: hashOfJson(open.bundle),
      pdf: open.pdf === null ? null : hashOf(Buffer.from(open.pdf, 'base64')),
      steps: hashOf(Buffer.from(open.steps.join('\n'))),
      decision: hashOfJson(open.decision),
      acceptance: hashOfJson(open['acceptance'] ?? open.acceptances),
      ...(open.withheld === undefined ? {} : { withheld: hashOfJson(open.withheld) }),
      ...(open.kind === 'act' ? { act: hashOfJson({ act: open.act, set: open.set }) } : {}),
    }
    open.manifest = await manifestBy(options.manifest ?? key, claims)
  }
  return await encrypted(central, JSON.stringify(open), { id, kind: open.kind, ...options.header })
}

async function manifestBy(key: VisitKey, claims: Manifest): Promise<EnvelopePayload['manifest']> {
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: 'balie-manifest+jwt' })
    .sign(key.private)
  return v.parse(CompactJws, jws)
}

export async function encrypted(central: Central, plaintext: string, header: Loose): Promise<string> {
  const { kty, crv, x, y, kid } = central.house.intake.public
  return await new CompactEncrypt(new TextEncoder().encode(plaintext))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: 'balie-envelope', kid, ...header })
    .encrypt(await importJWK({ kty, crv, x, y }, 'ECDH-ES'))
}

/** PUT as the courier does it. */
export async function deliver(central: Central, kiosk: TestKiosk, id: string, jwe: string) {
  const authorization = `Bearer ${await kiosk.token()}`
  return await ask(central, { method: 'PUT', path: `/intake/envelopes/${id}`, body: jwe, headers: { authorization } })
}
