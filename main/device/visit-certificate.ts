/** The visit certificate: D-log says that this V belongs to this visit on this device, for four hours. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import {
  VisitCertificate,
  visitCertificateLifetime,
  type BuildStatement,
} from '../../domain/contract/device/visit-certificate.ts'
import type { CompactJws, DeviceId, PublicJwk, VisitId } from '../../domain/ids.ts'
import { signJws, type SigningKey } from '../jose/keys.ts'
import { at, paths } from '../http/paths.ts'

/** A JWS (typ "balie-visit+jwt") by D-log. `now`: milliseconds at the central. */
export function visitCertificate(options: {
  readonly key: SigningKey
  readonly device: DeviceId
  readonly visit: VisitId
  readonly visitKey: PublicJwk
  readonly central: string
  readonly build: BuildStatement
  readonly now: number
}): Promise<CompactJws> {
  const iat = Math.floor(options.now / 1000)
  const claims: VisitCertificate = v.parse(VisitCertificate, {
    iss: options.device,
    sub: options.visit,
    aud: at(options.central, paths.visitToken).href,
    jti: randomUUID(),
    iat,
    exp: iat + visitCertificateLifetime,
    cnf: { jwk: options.visitKey },
    build: options.build,
  })
  return signJws({ key: options.key, typ: 'balie-visit+jwt', claims })
}
