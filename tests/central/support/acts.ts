/** People who sign over several visits, over the real central: each in a visit of his own, with the session's own code. */
import { randomUUID } from 'node:crypto'
import { decodeJwt, SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { mandateFacts } from '../../../central/kiosk-api/gateway/mandate-facts.ts'
import { findingAbout } from '../../../central/record/findings.ts'
import { personOfRecord } from '../../../central/record/person-of-record.ts'
import { thumbprintOf } from '../../../central/keys/house-key.ts'
import type { SetRow } from '../../../central/requests/sets/set-row.ts'
import { decidableRecord } from '../../../central/visits/papers.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import { paperEdition } from '../../../domain/contract/device/paper-edition.ts'
import type { Evidence } from '../../../domain/contract/gateway/evidence.ts'
import { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { InkPath } from '../../../domain/contract/messages/parts.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { readForm } from '../../../domain/forms/form.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import { CompactJws, EnvelopeId, Instant, JourneyId, Milliseconds, VisitId } from '../../../domain/ids.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import { decideSet } from '../../../domain/requests/sets/decide-set.ts'
import type { PrivateAnswer } from '../../../domain/requests/acts/act-content.ts'
import { anchoredClock } from '../../../session/arm/clock.ts'
import { makeVisitKey } from '../../../session/arm/visit-key.ts'
import type { VisitKey } from '../../../session/arm/visit-key.ts'
import type { FormCase } from '../../../session/flow/state.ts'
import type { Custody } from '../../../session/signing/input.ts'
import { Gateway } from '../../../session/central/gateway.ts'
import { centralAgent } from '../../../session/central/http.ts'
import { signAct } from '../../../session/signing/sign-act.ts'
import type { ActInput } from '../../../session/signing/sign-act.ts'
import { assets, icc } from '../../document/sealed.ts'
import { inkOf } from '../../document/people.ts'
import { ask, tokenRequest } from './kiosk.ts'
import type { TestKiosk } from './kiosk.ts'
import { extractOf } from '../../support/extract.ts'
import { answers } from './visit.ts'

export const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }

/** Whoever comes: what his document says. */
export interface Someone {
  readonly family: string
  readonly given: string
  readonly birthDate: string
  readonly number: string
}
export const mother: Someone = { family: 'EL AMRANI', given: 'FATIMA', birthDate: '1985-03-14', number: 'SPECM0001' }
/** The same birth date and family name on another document: a renewed one that is spelled otherwise, or a twin. */
export const perhapsMother: Someone = { ...mother, given: 'FATMA', number: 'SPECM0009' }
export const father: Someone = { family: 'EL IDRISSI', given: 'KARIM', birthDate: '1983-07-02', number: 'SPECF0002' }
export const stranger: Someone = { family: 'JONKER', given: 'PIET', birthDate: '1979-01-09', number: 'SPECX0003' }

/** One visit, as far as signing. */
export interface Came {
  readonly kiosk: TestKiosk
  readonly visit: VisitId
  readonly key: VisitKey
  readonly certificate: CompactJws
  readonly claim: IdentityClaim
  readonly now: Date
}

export interface Coming {
  /** The central's clock. */
  readonly now: () => Date
  /** `Patient/<id>` whom the visit is about. */
  readonly patient: string
  readonly journey?: JourneyId
  /** What the extract says that the clerk sees; null: there is none. */
  readonly extract?: 'sole' | 'joint' | null
  /** What else he shows; the clerk records it. */
  readonly papers?: readonly Evidence[]
  readonly content?: number
}

export const instantOf = (at: Date): Instant => v.parse(Instant, at.toISOString())

export async function come(central: Central, kiosk: TestKiosk, who: Someone, coming: Coming): Promise<Came> {
  const {
    patient,
    journey = 'child',
    extract = 'joint',
    papers = [],
    content = central.content.bundle.version,
  } = coming
  const now = coming.now()
  const visit = v.parse(VisitId, randomUUID())
  const key = await makeVisitKey()
  const { number, ...name } = who
  const document = { kind: 'passport', issuer: 'NLD', number, expires: addDays(dayAt(now.getTime()), 900) }
  const claim = v.parse(IdentityClaim, { ...name, document, journey })
  const build = {
    app: 't',
    build: 'development',
    runtime: 'n',
    host: 'rehearsal',
    content,
    paper: paperEdition,
  } as const
  await central.visits.begin({ visit, device: kiosk.device, keyThumbprint: await thumbprintOf(key.public), build })
  await central.visits.claim(visit, claim)
  await central.visits.identify(visit, number.slice(-4), clerk)
  if (extract !== null && journey === 'child') {
    const paper = extractOf(addDays(dayAt(now.getTime()), -10), { recordedAt: instantOf(now), authority: extract })
    await central.visits.recordEvidence(visit, paper, clerk)
  }
  for (const paper of papers) await central.visits.recordEvidence(visit, paper, clerk)
  const about = await central.store.read(patient)
  const person = about?.resourceType === 'Patient' ? personOfRecord(about, dayAt(now.getTime())) : null
  const finding = await findingAbout(central.store, { patient, on: dayAt(now.getTime()) })
  await central.visits.bind(visit, patient, clerk, person, finding)
  const seconds = Math.floor(now.getTime() / 1000)
  const certificate = v.parse(
    CompactJws,
    await new SignJWT({ cnf: { jwk: { ...key.public } }, build })
      .setProtectedHeader({ alg: 'ES256', typ: 'balie-visit+jwt' })
      .setIssuer(kiosk.device)
      .setSubject(visit)
      .setAudience(`${central.kiosk}/token`)
      .setJti(randomUUID())
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 4 * 3600)
      .sign(kiosk.log.privateKey),
  )
  return { kiosk, visit, key, certificate, claim, now }
}

