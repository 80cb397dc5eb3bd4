/** A hospital's name in certificates, and which key behind PKCS#11 seals. */
import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import { newAuthority, timeStampCertificate, tlsCertificate } from '../../central/keys/authority.ts'
import { certificate } from '../../domain/verify/base/x509.ts'
import { type Pkcs11, pkcs11SealKey } from '../../main/custody/seal/pkcs11-seal-key.ts'

const now = new Date('2026-11-24T09:00:00Z')
const names = [
  'Stichting "De Brug"',
  '"De Brug"',
  '#48656c6c6f',
  '#Zorg',
  'Zorg \\ Co',
  'Zorg, Welzijn + Wonen = Samen; <ja>',
  ' Begint en eindigt met blanks ',
  'Ziekenhuis Sint-Jozef Ünïcøde ß ł',
  'CN=Iemand, O=Anders',
  '\\22De Brug\\22',
  'مستشفى',
]
const ders = (pem: string): Uint8Array => new Uint8Array(x509.PemConverter.decodeFirst(pem))

describe('identity 11: the hospital’s name in a certificate', () => {
  it.each(names)('is the name as it is, in four authorities of four subjects: %s', async (name) => {
    const kinds = ['TLS', 'zegels', 'tijd', 'wortel']
    const all = await Promise.all(kinds.map((kind) => newAuthority({ organisation: name, name: `${name} ${kind}`, now }))) // prettier-ignore
    const read = all.map(({ certificate: pem }) => certificate(ders(pem)))
    expect(read.map(({ names: { common, organisation } }) => [organisation, common])).toEqual(
      kinds.map((kind) => [name.trim(), `${name} ${kind}`.trim()]),
    )
    expect(new Set(read.map(({ subject }) => Buffer.from(subject).toString('hex'))).size).toBe(4)
  })

  it.each(names)('is in what an authority issues, under exactly its own subject: %s', async (name) => {
    const authority = await newAuthority({ organisation: name, name: `${name} tijd`, now })
    const stamp = await timeStampCertificate({ authority, organisation: name, revocation: 'http://x/', now })
    const [above, below] = [certificate(ders(authority.certificate)), certificate(ders(stamp.certificate))]
    expect(Buffer.from(below.issuer)).toEqual(Buffer.from(above.subject))
    expect(below.names).toMatchObject({ organisation: name.trim(), common: `${name} tijdstempels`.trim() })
    expect(new X509Certificate(stamp.certificate).checkIssued(new X509Certificate(authority.certificate))).toBe(true)
    expect((await tlsCertificate(authority, now)).cert).toContain('BEGIN CERTIFICATE')
  })

  it('has no second line and nothing that steers', async () => {
    const { certificate: pem } = await newAuthority({ organisation: 'De\nBrug\u202e', name: 'De Brug\u001b[2K', now })
    expect(certificate(ders(pem)).names).toMatchObject({ organisation: 'De Brug', common: 'De Brug [2K' })
  })
})

/** A token that holds keys under labels and ids. */
function token(keys: readonly { readonly label: string; readonly id: string }[]): Pkcs11<string> & { open: number } {
  let found: string[] = []
  const module = {
    open: 0,
    C_FindObjectsInit: (_: string, template: readonly { readonly type: number; readonly value: unknown }[]) => {
      module.open++
      const wanted = (type: number): unknown => template.find((one) => one.type === type)?.value
      const [label, id] = [wanted(0x3), wanted(0x102)]
      found = keys
        .filter((key) => key.label === label && (!(id instanceof Uint8Array) || Buffer.from(id).toString() === key.id))
        .map((key) => key.id)
    },
    C_FindObjects: () => found.shift() ?? null,
    C_FindObjectsFinal: () => void module.open--,
    C_SignInit: () => undefined,
    C_Sign: () => Buffer.alloc(64, 1),
  }
  return module
}

describe('identity 12: a seal key behind PKCS#11', () => {
  const session = 'session'
  const chain: readonly Uint8Array[] = []
  const id = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

  it('is the one with its label; two are refused unless an id says which', () => {
    const module = token([{ label: 'seal', id: '1' }, { label: 'other', id: '2' }]) // prettier-ignore
    expect(pkcs11SealKey({ module, session, label: 'seal', chain }).chain).toBe(chain)
    const two = token([{ label: 'seal', id: '1' }, { label: 'seal', id: '2' }]) // prettier-ignore
    expect(() => pkcs11SealKey({ module: two, session, label: 'seal', chain })).toThrow('several')
    expect(pkcs11SealKey({ module: two, session, label: 'seal', id: id('2'), chain }).chain).toBe(chain)
    expect(() => pkcs11SealKey({ module: two, session, label: 'seal', id: id('3'), chain })).toThrow('no private key')
    const same = token([{ label: 'seal', id: '1' }, { label: 'seal', id: '1' }]) // prettier-ignore
    expect(() => pkcs11SealKey({ module: same, session, label: 'seal', id: id('1'), chain })).toThrow('several')
    // No search stays open, whatever it found.
    expect([module.open, two.open, same.open]).toEqual([0, 0, 0])
  })
})
