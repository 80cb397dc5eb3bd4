/** The visit certificate: main certifies, with D-log, that this V belongs to this visit on this device. */
import * as v from 'valibot'
import { HostKind } from '../control/host-kind.ts'
import { DeviceId, PublicJwk, VisitId } from '../../ids.ts'

/** Self-declared as long as no TPM stands behind it. */
export const BuildStatement = v.strictObject({
  app: v.pipe(v.string(), v.maxLength(40)),
  /** Hash of the packaged app, or "development". */
  build: v.pipe(v.string(), v.maxLength(64)),
  runtime: v.pipe(v.string(), v.maxLength(60)),
  host: HostKind,
  /** Version of the content bundle that the session was armed with: the rules that it may sign under. */
  content: v.pipe(v.number(), v.integer()),
  /** Number of the composer that its session has (domain/contract/device/paper-edition); absent: from before there was one. */
  paper: v.optional(v.pipe(v.number(), v.integer())),
})
export type BuildStatement = v.InferOutput<typeof BuildStatement>

/** Claims of the JWS (typ "balie-visit+jwt", kid = D-log's thumbprint), lifetime 4 hours. */
export const VisitCertificate = v.strictObject({
  iss: DeviceId,
  sub: VisitId,
  /** Audience: the visit gateway's token endpoint. */
  aud: v.string(),
  jti: v.string(),
  iat: v.number(),
  exp: v.number(),
  /** RFC 7800: the key that this visit proves to hold. */
  cnf: v.strictObject({ jwk: PublicJwk }),
  build: BuildStatement,
})
export type VisitCertificate = v.InferOutput<typeof VisitCertificate>

/** Lifetime in seconds: 4 hours (docs/protocol.md, sequence 1). */
export const visitCertificateLifetime = 4 * 60 * 60
