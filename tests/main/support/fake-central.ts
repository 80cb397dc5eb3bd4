/** A central on a loopback HTTPS port with real keys, certificates and signatures, whose intake a test can spoil. */
import 'reflect-metadata'
import { randomBytes, randomUUID, createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import * as x509 from '@peculiar/x509'
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK, jwtVerify } from 'jose'
import * as v from 'valibot'
import { closable } from '../../../central/http/closable.ts'
import type { DeviceCommand } from '../../../domain/contract/device/channel.ts'
import { DeviceReport } from '../../../domain/contract/device/channel.ts'
import { houseKey, type House } from './house-key.ts'
import { defaultDevicePolicy, type DevicePolicy } from '../../../domain/contract/device/device-policy.ts'
import type { Keyset } from '../../../domain/contract/device/keyset.ts'
import { EnrolmentRequest } from '../../../domain/contract/device/enrolment.ts'
import { CompactJwe, EnvelopeId, PublicJwk, type Sha256 } from '../../../domain/ids.ts'

x509.cryptoProvider.set(crypto)
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

export { houseKey, type House }

async function authority(name: string) {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomBytes(8).toString('hex'),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 30 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  })
  const issue = (subject: string, publicKey: x509.PublicKeyType, extensions: x509.Extension[] = []) =>
    x509.X509CertificateGenerator.create({
      serialNumber: randomBytes(8).toString('hex'),
      subject,
      issuer: certificate.subject,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 10 * day),
      signingAlgorithm: algorithm,
      publicKey,
      signingKey: keys.privateKey,
      extensions,
    })
  return { pem: certificate.toString('pem'), issue }
}

export interface Reply {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface FakeCentral {
  readonly url: string
  readonly code: string
  readonly thumbprint: string
  readonly intakeKey: PublicJwk
  /** PEM of the CA that issues seal certificates. */
  readonly sealCa: string
  /** Every envelope that was put, in order. */
  readonly puts: { readonly id: string; readonly sha256: string }[]
  readonly stored: Map<string, string>
  readonly reports: DeviceReport[]
  /** Paths asked for, in order, with what was sent. */
  readonly requests: { readonly path: string; readonly body: string }[]
  /** Answers the next puts instead of the intake; null: the connection is cut. */
  readonly spoil: (Reply | null)[]
  /** Answers that /device/token gives first. */
  readonly spoilTokens: Reply[]
  readonly receipt: (options: { id: string; sha256: string; key?: House }) => Promise<string>
  /** A signed refusal, as 200 or 422 carries it. */
  readonly refusal: (options: { id: string; sha256: string; reason?: string }) => Promise<string>
  /** No token that was given holds any more. */
  forgetTokens(): void
  command(command: DeviceCommand): void
  /** Publishes newer content. */
  publish(options: {
    readonly policy?: Partial<DevicePolicy>
    readonly version?: number
    readonly validUntil?: string
  }): Promise<void>
  /** Publishes a newer keyset, and says so to the kiosks. */
  publishKeyset(change: Partial<Pick<Keyset, 'timeCa' | 'intake'>>): Promise<void>
  setContent(jws: string): void
  /** Answers at /tsa; null: never. What is asked for is up to the content. */
  time: (query: Uint8Array) => Promise<Uint8Array | null>
  readonly contentKey: House
  readonly rootKey: House
  /** Cuts all event streams and takes no connection for a while. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** A sealed envelope as a session would make it. */
export async function makeEnvelope(options: {
  readonly key: PublicJwk
  readonly id?: string
  readonly bytes?: number
  /** A form is kept only when it was sealed in its visit. */
  readonly kind?: 'form' | 'acceptance'
}) {
  const id = v.parse(EnvelopeId, options.id ?? randomUUID())
  const jwe = await new CompactEncrypt(randomBytes(options.bytes ?? 400))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: 'balie-envelope',
      kid: options.key.kid ?? '',
      id,
      kind: options.kind ?? 'form',
    })
    .encrypt(await importJWK({ kty: 'EC', crv: 'P-256', x: options.key.x, y: options.key.y }, 'ECDH-ES'))
  return { id, jwe: v.parse(CompactJwe, jwe) }
}

