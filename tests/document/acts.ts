/** Sets of acts for tests, made as visits make them: each by its own key, in its own visit, at one of two kiosks. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { base64url, utf8 } from '../../domain/bytes/bytes.ts'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { inkHash } from '../../domain/document/hashes.ts'
import { signStep } from '../../domain/document/steps.ts'
import type { StepClaims } from '../../domain/document/steps.ts'
import { responseOf } from '../../domain/fhir/answers.ts'
import { readForm } from '../../domain/forms/form.ts'
import { CompactJws, DeviceId, EnvelopeId, Instant, VisitId } from '../../domain/ids.ts'
import type { InEveryLanguage, Language } from '../../domain/language.ts'
import { actHash } from '../../domain/requests/acts/act-content.ts'
import type { ActContent, PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import type { ActSet, SignedAct } from '../../domain/requests/acts/act-set.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import type { FormDecision, Signer } from '../../domain/rules/basis/decision.ts'
import { actClaims, actContent } from '../../paper/act-content.ts'
import type { HashedMark } from '../../paper/act-content.ts'
import type { ActsPaper } from '../../paper/acts-paper.ts'
import { composeActs } from '../../paper/compose-acts.ts'
import { prepareSeal } from '../../paper/seal.ts'
import { houseSeal } from '../../central/keys/house-seal.ts'
import { childForm } from '../session/support/content.ts'
import { inkOf } from './people.ts'
import { assets, icc, makeVisitKey, sealFile, sha256, type SealOptions, type VisitKey } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const read = readForm(childForm)
if (read === null) throw new Error('the test form is a form')
export const form = read
export const answers = Object.fromEntries(
  form.questions.map(({ linkId, options, several }) => [
    linkId,
    options.slice(0, several ? 2 : 1).map(({ code }) => code),
  ]),
)

/** One who signs, and how. */
export interface Part {
  readonly signer: Signer
  readonly person: Identified
  readonly role: InEveryLanguage
  readonly language: Language
  readonly method: 'ink' | 'typed' | 'tapped' | 'witnessed'
  readonly answer?: PrivateAnswer | null
  readonly at: string
  /** Which of the two kiosks. */
  readonly kiosk: 0 | 1
}

export function person(given: string, family: string, number: string, birthDate = '1986-03-10'): Identified {
  const document = { kind: 'passport', issuer: 'NLD', number, expires: '2031-08-02' }
  return {
    part: 'visitor',
    claim: v.parse(IdentityClaim, { document, family, given, birthDate, journey: 'child' }),
    assurance: 'identified',
  }
}

const signer = (role: Signer['role'], gives: Signer['gives'], alone = false): Signer => ({
  role,
  relation: 'parentWithAuthority',
  step: alone ? 2 : 1,
  gives,
  alone,
  sees: alone ? 'formWithoutPrivateAnswers' : 'form',
  ownForm: false,
  proves: ['identity'],
  minimumIdentity: 'identified',
})

const roles = {
  parent: { nl: 'Ouder met gezag', nlSimple: 'Ouder met gezag', en: 'Parent with parental responsibility' },
  guardian: { nl: 'Voogd', nlSimple: 'Voogd', en: 'Guardian' },
  child: { nl: 'Patiënt', nlSimple: 'Patiënt', en: 'Patient' },
} as const

const mother: Part = { signer: signer('applicant', 'signature'), person: person('WILLEKE', 'DE BRUIJN', 'NX47B2K91'), role: roles.parent, language: 'en', method: 'ink', at: '2026-11-20T09:10:00+01:00', kiosk: 0 } // prettier-ignore
const father: Part = { ...mother, signer: signer('coHolder', 'signature'), person: person('JORIS', 'VAN DEN AKKER', 'IH38C7D24'), language: 'nl', at: '2026-11-22T16:40:30+01:00', kiosk: 1 } // prettier-ignore
const guardian: Part = { ...mother, signer: signer('coHolder', 'noObjection'), person: person('ŞEBNEM', 'YILMAZ', 'NX90D4E11'), role: roles.guardian, language: 'nl', at: '2026-11-21T12:00:00+01:00' } // prettier-ignore
const child: Part = { ...mother, signer: signer('patient', 'consent', true), person: person('FENNA', 'VAN DEN AKKER', 'NW22K18F7', '2013-03-14'), role: roles.child, language: 'nlSimple', answer: 'yes', at: '2026-11-23T11:20:00+01:00', kiosk: 1 } // prettier-ignore
export const people = { mother, father, guardian, child }
export const witness = person('CORNELIS HENDRIK', 'OVERBEEK', 'IK55P0Q31')

