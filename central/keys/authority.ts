/** The certificate authorities of the house: for its TLS listener, for the kiosks' seals, and for time. */
import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { backdated, lifetimes, tlsBackdated } from '../../domain/contract/device/lifetimes.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { oneLine } from '../../domain/plain-text.ts'

x509.cryptoProvider.set(webcrypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 24 * 60 * 60 * 1000

/** A CA as it is stored: PKCS#8 and certificate, both PEM. */
export interface StoredAuthority {
  readonly key: string
  readonly certificate: string
}

/** extendedKeyUsage id-kp-documentSigning (RFC 9336), and emailProtection, which older PDF readers ask for. */
const documentSigning = '1.3.6.1.5.5.7.3.36'
const emailProtection = '1.3.6.1.5.5.7.3.4'
/** extendedKeyUsage id-kp-timeStamping (RFC 5280 section 4.2.1.12). */
const timeStamping = '1.3.6.1.5.5.7.3.8'

/** A self-signed CA for ten years that issues end certificates only. */
export async function newAuthority(options: {
  readonly organisation: string
  readonly name: string
  readonly now: Date
}): Promise<StoredAuthority> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: nameOf({ O: options.organisation, CN: options.name }),
    notBefore: new Date(options.now.getTime() - day),
    notAfter: new Date(options.now.getTime() + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { key: await pem(keys.privateKey), certificate: certificate.toString('pem') }
}

/**
 * A new key of the time-stamping authority. Its certificate is for time stamps and nothing else, critically so
 * (RFC 3161 section 2.3). `revocation`: where the authority's list can be had.
 */
export async function timeStampCertificate(options: {
  readonly authority: StoredAuthority
  readonly organisation: string
  readonly revocation: string
  readonly now: Date
}): Promise<StoredAuthority> {
  const { authority, organisation, revocation, now } = options
  const keys = await newKeys()
  const certificate = await issue(authority, {
    subject: nameOf({ O: organisation, CN: `${organisation} tijdstempels` }),
    publicKey: keys.publicKey,
    now,
    life: lifetimes.timeStamping,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([timeStamping], true),
      new x509.CRLDistributionPointsExtension([revocation]),
    ],
  })
  return { key: await pem(keys.privateKey), certificate }
}

/** Key and chain for the kiosk-facing listener on this machine; made anew at each start and while the central runs. */
export async function tlsCertificate(
  authority: StoredAuthority,
  now: Date,
): Promise<{ readonly key: string; readonly cert: string }> {
  const keys = await newKeys()
  const leaf = await issue(authority, {
    subject: nameOf({ CN: 'localhost' }),
    publicKey: keys.publicKey,
    now,
    life: lifetimes.tls,
    since: tlsBackdated,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  })
  return { key: await pem(keys.privateKey), cert: `${leaf}\n${authority.certificate}` }
}

/** PEM chain for a kiosk's D-seal, leaf first. The device id is the subject's serialNumber (2.5.4.5). */
export async function sealCertificate(options: {
  readonly authority: StoredAuthority
  readonly request: x509.Pkcs10CertificateRequest
  readonly organisation: string
  readonly device: DeviceId
  /** Where the authority's list of revoked certificates can be had. */
  readonly revocation: string
  readonly now: Date
}): Promise<string> {
  const { authority, request, organisation, device, revocation, now } = options
  const leaf = await issue(authority, {
    subject: nameOf({ O: organisation, CN: `Balie ${device.slice(0, 8)}`, '2.5.4.5': device }),
    publicKey: request.publicKey,
    now,
    life: lifetimes.deviceKeys,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      new x509.ExtendedKeyUsageExtension([documentSigning, emailProtection]),
      new x509.CRLDistributionPointsExtension([revocation]),
    ],
  })
  return `${leaf}\n${authority.certificate}`
}

/**
 * A new key of the house's own seal, for one paper: its certificate names the organisation and neither a device nor a person
 * (ETSI EN 319 412-3), so that it closes no kiosk's form. With `person` it is that person's own (ETSI EN 319 412-2).
 */
export async function houseSealCertificate(options: {
  readonly authority: StoredAuthority
  readonly organisation: string
  /** Whose signature it is; absent: the house's seal. */
  readonly person?: string
  /** Where the authority's list of revoked certificates can be had. */
  readonly revocation: string
  readonly now: Date
}): Promise<StoredAuthority> {
  const { authority, organisation, person = organisation, revocation, now } = options
  const keys = await newKeys()
  const certificate = await issue(authority, {
    subject: nameOf({ O: organisation, CN: person }),
    publicKey: keys.publicKey,
    now,
    life: lifetimes.deviceKeys,
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      new x509.ExtendedKeyUsageExtension([documentSigning, emailProtection]),
      new x509.CRLDistributionPointsExtension([revocation]),
    ],
  })
  return { key: await pem(keys.privateKey), certificate }
}

async function issue(
  authority: StoredAuthority,
  options: {
    readonly subject: x509.Name
    readonly publicKey: x509.PublicKeyType
    readonly now: Date
    /** Milliseconds. */
    readonly life: number
    /** Milliseconds before now from which it holds. */
    readonly since?: number
    readonly extensions: readonly x509.Extension[]
  },
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: options.subject,
    issuer: issuer.subjectName,
    notBefore: new Date(options.now.getTime() - (options.since ?? backdated)),
    notAfter: new Date(options.now.getTime() + options.life),
    signingAlgorithm: algorithm,
    publicKey: options.publicKey,
    signingKey: await signingKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      ...options.extensions,
      await x509.SubjectKeyIdentifierExtension.create(options.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return certificate.toString('pem')
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

async function pem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}

/** The usable private key of a stored authority. */
export function signingKey(key: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(key), algorithm, false, ['sign'])
}

/** 126 random bits, positive and never zero (RFC 5280 section 4.1.2.2). */
function serial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

/**
 * A subject with one part after the other, each value as it is. A name that is put together as text and read again
 * (RFC 4514) gives quotes, backslashes, commas and a leading "#" a meaning; a value that says its own type has none.
 */
function nameOf(parts: Readonly<Record<string, string>>): x509.Name {
  return new x509.Name(
    Object.entries(parts).map(([type, value]) => {
      const plain = oneLine(value)
      // Country and serial number are PrintableString by definition, anything else may be UTF-8 (RFC 5280, appendix A.1).
      return { [type]: [type === '2.5.4.5' ? { printableString: plain } : { utf8String: plain }] }
    }),
  )
}
