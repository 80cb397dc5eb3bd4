/** The time-stamping authority's own key: kept in the data folder, made anew well before its certificate ends. */
import 'reflect-metadata'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import * as v from 'valibot'
import { renewalFrom } from '../../domain/contract/device/lifetimes.ts'
import { timeStampCertificate } from '../keys/authority.ts'
import type { StoredAuthority } from '../keys/authority.ts'
import type { House } from '../keys/house.ts'
import { writePrivate } from '../store/base/private-file.ts'

const Stored = v.strictObject({ key: v.string(), certificate: v.string() })
/** `revocation`: where the list of its issuer can be had. */
export async function openTimeKey(options: {
  readonly data: string
  readonly house: House
  readonly hospital: string
  readonly revocation: string
  readonly now: Date
}): Promise<StoredAuthority> {
  const { data, house, hospital, revocation, now } = options
  const file = join(data, 'time.json')
  const known = existsSync(file) ? v.parse(v.pipe(v.string(), v.parseJson(), Stored), readFileSync(file, 'utf8')) : null
  if (known !== null) {
    const { notBefore, notAfter } = new x509.X509Certificate(known.certificate)
    if (now.getTime() < renewalFrom({ from: notBefore.getTime(), until: notAfter.getTime() })) return known
  }
  const made = await timeStampCertificate({ authority: house.timeCa, organisation: hospital, revocation, now })
  writePrivate(file, JSON.stringify(made, null, 2))
  return made
}