/** Casts of one to four signers. */
export const casts = {
  one: [mother],
  parents: [mother, father],
  childAndParent: [mother, child],
  three: [mother, { ...father, method: 'tapped' }, child],
  witnessed: [{ ...mother, method: 'witnessed' }, father],
  four: [mother, father, guardian, child],
} as const satisfies Readonly<Record<string, readonly Part[]>>

export interface Kiosk {
  readonly device: DeviceId
  readonly log: VisitKey
}

export async function makeKiosk(): Promise<Kiosk> {
  return { device: v.parse(DeviceId, randomUUID()), log: await makeVisitKey() }
}

/** A visit of a kiosk, certified by its D-log. */
export async function makeVisit(
  kiosk: Kiosk,
  { at, key, change = {} }: { readonly at: string; readonly key?: VisitKey; readonly change?: object },
): Promise<{ readonly key: VisitKey; readonly certificate: CompactJws }> {
  const visit = key ?? (await makeVisitKey())
  const iat = Math.floor(Date.parse(at) / 1000) - 600
  const payload = {
    iss: kiosk.device,
    sub: v.parse(VisitId, randomUUID()),
    aud: 'https://central.example/token',
    jti: randomUUID(),
    iat,
    exp: iat + 4 * 3600,
    cnf: { jwk: visit.key },
    build: { app: '0.1.0', build: 'development', runtime: 'Electron 45.4.1', host: 'electron', content: 7, paper: 6 },
    ...change,
  }
  const part = (value: object): string => base64url(utf8(JSON.stringify(value)))
  const input = `${part({ alg: 'ES256', typ: 'balie-visit+jwt' })}.${part(payload)}`
  const certificate = v.parse(CompactJws, `${input}.${base64url(await kiosk.log.sign(utf8(input)))}`)
  return { key: visit, certificate }
}

export const patient: {
  readonly given: string
  readonly family: string
  readonly birthDate: string
  readonly bsn: string | null
} = {
  given: 'Fenna',
  family: 'van den Akker',
  birthDate: '2013-03-14',
  bsn: null,
}

/** The content of one act. */
export function contentOf(
  part: Part,
  set: EnvelopeId,
  change: Partial<Parameters<typeof actContent>[0]> = {},
): ActContent {
  const who = part.signer.role === 'patient'
  const statement = who
    ? { nl: 'U mag het dossier van uw kind zien: ik vind dat goed.', nlSimple: 'Ik vind het goed dat mijn ouder kijkt.', en: 'I agree that my parent looks.' }
    : { nl: 'U vraagt toegang tot het dossier van uw kind F. (2013).', nlSimple: 'U wilt het dossier zien van F. (2013).', en: 'You are asking for access to the record of your child F. (2013).' } // prettier-ignore
  return actContent({
    set,
    participant: { ...part.person, signer: part.signer, role: part.role },
    answer: part.answer ?? null,
    form,
    hospital: 'Ziekenhuis Rijnhout',
    patient,
    answers,
    statement,
    accepted: { terms: '2026-09-01', privacy: '2026-09-01' },
    language: part.language,
    ...change,
  })
}

async function markOf(
  { method }: Part,
  seed: number,
): Promise<{ readonly mark: HashedMark; readonly ink: string | null; readonly witnessInk: string | null }> {
  if (method === 'typed' || method === 'tapped') return { mark: { method }, ink: null, witnessInk: null }
  const own = inkForDocument(inkOf(seed))
  const hash = await inkHash(own, sha256)
  if (method === 'ink')
    return { mark: { method, inkHash: hash, escrowHash: null }, ink: canonicalJson(own), witnessInk: null }
  const beside = inkForDocument(inkOf(seed + 31))
  const mark = { method, inkHash: hash, witness: { ...witness, inkHash: await inkHash(beside, sha256) } }
  return { mark, ink: canonicalJson(own), witnessInk: canonicalJson(beside) }
}

export interface ActOptions {
  readonly set: EnvelopeId
  readonly kiosks: readonly [Kiosk, Kiosk]
  readonly place: { readonly seq: number; readonly of: number }
  readonly content?: ActContent
  readonly claims?: (honest: StepClaims) => StepClaims
  /** Signs the step with this key; the certificate is for the visit's own. */
  readonly by?: VisitKey
  readonly certificate?: object
  readonly from?: Kiosk
}

