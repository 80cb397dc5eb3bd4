/** A throw-away hospital: a root and a kiosk's seal certificate, made with the system's OpenSSL for each test run. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TrainingCa {
  readonly folder: string
  readonly rootPem: string
  readonly root: Uint8Array
  readonly leaf: Uint8Array
  readonly leafPem: string
  /** PKCS#8 PEM of the seal key. */
  readonly key: string
}

/** The device id in the seal certificate's subject. */
export const deviceId = '8c1f6f0e-6f0a-4a57-9d07-6f2d51a1b6aa'

const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')

/** Extensions of a good seal certificate: signs documents, signs nothing else. */
export const goodUsage = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature,nonRepudiation',
  'extendedKeyUsage=1.3.6.1.5.5.7.3.36,emailProtection',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
]

const rootUsage = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
]

/** Fixed dates need `openssl ca`, which wants a configuration and an index. */
export const caConfig = `[ca]
default_ca=c
[c]
database=index.txt
new_certs_dir=.
rand_serial=yes
default_md=sha256
policy=p
unique_subject=no
default_crl_days=30
[p]
organizationName=optional
commonName=optional
serialNumber=optional
`

interface CaOptions {
  readonly usage?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly name?: string
  /** The leaf is this person's own, not a kiosk's. */
  readonly person?: string
  /** Issue under this hospital instead of making a new root; by its root, or wrongly by its leaf. */
  readonly under?: TrainingCa
  readonly signer?: 'root' | 'leaf'
  /** Arguments of `openssl req -newkey`; P-256 otherwise. */
  readonly algorithm?: readonly string[]
}

/** Makes both; what the leaf may do and when can be wrong on purpose. */
export function makeTrainingCa(options: CaOptions = {}): TrainingCa {
  const folder = mkdtempSync(join(tmpdir(), 'balie-ca-'))
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const name = options.name ?? 'Rijnhout'
  const ec = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const request = (who: string, subject: string, algorithm: readonly string[] = ec): void =>
    run('req', '-newkey', ...algorithm, '-nodes', '-keyout', `${who}.key`, '-out', `${who}.csr`, '-subj', subject)
  const issue = (who: string, extensions: readonly string[], from: string, to: string, ...by: string[]): void => {
    writeFileSync(join(folder, `${who}.ext`), extensions.join('\n'))
    run('ca', '-batch', '-notext', '-config', 'ca.conf', ...by, '-keyfile', 'root.key', '-in', `${who}.csr`, '-out', `${who}.pem`, '-extfile', `${who}.ext`, '-startdate', from, '-enddate', to) // prettier-ignore
  }
  writeFileSync(join(folder, 'index.txt'), '')
  writeFileSync(join(folder, 'ca.conf'), caConfig)
  if (options.under === undefined) {
    request('root', `/O=Ziekenhuis ${name}/CN=${name} Root`)
    issue('root', rootUsage, '20200101000000Z', '20491231000000Z', '-selfsign')
  } else {
    const signer = options.signer ?? 'root'
    copyFileSync(join(options.under.folder, `${signer}.key`), join(folder, 'root.key'))
    copyFileSync(join(options.under.folder, `${signer}.pem`), join(folder, 'root.pem'))
  }
  const kiosk = `/O=Ziekenhuis ${name}/CN=Balie zuil 2/serialNumber=${deviceId}`
  const subject = options.person === undefined ? kiosk : `/O=Ziekenhuis ${name}/CN=${options.person}`
  request('leaf', subject, options.algorithm)
  const [from, to] = [options.from ?? '20261101000000Z', options.to ?? '20491231000000Z']
  issue('leaf', options.usage ?? goodUsage, from, to, '-cert', 'root.pem')
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const rootPem = read('root.pem')
  const leafPem = read('leaf.pem')
  return { folder, rootPem, root: derOf(rootPem), leaf: derOf(leafPem), leafPem, key: read('leaf.key') }
}

/** The revocation list of a throw-away authority as of now, as DER; its folder holds `ca.conf`, `root.pem` and `root.key`. */
export function listOf({ folder }: { readonly folder: string }): Uint8Array {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  run('ca', '-config', 'ca.conf', '-cert', 'root.pem', '-keyfile', 'root.key', '-gencrl', '-out', 'list.pem')
  run('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.der')
  return new Uint8Array(readFileSync(join(folder, 'list.der')))
}