export async function startFakeCentral(
  options: {
    readonly policy?: Partial<DevicePolicy>
    /** PEM of whom the keyset believes about time. */
    readonly timeCa?: string
  } = {},
): Promise<FakeCentral> {
  const rootKey = await houseKey()
  const contentKey = await houseKey()
  const receiptKey = await houseKey()
  const gatewayKey = await houseKey()
  const intake = await generateKeyPair('ECDH-ES', { extractable: true })
  const intakeJwk = await exportJWK(intake.publicKey)
  const intakeKey = v.parse(PublicJwk, { kty: 'EC', crv: 'P-256', x: intakeJwk.x, y: intakeJwk.y, kid: 'intake-1' })
  const tls = await authority('Test TLS CA')
  const seal = await authority('Test seal CA')
  const serverKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const leaf = await tls.issue('CN=localhost', serverKeys.publicKey, [
    new x509.SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ]),
  ])
  const serverKey = x509.PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey),
    'PRIVATE KEY',
  )
  let keysetVersion = 0
  const signedKeyset = (change: Partial<Pick<Keyset, 'timeCa' | 'intake'>> = {}): Promise<string> =>
    rootKey.sign('balie-keyset+jwt', {
      version: (keysetVersion += 1),
      hospital: 'Test',
      issuedAt: new Date().toISOString(),
      notAfter: new Date(Date.now() + 300 * day).toISOString(),
      content: [contentKey.public],
      intake: [intakeKey],
      receipt: [receiptKey.public],
      gateway: [gatewayKey.public],
      tlsCa: tls.pem,
      sealCa: seal.pem,
      timeCa: options.timeCa ?? '',
      ...change,
    })
  let keyset = await signedKeyset()
  const thumbprint = rootKey.kid
  const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const secret = [...randomBytes(26)].map((byte) => base32.charAt(byte & 31)).join('')
  let used = false
  let content = ''
  let contentVersion = 0
  const devices = new Map<string, CryptoKey>()
  const tokens = new Set<string>()
  const streams = new Set<ServerResponse>()
  let url = ''

  const central: FakeCentral = {
    get url() {
      return url
    },
    code: `BALIE1-${secret}-${thumbprint}`,
    thumbprint,
    intakeKey,
    sealCa: seal.pem,
    puts: [],
    stored: new Map(),
    reports: [],
    requests: [],
    spoil: [],
    spoilTokens: [],
    time: () => Promise.resolve(null),
    contentKey,
    rootKey,
    receipt: async ({ id, sha256, key = receiptKey }) =>
      JSON.stringify({
        receipt: await key.sign('balie-receipt+jwt', { result: 'stored', id, sha256, at: new Date().toISOString() }),
      }),
    refusal: async ({ id, sha256, reason = 'rules' }) => {
      const claims = { result: 'quarantined', id, sha256, at: new Date().toISOString(), reason }
      return JSON.stringify({ receipt: await receiptKey.sign('balie-receipt+jwt', claims) })
    },
    forgetTokens: () => tokens.clear(),
    command(command) {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(command)}\n\n`)
    },
    async publish({ policy, version, validUntil }) {
      contentVersion = version ?? contentVersion + 1
      content = await contentKey.sign('balie-content+jwt', {
        version: contentVersion,
        validUntil: validUntil ?? new Date(Date.now() + 30 * day).toISOString(),
        device: { ...defaultDevicePolicy, ...options.policy, ...policy },
        policy: {},
      })
    },
    async publishKeyset(change) {
      keyset = await signedKeyset(change)
      central.command({ type: 'newKeyset', version: keysetVersion })
    },
    setContent(jws) {
      content = jws
    },
    stop: () => stopServer(),
    start: () => startServer(),
    close: () => stopServer(),
  }
  await central.publish({})

  async function answer(request: IncomingMessage, body: string): Promise<Reply | null> {
    const path = new URL(request.url ?? '/', url).pathname
    central.requests.push({ path, body })
    if (path === '/enrolment/root') {
      const { kty, crv, x, y } = rootKey.public
      return { status: 200, body: JSON.stringify({ root: { kty, crv, x, y }, keyset }) }
    }
    if (path === '/enrolment') {
      const asked = v.parse(EnrolmentRequest, JSON.parse(body))
      if (asked.secret !== secret || used) return { status: 403, body: '{"type":"codeWrong"}' }
      used = true
      const device = randomUUID()
      for (const pem of Object.values(asked.requests)) {
        const request_ = new x509.Pkcs10CertificateRequest(pem)
        if (!(await request_.verify())) return { status: 400, body: '{}' }
      }
      const auth = new x509.Pkcs10CertificateRequest(asked.requests.auth)
      devices.set(device, await auth.publicKey.export())
      const sealRequest = new x509.Pkcs10CertificateRequest(asked.requests.seal)
      const certificate = await seal.issue(`CN=Balie ${device.slice(0, 8)}`, await sealRequest.publicKey.export())
      const sealChain = `${certificate.toString('pem')}\n${seal.pem}`
      return { status: 201, body: JSON.stringify({ device, sealChain, keyset }) }
    }
    if (path === '/device/token') {
      const spoilt = central.spoilTokens.shift()
      if (spoilt !== undefined) return spoilt
      const form = new URLSearchParams(body)
      const assertion = form.get('client_assertion') ?? ''
      const device = String(JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()).iss)
      const key = devices.get(device)
      if (key === undefined) return { status: 401, body: '{}' }
      await jwtVerify(assertion, key, { issuer: device, subject: device, audience: `${url}/device/token` })
      const token = randomUUID()
      tokens.add(token)
      return { status: 200, body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 }) }
    }
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return { status: 401, body: '{}' }
    if (path === '/device/content') return { status: 200, body: content }
    if (path === '/device/keyset') return { status: 200, body: keyset }
    if (path === '/device/reports') {
      const report = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceReport), body)
      if (!report.success) return { status: 400, body: '{}' }
      central.reports.push(report.output)
      return { status: 204, body: '' }
    }
    if (path.startsWith('/intake/envelopes/')) {
      const id = path.slice('/intake/envelopes/'.length)
      const sha256 = createHash('sha256').update(body).digest('base64url')
      central.puts.push({ id, sha256 })
      if (central.spoil.length > 0) {
        const spoilt = central.spoil.shift() ?? null
        if (spoilt?.status === 401) tokens.clear()
        return spoilt
      }
      const known = central.stored.get(id)
      if (known !== undefined && known !== sha256) return { status: 409, body: '{}' }
      central.stored.set(id, sha256)
      return { status: known === undefined ? 201 : 200, body: await central.receipt({ id, sha256 }) }
    }
    return { status: 404, body: '{}' }
  }

  const server = createServer({ key: serverKey, cert: `${leaf.toString('pem')}\n${tls.pem}` }, (request, response) => {
    if (request.url === '/device/events') {
      if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', ''))) {
        response.writeHead(401).end()
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify({ type: 'time', at: new Date().toISOString() })}\n\n`)
      streams.add(response)
      response.on('close', () => streams.delete(response))
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.url === '/tsa') {
        central.requests.push({ path: '/tsa', body: '' })
        void central.time(new Uint8Array(Buffer.concat(parts))).then((reply) => {
          if (reply !== null) response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply)
        })
        return
      }
      answer(request, Buffer.concat(parts).toString('utf8')).then(
        (reply) => {
          if (reply === null) request.socket.destroy()
          else response.writeHead(reply.status, reply.headers ?? {}).end(reply.body)
        },
        () => response.writeHead(500).end(),
      )
    })
  })

  const stopServer = closable(server)

  function startServer(): Promise<void> {
    const port = url === '' ? 0 : Number(new URL(url).port)
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        if (address !== null && typeof address === 'object') url = `https://127.0.0.1:${address.port}`
        server.off('error', reject)
        resolve()
      })
    })
  }
  await startServer()
  return central
}

export type { Sha256 }
