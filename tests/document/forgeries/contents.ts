/**
 * Forgeries by somebody who can seal: what stands inside does not agree with itself. A stolen seal key alone must not be
 * enough to make people sign what they did not sign.
 */
import { canonicalBytes } from '../../../domain/bytes/canonical.ts'
import { type SignedStep, StepSet } from '../../../domain/document/steps.ts'
import * as v from 'valibot'
import { type Attachment, composePdf } from '../../../paper/compose.ts'
import { dutch, inkOf, withSigners } from '../people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile, stepsOf } from '../sealed.ts'
import { deviceId, type TrainingCa } from '../training-ca.ts'
import { base64url, utf8 } from '../../../domain/bytes/bytes.ts'
import type { CompactJws } from '../../../domain/ids.ts'
import type { Forgery } from './tools.ts'

type Files = readonly Attachment[]

const read = (files: Files, name: string): unknown =>
  JSON.parse(Buffer.from(files.find((one) => one.name === name)?.bytes ?? []).toString('utf8'))
const written = (files: Files, name: string, bytes: Uint8Array): Files =>
  files.map((one) => (one.name === name ? { ...one, bytes } : one))
const changed = (files: Files, name: string, value: unknown): Files => written(files, name, canonicalBytes(value))

/** Every forgery whose seal is genuine. */
export async function contentForgeries(ca: TrainingCa): Promise<readonly Forgery[]> {
  const model = withSigners(dutch, 3)
  const visit = await makeVisitKey()
  const other = await makeVisitKey()
  const files = await attachmentsOf(model, visit)
  const set = v.parse(StepSet, read(files, 'steps.json'))
  const form = read(files, 'form.json') as Record<string, unknown>
  const [one, two, three] = set.steps as [SignedStep, SignedStep, SignedStep]
  const steps = (change: Partial<StepSet>): Files => changed(files, 'steps.json', { ...set, ...change })
  const claims = (change: Partial<SignedStep['claims']>): Files =>
    steps({ steps: [one, { ...two, claims: { ...two.claims, ...change } }, three] })
  const elsewhere = await stepsOf(model, visit, '9d1f7a0c-1111-4222-8333-444455556666')
  const otherDevice = await stepsOf(model, other)
  const shorter = await stepsOf(withSigners(dutch, 2), visit)
  const otherForm = await stepsOf({ ...model, statement: 'Iets heel anders' }, visit)
  const nextHour = await stepsOf({ ...model, signers: model.signers.map((s) => ({ ...s, at: '2026-11-23T15:03:07+01:00' as typeof s.at })) }, visit) // prettier-ignore
  const certificate = (change: Record<string, unknown>, key = visit.key): Files =>
    steps({ visitCertificate: certificateFor(key, change) })
  const cases: Record<string, Files> = {
    'step dropped at the end': steps({ steps: [one, two], inks: set.inks.slice(0, 2) }),
    'step dropped in the middle': steps({ steps: [one, three] }),
    'step dropped at the start': steps({ steps: [two, three] }),
    'no steps': steps({ steps: [], inks: [] }),
    'steps swapped': steps({ steps: [two, one, three] }),
    'step twice': steps({ steps: [one, one, three] }),
    'step added': steps({ steps: [one, two, three, three], inks: [...set.inks, set.inks[2] ?? null] }),
    'fewer signers than decided': steps({ steps: [...shorter].slice(0, 1), inks: set.inks.slice(0, 1) }),
    'step of another set': steps({ steps: [one, elsewhere[1] ?? two, three] }),
    'all steps of another form': steps({ steps: [...otherForm] }),
    'step signed by another visit': steps({ steps: [one, otherDevice[1] ?? two, three] }),
    'all steps by another key than stated': steps({ steps: [...otherDevice] }),
    'steps later than the seal': steps({ steps: [...nextHour] }),
    'name changed': claims({ name: 'Iemand anders' }),
    'role changed': claims({ role: 'Arts' }),
    'time changed': claims({ at: '2026-11-23T10:00:00+01:00' as SignedStep['claims']['at'] }),
    'assurance raised': claims({ identity: { ...two.claims.identity, assurance: 'authenticated' } }),
    'method changed': claims({ method: 'typed', inkHash: null }),
    'chain cut': claims({ previous: null }),
    'signature zero': steps({ steps: [one, { ...two, jws: `${two.jws.split('.')[0] ?? ''}..${'A'.repeat(86)}` }, three] }),
    'algorithm none': steps({ steps: [one, { ...two, jws: two.jws.replace(/^[^.]+/, base64url(utf8('{"alg":"none"}'))) }, three] }),
    'ink of another signer': steps({ inks: [set.inks[1] ?? null, set.inks[0] ?? null, set.inks[2] ?? null] }),
    'ink drawn again': steps({ inks: [Buffer.from(canonicalBytes(inkOf(77))).toString(), ...set.inks.slice(1)] }),
    'ink left out': steps({ inks: [null, ...set.inks.slice(1)] }),
    'one ink too many': steps({ inks: [...set.inks, null] }),
    'steps not canonical': written(files, 'steps.json', Buffer.from(JSON.stringify(set, null, 1))),
    'steps with an unknown key': changed(files, 'steps.json', { ...set, approved: true }),
    'steps no JSON': written(files, 'steps.json', Buffer.from('steps')),
    'steps not UTF-8': written(files, 'steps.json', Buffer.from([0xff, 0xfe, 0x22])),
    'steps deeply nested': written(files, 'steps.json', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))),
    'form: an answer changed': changed(files, 'form.json', { ...form, answers: [] }),
    'form: another statement': changed(files, 'form.json', { ...form, statement: 'Ik geef alles weg.' }),
    'form: another version': changed(files, 'form.json', { ...form, form: { ...(form['form'] as object), version: '9' } }),
    'form: key added': changed(files, 'form.json', { ...form, extra: 1 }),
    'form: not canonical': written(files, 'form.json', Buffer.from(`${JSON.stringify(form)} `)),
    'form missing': files.filter(({ name }) => name !== 'form.json'),
    'steps missing': files.filter(({ name }) => name !== 'steps.json'),
    'decision no JSON': written(files, 'decision.json', Buffer.from('ja')),
    'attachment: a bomb': written(files, 'form.json', Buffer.alloc(30_000_000, 0x20)),
    'visit certificate of another kiosk': certificate({ iss: '00000000-0000-4000-8000-000000000000' }),
    'visit certificate for another key': certificate({}, other.key),
    'visit certificate expired': certificate({ iat: 1_700_000_000, exp: 1_700_014_400 }),
    'visit certificate with an unknown key': certificate({ admin: true }),
    'visit certificate no JWS': steps({ visitCertificate: 'abc' }),
  } // prettier-ignore
  const made: Forgery[] = []
  for (const [name, attachments] of Object.entries(cases))
    made.push({
      name: `contents: ${name}`,
      bytes: await sealFile(await composePdf(model, { assets, icc, attachments }), { ca }),
    })
  return made
}

/** A visit certificate as main makes it, with the changes; its signature is not checked unless device keys are given. */
export function certificateFor(key: object, change: Record<string, unknown> = {}): CompactJws {
  const payload = {
    iss: deviceId,
    sub: '6a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d',
    aud: 'https://central.example/token',
    jti: 'x',
    iat: 1_795_438_800,
    exp: 1_795_453_200,
    cnf: { jwk: key },
    build: { app: '0.1.0', build: 'development', runtime: 'Electron 45.4.1', host: 'electron', content: 7 },
    ...change,
  }
  const part = (value: object): string => base64url(utf8(JSON.stringify(value)))
  return `${part({ alg: 'ES256', typ: 'balie-visit+jwt' })}.${part(payload)}.${'A'.repeat(86)}` as CompactJws
}
