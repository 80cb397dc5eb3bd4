/**
 * The lists of revoked certificates (RFC 5280 section 5) of the two authorities whose certificates stand in signed forms:
 * seals of kiosks that were withdrawn, and the time-stamping authority, of which none is. They are public: `/crl/…`, a
 * file in the data folder, and data in the long-term part of every form.
 */
import 'reflect-metadata'
import { Buffer } from 'node:buffer'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { Integer } from 'asn1js'
import { limits } from '../../domain/limits.ts'
import type { Now } from '../clock/clock.ts'
import type { DeviceTable } from './device-table.ts'
import type { Route } from '../http/route.ts'
import { writePrivate } from '../store/base/private-file.ts'
import { type StoredAuthority, signingKey } from '../keys/authority.ts'
import type { House } from '../keys/house.ts'

export const listNames = ['seals', 'time'] as const
export type ListName = (typeof listNames)[number]

/** Days after which a reader should ask for a newer list; one is made each day. */
const holdsDays = 7
const day = 24 * 60 * 60 * 1000
const cRLNumber = '2.5.29.20'

export const listPath = (name: ListName): string => `/crl/${name}.crl`

export interface RevocationLists {
  /** DER of the list as of now. */
  current(name: ListName): Promise<Uint8Array>
  /** Writes both lists to the data folder. */
  publish(): Promise<void>
  readonly routes: readonly Route[]
}

export function revocationLists(options: {
  readonly data: string
  readonly house: House
  readonly devices: Pick<DeviceTable, 'all'>
  readonly now: Now
}): RevocationLists {
  const { data, house, devices, now } = options
  /** What anybody was given last: a signature for each stranger's request would be his to spend. */
  const given = new Map<
    ListName,
    { readonly at: number; readonly devices: number; readonly list: Promise<Uint8Array> }
  >()
  async function toAnybody(name: ListName): Promise<Uint8Array> {
    const revoked = (await withdrawn(devices)).length
    // From here without waiting: of many who ask at once one has a list signed.
    const at = now().getTime()
    const known = given.get(name)
    const fresh = known !== undefined && at >= known.at && at - known.at < limits.address.listFor
    if (fresh && known.devices === revoked) return await known.list
    const list = current(name)
    given.set(name, { at, devices: revoked, list })
    list.catch(() => given.delete(name))
    return await list
  }
  const current = async (name: ListName): Promise<Uint8Array> =>
    name === 'time'
      ? await signed({ authority: house.timeCa, revoked: [], now: now() })
      : await signed({ authority: house.sealCa, revoked: await withdrawn(devices), now: now() })
  return {
    current,
    async publish() {
      for (const name of listNames)
        writePrivate(join(data, `${name}.crl`), x509.PemConverter.encode(await current(name), 'X509 CRL'))
    },
    routes: listNames.map((name) => ({
      method: 'GET',
      path: listPath(name),
      handle: async () =>
        new Response(Buffer.from(await toAnybody(name)), { headers: { 'content-type': 'application/pkix-crl' } }),
    })),
  }
}

interface Revoked {
  readonly serialNumber: string
  readonly revocationDate: Date
}

async function withdrawn(devices: Pick<DeviceTable, 'all'>): Promise<readonly Revoked[]> {
  return (await devices.all()).flatMap(({ keys, withdrawnAt }) => {
    if (withdrawnAt === null) return []
    // Each certificate that it ever had: a copied old key seals as well as the newest.
    return keys.map(({ sealChain }) => {
      const { serialNumber } = new x509.X509Certificate(x509.PemConverter.decodeFirst(sealChain))
      return { serialNumber, revocationDate: new Date(withdrawnAt) }
    })
  })
}

async function signed(options: {
  readonly authority: StoredAuthority
  readonly revoked: readonly Revoked[]
  readonly now: Date
}): Promise<Uint8Array> {
  const { authority, revoked, now } = options
  const issuer = new x509.X509Certificate(authority.certificate)
  // The number must grow with each list (section 5.2.3): seconds do, and need no memory.
  const number = new Integer({ value: Math.floor(now.getTime() / 1000) })
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + holdsDays * day),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: await signingKey(authority.key),
    entries: [...revoked],
    extensions: [
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      new x509.Extension(cRLNumber, false, number.toBER()),
    ],
  })
  return new Uint8Array(list.rawData)
}
