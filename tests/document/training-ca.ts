/** A throw-away hospital: a root and a kiosk's seal certificate, made with the system's OpenSSL for each test run. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
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

const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')

/** Extensions of a good seal certificate: signs documents, signs nothing else. */
export const goodUsage = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature,nonRepudiation',
  'extendedKeyUsage=1.3.6.1.5.5.7.3.36,emailProtection',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
]

/** Makes both; `usage`, `days` and `from` of the leaf can be wrong on purpose. */
export function makeTrainingCa(
  options: { usage?: readonly string[]; from?: string; to?: string; rootDays?: number; name?: string } = {},
): TrainingCa {
  const folder = mkdtempSync(join(tmpdir(), 'balie-ca-'))
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const name = options.name ?? 'Rijnhout'
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  run('req', '-x509', ...ec, '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650', '-subj', `/O=Ziekenhuis ${name}/CN=${name} Root`,
    '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign') // prettier-ignore
  run('req', ...ec, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/O=Ziekenhuis ${name}/CN=Balie zuil 2/serialNumber=8c1f6f0e-6f0a-4a57-9d07-6f2d51a1b6aa`) // prettier-ignore
  writeFileSync(join(folder, 'leaf.ext'), (options.usage ?? goodUsage).join('\n'))
  writeFileSync(join(folder, 'index.txt'), '')
  writeFileSync(join(folder, 'ca.conf'), [
      '[ca]', 'default_ca=c', '[c]', 'database=index.txt', 'new_certs_dir=.', 'rand_serial=yes', 'default_md=sha256',
      'policy=p', 'unique_subject=no', 'default_crl_days=30', '[p]', 'organizationName=optional', 'commonName=optional', 'serialNumber=optional',
    ].join('\n')) // prettier-ignore
  run('ca', '-batch', '-notext', '-config', 'ca.conf', '-cert', 'root.pem', '-keyfile', 'root.key', '-in', 'leaf.csr', '-out', 'leaf.pem',
    '-extfile', 'leaf.ext', '-startdate', options.from ?? '20261101000000Z', '-enddate', options.to ?? '20261231000000Z') // prettier-ignore
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const rootPem = read('root.pem')
  const leafPem = read('leaf.pem')
  return { folder, rootPem, root: derOf(rootPem), leaf: derOf(leafPem), leafPem, key: read('leaf.key') }
}
