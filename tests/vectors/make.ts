/** Makes the test vectors again: `node tests/vectors/make.ts`. Keys are new each time and worth nothing. */
import { webcrypto } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { documentAttachments } from '../../paper/attachments.ts'
import { dutch, withSigners } from '../document/people.ts'
import { sealedPdf, stepsOf } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const model = withSigners(dutch, 4)
const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const jwk = await webcrypto.subtle.exportKey('jwk', pair.privateKey)
const key = { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' } as const
const sign = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new Uint8Array(bytes)))
const steps = await stepsOf(model, { key, sign })
const attachments = documentAttachments({
  model,
  steps,
  key,
  visitCertificate: null,
  decision: { policy: { id: 'rijnhout', version: 7 }, rules: ['child.under12.soleAuthority'] },
  fhir: { resourceType: 'Bundle', type: 'collection', entry: [] },
})

interface StepsFile {
  steps: { claims: { name: string; inkHash: string | null }; jws: string }[]
  inks: (string | null)[]
  key: { x: string }
}

function write(name: string, change: (set: StepsFile, form: Record<string, unknown>) => void): void {
  const folder = `${here}${name}/`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const read = (file: string): string =>
    Buffer.from(attachments.find((one) => one.name === file)?.bytes ?? []).toString('utf8')
  const set: StepsFile = JSON.parse(read('steps.json'))
  const form: Record<string, unknown> = JSON.parse(read('form.json'))
  change(set, form)
  writeFileSync(`${folder}steps.json`, canonicalJson(set))
  writeFileSync(`${folder}form.json`, canonicalJson(form))
}

write('good', () => undefined)
write('bad-step-dropped', (set) => void (set.steps.splice(1, 1), set.inks.splice(1, 1)))
write('bad-steps-swapped', (set) => void set.steps.reverse())
write('bad-name', (set) => void set.steps.forEach(({ claims }) => (claims.name = 'Iemand anders')))
write('bad-ink', (set) => void (set.inks[0] = set.inks[1] ?? null))
write('bad-form', (_, form) => void (form['statement'] = 'Iets anders'))
write('bad-signature', (set) => void set.steps.forEach((step) => (step.jws = step.jws.slice(0, -20) + 'A'.repeat(20))))
const ca = makeTrainingCa()
writeFileSync(`${here}good/key.json`, `${JSON.stringify({ ...key, d: jwk.d }, null, 2)}\n`)
writeFileSync(`${here}good/document.pdf`, await sealedPdf(model, { ca, attachments }))
writeFileSync(`${here}good/authority.pem`, ca.rootPem)