/** The form that this visitor would sign, as his session sees it; of a set, as the gateway tells it. */
export async function caseOf(central: Central, came: Came, set: SetRow | null): Promise<FormCase> {
  const row = await central.visits.find(came.visit)
  const reference = row?.record.patient ?? ''
  const stored = await central.store.read(reference)
  const today = dayAt(came.now.getTime())
  const known = stored?.resourceType === 'Patient' ? knownPatient(stored, today) : null
  const form = readForm(central.content.bundle.questionnaires[0])
  if (row === null || known === null || form === null) throw new Error('no case')
  const patient = { ...known, reference, birthDate: known.birthDate ?? '' }
  const mandates = await mandateFacts({ fhir: central.store, patient: reference, claim: came.claim, on: today })
  if (set !== null) return { patient, mandates, form, decision: set.decision }
  const decision = decideSet({
    asker: { claim: came.claim, record: decidableRecord(row), earlier: false },
    patient: { ...patient, birthDate: patient.birthDate as CalendarDay },
    mandates,
    request: requestOf(form, answers),
    policy: central.content.policy,
    day: today,
  })
  if (decision.kind !== 'form') throw new Error(`the rules refuse: ${decision.id}`)
  return { patient, mandates, form, decision }
}

export interface Signed {
  readonly id: EnvelopeId
  readonly jwe: string
  readonly came: Came
}

/** His part, closed in an envelope; nothing is delivered. */
export async function sign(
  central: Central,
  came: Came,
  part: Pick<ActInput, 'set' | 'role' | 'of'> & { readonly answer?: PrivateAnswer } & Partial<ActInput>,
): Promise<Signed> {
  const { bundle, policy } = central.content
  const monotonic = () => performance.now()
  const clock = anchoredClock({ at: instantOf(came.now), uncertainty: v.parse(Milliseconds, 20) }, monotonic)
  let made: { id: EnvelopeId; jwe: string } | null = null
  const custody: Custody = {
    seal: () => Promise.reject(new Error('an act is not sealed')),
    store: ({ envelope, jwe }) => {
      made = { id: envelope, jwe }
      return Promise.resolve(true)
    },
  }
  const signing = {
    hospital: { content: bundle, policy, forms: [part.of.form] },
    keyset: v.parse(Keyset, decodeJwt(central.house.keyset)),
    key: came.key,
    clock,
    certificate: came.certificate,
    visit: came.visit,
    device: came.kiosk.device,
    assets,
    icc,
  }
  const at = clock.now()
  const documents = [
    { id: 'terms' as const, version: bundle.terms.version },
    { id: 'privacy' as const, version: bundle.privacy.version },
  ]
  const input: ActInput = {
    journey: 'child',
    person: { part: 'visitor', claim: came.claim, assurance: 'identified' } as ActInput['person'],
    answers,
    acceptance: { language: 'nl', at, documents },
    language: 'nl',
    mark: { method: 'ink', ink: v.parse(InkPath, inkOf(7)) },
    at,
    ...part,
    answer: part.answer ?? null,
  }
  await signAct(signing, input, custody)
  if (made === null) throw new Error('nothing was signed')
  return { ...(made as { id: EnvelopeId; jwe: string }), came }
}

/** PUT as the courier of that kiosk does it, by the central's clock. */
export async function bring(
  central: Central,
  { id, jwe, came: { kiosk } }: Pick<Signed, 'id' | 'jwe'> & { readonly came: Pick<Came, 'kiosk'> },
  now: Date,
) {
  const seconds = Math.floor(now.getTime() / 1000)
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(kiosk.device)
    .setSubject(kiosk.device)
    .setAudience(`${central.kiosk}/device/token`)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(kiosk.auth.privateKey)
  const given = JSON.parse((await ask(central, tokenRequest(assertion))).body) as { access_token: string }
  const authorization = `Bearer ${given.access_token}`
  const answer = await ask(central, {
    method: 'PUT',
    path: `/intake/envelopes/${id}`,
    body: jwe,
    headers: { authorization },
  })
  const said = JSON.parse(answer.body) as { receipt?: string }
  const claims = said.receipt === undefined ? {} : decodeJwt(said.receipt)
  return { status: answer.status, ...claims, body: answer.body } as {
    status: number
    result?: 'stored' | 'quarantined'
    reason?: string
    body: string
  }
}

/** This visit's session, as it asks the central. */
export function gatewayOf(central: Central, came: Came): Gateway {
  const at = { at: instantOf(came.now), uncertainty: v.parse(Milliseconds, 20) }
  return new Gateway({
    agent: centralAgent(central.house.tlsCa.certificate),
    central: central.kiosk,
    key: came.key,
    clock: anchoredClock(at, () => performance.now()),
    certificate: came.certificate,
  })
}

export const newSet = (): EnvelopeId => v.parse(EnvelopeId, randomUUID())
