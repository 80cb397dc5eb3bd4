/** A local time-stamping authority: `openssl ts` with a throw-away root. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requestTimeStamp } from '../../main/custody/seal/time-stamp.ts'
import { caConfig } from './training-ca.ts'

export interface TrainingTsa {
  readonly folder: string
  readonly root: Uint8Array
  readonly rootPem: string
  readonly post: (query: Uint8Array) => Promise<Uint8Array>
}

const config = `[tsa]
default_tsa=t
[t]
serial=serial
signer_cert=tsa.pem
signer_key=tsa.key
certs=root.pem
default_policy=1.2.3.4.1
digests=sha256
signer_digest=sha256
ess_cert_id_alg=sha256
accuracy=secs:1
`

/** Makes one; `usage` can be wrong on purpose. */
export function makeTrainingTsa(usage = 'critical,timeStamping', kind: 'ec' | 'rsa' = 'ec'): TrainingTsa {
  const folder = mkdtempSync(join(tmpdir(), 'balie-tsa-'))
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  run('req', '-x509', ...ec, '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650', '-subj', '/CN=Training Time Root',
    '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign') // prettier-ignore
  const key = kind === 'ec' ? ec : ['-newkey', 'rsa:2048', '-nodes']
  run('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Training Time')
  writeFileSync(
    join(folder, 'tsa.ext'),
    `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}`,
  )
  run(
    'x509',
    '-req',
    '-in',
    'tsa.csr',
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-CAcreateserial',
    '-days',
    '3000',
    '-extfile',
    'tsa.ext',
    '-out',
    'tsa.pem',
  )
  writeFileSync(join(folder, 'ts.conf'), config)
  writeFileSync(join(folder, 'serial'), '01')
  writeFileSync(join(folder, 'index.txt'), '')
  writeFileSync(join(folder, 'ca.conf'), caConfig)
  const root = readFileSync(join(folder, 'root.pem'), 'utf8')
  return {
    folder,
    rootPem: root,
    root: new Uint8Array(Buffer.from(root.replace(/-----[^-]+-----|\s/g, ''), 'base64')),
    post: (query) => {
      writeFileSync(join(folder, 'query.tsq'), query)
      run('ts', '-reply', '-config', 'ts.conf', '-queryfile', 'query.tsq', '-out', 'reply.tsr')
      return Promise.resolve(new Uint8Array(readFileSync(join(folder, 'reply.tsr'))))
    },
  }
}

/** Asks it as main does; null where it gives no token. */
export function stampBy({ post }: Pick<TrainingTsa, 'post'>): (imprint: Uint8Array) => Promise<Uint8Array | null> {
  return async (imprint) => {
    const answer = await requestTimeStamp({ imprint, post })
    return answer.ok ? answer.token : null
  }
}
