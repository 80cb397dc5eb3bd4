/** Forgeries with a wrong seal: other keys, other certificates, other CMS, all over bytes that are otherwise right. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareSeal } from '../../../paper/seal.ts'
import { der, octetString, oid, sequence, setOf } from '../../../main/custody/seal/der.ts'
import { goodUsage, listOf, makeTrainingCa, type TrainingCa } from '../training-ca.ts'
import { type CmsTrick, cmsWith, digestAttribute, essAttribute, sha1, signingTime, typeAttribute } from './cms.ts'
import type { Forgery } from './tools.ts'

const withUsage = (line: string): readonly string[] => [
  ...goodUsage.filter((one) => one.split('=')[0] !== line.split('=')[0]),
  line,
]

/** Seals a composed document wrongly in every way that needs a key. `ca` is the honest hospital. */
export function sealForgeries(composed: Uint8Array, ca: TrainingCa): readonly Forgery[] {
  const chain = [ca.leaf, ca.root]
  const honest = { chain, key: ca.key }
  const other = makeTrainingCa({ name: 'Elders' })
  const prepared = prepareSeal(composed)
  const sealed = (trick: CmsTrick): Uint8Array => prepared.finish(cmsWith(prepared.sha256, trick))
  const certified = (options: Parameters<typeof makeTrainingCa>[0]): Uint8Array => {
    const { leaf, key } = issuedBy(ca, options)
    return sealed({ chain: [leaf, ca.root], key })
  }
  const fake = new Uint8Array(32).fill(7)
  const cases: Record<string, () => Uint8Array> = {
    'hospital that nobody trusts': () => sealed({ chain: [other.leaf, other.root], key: other.key }),
    'foreign key under the honest certificate': () => sealed({ chain, key: other.key }),
    'foreign certificate beside the honest one': () => sealed({ chain: [other.leaf, ca.leaf, ca.root], key: other.key }),
    'honest certificate named, foreign key': () => sealed({ chain: [ca.leaf, other.leaf], key: other.key, named: ca.leaf }),
    'self-signed with the hospital’s name': () => sealed(selfSigned(ca)),
    'the authority’s own certificate': () => sealed({ chain: [ca.root], key: readFileSync(join(ca.folder, 'root.key'), 'utf8') }),
    'expired certificate': () => certified({ from: '20260101000000Z', to: '20260201000000Z' }),
    'certificate of tomorrow': () => certified({ from: '20270101000000Z', to: '20270201000000Z' }),
    'certificate for web servers': () => certified({ usage: withUsage('extendedKeyUsage=serverAuth') }),
    'certificate without purpose': () => certified({ usage: goodUsage.filter((one) => !one.startsWith('extendedKeyUsage')) }),
    'certificate that may not commit': () => certified({ usage: withUsage('keyUsage=critical,digitalSignature') }),
    'certificate without key usage': () => certified({ usage: goodUsage.filter((one) => !one.startsWith('keyUsage')) }),
    'certificate for time stamps': () => certified({ usage: withUsage('extendedKeyUsage=critical,timeStamping') }),
    'certificate with an unknown critical extension': () => certified({ usage: [...goodUsage, '1.2.3.4.5=critical,ASN1:NULL'] }),
    'authority of its own below the hospital': () => certified({ usage: withUsage('basicConstraints=critical,CA:TRUE') }),
    'seal by a kiosk that plays authority': () => sealed(underLeaf(ca)),
    'over another digest': () => prepared.finish(cmsWith(fake, honest)),
    'digest attribute changed after signing': () => sealed({ ...honest, signed: Buffer.from('something else') }),
    'digest attribute twice': () => sealed({ ...honest, attributes: (a) => [...Object.values(a), digestAttribute(fake)] }),
    'no digest attribute': () => sealed({ ...honest, attributes: (a) => [a.type, a.certificate] }),
    'no certificate attribute': () => sealed({ ...honest, attributes: (a) => [a.type, a.digest] }),
    'certificate attribute of another': () => sealed({ ...honest, attributes: (a) => [a.type, a.digest, essAttribute(other.leaf)] }),
    'no content type': () => sealed({ ...honest, attributes: (a) => [a.digest, a.certificate] }),
    'other content type': () => sealed({ ...honest, attributes: (a) => [a.digest, a.certificate, typeAttribute(oid('1.2.840.113549.1.7.2'))] }),
    'signing time inside': () => sealed({ ...honest, attributes: (a) => [...Object.values(a), signingTime] }),
    'no attributes at all': () => sealed({ ...honest, attributes: () => [] }),
    'content inside': () => sealed({ ...honest, content: Buffer.from('another document') }),
    'content type of a time stamp': () => sealed({ ...honest, contentType: '1.2.840.113549.1.9.16.1.4' }),
    'two signers': () => sealed({ ...honest, signers: 2 }),
    'no signer': () => sealed({ ...honest, signers: 0 }),
    'SHA-1 named': () => sealed({ ...honest, digestAlgorithm: sha1 }),
    'another algorithm named': () => sealed({ ...honest, signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.4')) }),
    'signed with SHA-512, named SHA-256': () => sealed({ ...honest, hash: 'sha512' }),
    'signer named by key': () => sealed({ ...honest, version: 3 }),
    'unsigned attribute nobody knows': () => sealed({ ...honest, unsigned: sequence(oid('1.2.3.4'), setOf(octetString(fake))) }),
    'countersignature': () => sealed({ ...honest, unsigned: sequence(oid('1.2.840.113549.1.9.6'), setOf(octetString(fake))) }),
    'time stamp that is none': () => sealed({ ...honest, unsigned: sequence(oid('1.2.840.113549.1.9.16.2.14'), setOf(sequence(octetString(fake)))) }),
    'indefinite length': () => prepared.finish(Buffer.concat([Buffer.from([0x30, 0x80]), cmsWith(prepared.sha256, honest).subarray(4), Buffer.alloc(2)])),
    'length not the shortest': () => prepared.finish(longForm(cmsWith(prepared.sha256, honest))),
    'not a CMS but a certificate': () => prepared.finish(ca.leaf),
    'not a CMS but a signature': () => prepared.finish(der(0x30, octetString(fake))),
    'RSA certificate': () => rsa(ca, sealed),
  } // prettier-ignore
  return Object.entries(cases).map(([name, make]) => ({ name: `seal: ${name}`, bytes: make() }))
}

/** The seal of one document on another, both by the honest kiosk. */
export function transplanted(from: Uint8Array, to: Uint8Array): Forgery {
  const contents = (bytes: Uint8Array): string =>
    /\/Contents<([0-9A-F]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? ''
  const text = Buffer.from(to).toString('latin1').replace(contents(to), contents(from))
  return { name: 'seal: taken from another document', bytes: new Uint8Array(Buffer.from(text, 'latin1')) }
}

interface Issued {
  readonly leaf: Uint8Array
  readonly key: string
}

/** Another certificate by the honest authority, wrong in the given way. */
function issuedBy(ca: TrainingCa, options: Parameters<typeof makeTrainingCa>[0]): Issued {
  const made = makeTrainingCa({ ...options, under: ca })
  return { leaf: made.leaf, key: made.key }
}

function selfSigned(ca: TrainingCa): CmsTrick {
  const made = makeTrainingCa()
  return { chain: [made.leaf, ca.root], key: made.key }
}

/** A certificate issued by the kiosk's own seal key, which is no authority. */
function underLeaf(ca: TrainingCa): CmsTrick {
  const made = makeTrainingCa({ under: { ...ca, folder: ca.folder }, signer: 'leaf' })
  return { chain: [made.leaf, ca.leaf, ca.root], key: made.key }
}

function longForm(cms: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), cms.subarray(2)])
}

function rsa(ca: TrainingCa, sealed: (trick: CmsTrick) => Uint8Array): Uint8Array {
  const made = makeTrainingCa({ under: ca, algorithm: ['rsa:2048'] })
  const rsaWithSha256 = sequence(oid('1.2.840.113549.1.1.11'))
  return sealed({ chain: [made.leaf, ca.root], key: made.key, signatureAlgorithm: rsaWithSha256 })
}

/** A revocation list by the hospital that names the kiosk's certificate, as DER. */
export function revoke(ca: TrainingCa): Uint8Array {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: ca.folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  run('ca', '-config', 'ca.conf', '-cert', 'root.pem', '-keyfile', 'root.key', '-revoke', 'leaf.pem')
  return listOf(ca)
}
