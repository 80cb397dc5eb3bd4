/** A visit as the gateway meets it: bound at the central's side, with a token that its V got over HTTPS. */
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { thumbprintOf } from '../../../central/keys/house-key.ts'
import { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { Sha256 } from '../../../domain/ids.ts'
import type { VisitId } from '../../../domain/ids.ts'
import { certificate, newVisit, proof } from '../../gateway/kiosk.ts'
import type { Pair } from '../../gateway/kiosk.ts'
import { ask } from './kiosk.ts'
import type { TestKiosk } from './kiosk.ts'
import { castOf } from './visit.ts'

/** A visit of an adult for the own file, bound, and its access token. */
export async function visitToken(of: {
  readonly central: Central
  /** Its data folder. */
  readonly data: string
  readonly kiosk: TestKiosk
  /** V. */
  readonly key: Pair
}): Promise<{ readonly token: string; readonly visit: VisitId }> {
  const { central, kiosk, key } = of
  const { adult } = castOf(of.data).people
  const visit = newVisit()
  const build = {
    app: 't',
    build: 'development',
    runtime: 'node',
    host: 'rehearsal',
    content: central.content.bundle.version,
  } as const
  const keyThumbprint = v.parse(Sha256, await thumbprintOf(key.jwk))
  await central.visits.begin({ visit, device: kiosk.device, keyThumbprint, build })
  const { document, family, given, birthDate } = adult
  await central.visits.claim(
    visit,
    v.parse(IdentityClaim, {
      document: { kind: 'identityCard', issuer: 'NLD', number: document?.number, expires: document?.expires },
      family: family.toUpperCase(),
      given: given.toUpperCase(),
      birthDate,
      journey: 'own-dossier',
    }),
  )
  await central.visits.identify(visit, document?.number.slice(-4) ?? '', { id: 'clerk-1', name: 'K' })
  const patient = central.store
    .all('Patient')
    .find((one) => one.resourceType === 'Patient' && one.identifier?.some(({ value }) => value === adult.bsn))
  await central.visits.bind(visit, `Patient/${patient?.id}`, null)
  const log = { privateKey: kiosk.log.privateKey, jwk: key.jwk }
  const now = new Date()
  const assertion = await certificate({ kiosk: { device: kiosk.device, log }, visit, key, origin: central.kiosk, now })
  const dpop = await proof({ key, method: 'POST', url: `${central.kiosk}/token`, now })
  const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }).toString()
  const headers = { dpop, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await ask(central, { method: 'POST', path: '/token', body, headers })
  const { access_token: token } = v.parse(
    v.pipe(v.string(), v.parseJson(), v.object({ access_token: v.string() })),
    answer.body,
  )
  return { token, visit }
}