/** One act, honest but for what the options say. */
export async function signedAct(part: Part, options: ActOptions): Promise<SignedAct> {
  const { set, kiosks, place } = options
  const content = options.content ?? contentOf(part, set)
  const visit = await makeVisit(options.from ?? kiosks[part.kiosk], { at: part.at, change: options.certificate ?? {} })
  const { mark, ink, witnessInk } = await markOf(part, place.seq * 7)
  const honest = actClaims({
    content,
    formHash: await actHash(content, sha256),
    participant: { ...part.person, signer: part.signer, role: part.role },
    place,
    at: v.parse(Instant, part.at),
    mark,
  })
  const step = await signStep({ claims: options.claims?.(honest) ?? honest, sign: (options.by ?? visit.key).sign })
  return { key: visit.key.key, visitCertificate: visit.certificate, step, content, ink, witnessInk }
}

export const newSet = (): EnvelopeId => v.parse(EnvelopeId, randomUUID())

export function decisionOf(cast: readonly Part[]): FormDecision {
  return {
    kind: 'form',
    form: 'childForm',
    row: 'R03',
    signers: cast.map((one) => one.signer),
    approver: 'physician',
    start: { day: '2026-11-23', reason: 'registration' },
    end: { day: '2029-03-14', lastDay: '2029-03-13', reason: 'sixteenthBirthday' },
    pauses: [],
    reviews: [],
    scope: [],
    purpose: 'look',
    supersedes: false,
    notices: [],
    rules: [],
  } as unknown as FormDecision
}

/** A whole set with everything that its paper needs. */
export async function paperOf(
  cast: readonly Part[],
  { set = newSet(), kiosks }: { readonly set?: EnvelopeId; readonly kiosks?: readonly [Kiosk, Kiosk] } = {},
): Promise<ActsPaper & { readonly kiosks: readonly [Kiosk, Kiosk] }> {
  const at = v.parse(Instant, '2026-11-23T14:03:07+01:00')
  const both = kiosks ?? ([await makeKiosk(), await makeKiosk()] as const)
  const acts: SignedAct[] = []
  for (const [i, part] of cast.entries())
    acts.push(await signedAct(part, { set, kiosks: both, place: { seq: i + 1, of: cast.length } }))
  const whole: ActSet = { balie: 'steps/2', set, acts }
  const response = responseOf({
    uuid: randomUUID(),
    who: { reference: `urn:uuid:${randomUUID()}` },
    form,
    answers,
    language: 'nl',
    patient: 'Patient/fenna',
    at: v.parse(Instant, cast[0]?.at),
  })
  return {
    acts: whole,
    reference: '4F7-209-KWX',
    at,
    decision: { ...decisionOf(cast) },
    policy: { hospital: { name: 'Ziekenhuis Rijnhout' }, version: 7 },
    evidence: [],
    response,
    deviceKeys: both.map(({ log }) => log.key),
    kiosks: both,
  }
}

/** The house's own seal certificate under this authority: it names the organisation and nobody else. */
export const makeHouse = (under: TrainingCa): TrainingCa => makeTrainingCa({ under, person: 'Ziekenhuis Rijnhout' })

/** The same as the central does it: a key for this one paper, certified by the authority of this hospital. */
export async function sealedByCentral(
  paper: ActsPaper,
  { ca, timeStamp }: Pick<SealOptions, 'ca' | 'timeStamp'>,
): Promise<Uint8Array> {
  const made = await composeActs(paper, { assets, icc })
  if (!made.ok) throw new Error(`${made.problem}: ${made.detail}`)
  const prepared = prepareSeal(made.composed)
  const cms = await houseSeal({
    digest: prepared.sha256,
    authority: { key: readFileSync(join(ca.folder, 'root.key'), 'utf8'), certificate: ca.rootPem },
    organisation: 'Ziekenhuis Rijnhout',
    revocation: 'http://127.0.0.1/list',
    now: new Date(paper.at),
    timeStamp: timeStamp ?? (() => Promise.resolve(null)),
  })
  return prepared.finish(cms)
}

/** Composed and sealed by the house; throws where the composer refuses. */
export async function sealedActs(paper: ActsPaper, options: SealOptions): Promise<Uint8Array> {
  const made = await composeActs(paper, { assets, icc })
  if (!made.ok) throw new Error(`${made.problem}: ${made.detail}`)
  return await sealFile(made.composed, options)
}
