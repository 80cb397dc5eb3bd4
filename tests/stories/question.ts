/** Who may see what in this second, as a portal of another make is answered: over the real endpoint, with a key of its own. */
import { randomUUID } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { dataKinds } from '../../domain/data-kinds.ts'
import { identityDocumentSystem } from '../../domain/coding/systems.ts'
import { PublicJwk } from '../../domain/ids.ts'
import { ask, newPair } from '../central/support/kiosk.ts'

const Token = v.pipe(v.string(), v.parseJson(), v.object({ access_token: v.string() }))
const Answer = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ allowed: v.boolean(), kinds: v.optional(v.array(v.picklist(dataKinds)), []) }),
)
const Found = v.pipe(v.string(), v.parseJson(), v.object({ total: v.number() }))

export interface Portal {
  /** Kinds that the holder of this document sees of `Patient/<id>` now. Throws where the two ways to ask differ. */
  kinds(
    central: Central,
    of: { readonly patient: string; readonly number: string; readonly now: Date },
  ): Promise<readonly string[]>
}

export async function openPortal(central: Central): Promise<Portal> {
  const pair = await newPair()
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  const client = await central.addPortal({ name: 'Portal', key: v.parse(PublicJwk, { kty, crv, x, y }) })
  const token = async (at: Central, now: Date): Promise<string> => {
    const seconds = Math.floor(now.getTime() / 1000)
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(client)
      .setSubject(client)
      .setAudience(`${at.kiosk}/portal/token`)
      .setJti(randomUUID())
      .setExpirationTime(seconds + 60)
      .sign(pair.privateKey)
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString()
    const { body: text } = await ask(at, { method: 'POST', path: '/portal/token', body })
    return v.parse(Token, text).access_token
  }
  return {
    async kinds(at, { patient, number, now }) {
      const headers = { authorization: `Bearer ${await token(at, now)}` }
      const person = { system: identityDocumentSystem, value: `NLD-${number}` }
      const question = JSON.stringify({ patient, person })
      const asked = await ask(at, { method: 'POST', path: '/portal/entitlements', body: question, headers })
      const { allowed, kinds } = v.parse(Answer, asked.body)
      const search = new URLSearchParams({
        patient,
        'actor:identifier': `${person.system}|${person.value}`,
        status: 'active',
      }).toString()
      const found = await ask(at, { method: 'POST', path: '/portal/fhir/Consent/_search', body: search, headers })
      const { total } = v.parse(Found, found.body)
      const read = await ask(at, { method: 'POST', path: '/portal/dossier', body: question, headers })
      if (allowed !== total > 0 || allowed !== (read.status === 200))
        throw new Error('the question, the search of Consents and the dossier answer differently')
      return allowed ? kinds : []
    },
  }
}
