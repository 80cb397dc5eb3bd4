/**
 * Main ↔ session process. Ids, enums, numbers, digests, signed or encrypted bytes: no field here can hold a
 * patient's data in the clear, so main may know every type in this folder.
 */
import * as v from 'valibot'
import {
  CallNumber,
  CompactJwe,
  CompactJws,
  EnvelopeId,
  Instant,
  Milliseconds,
  PublicJwk,
  Sha256,
  VisitId,
} from '../../ids.ts'
import { PolicySeen } from './policy-seen.ts'
import { PolicyRefusal } from './policy-refusal.ts'
import { HelpReason } from './help-reason.ts'
import { Step } from './step.ts'

/** The central's authenticated time and how far it may be off; the receiver anchors its monotonic clock on arrival. */
export const TimeAnchor = v.strictObject({ at: Instant, uncertainty: Milliseconds })
export type TimeAnchor = v.InferOutput<typeof TimeAnchor>

/** All that a spare may know: build, keyset, content, where the central is, the time. Nothing of a person. */
export const Arm = v.strictObject({
  type: v.literal('arm'),
  central: v.pipe(v.string(), v.url()),
  /** PEM of the TLS CA named in the keyset. */
  ca: v.string(),
  keyset: CompactJws,
  content: CompactJws,
  /** JWK thumbprint (RFC 7638) of the pinned root key. */
  root: Sha256,
  /** The pinned root key itself; may be left out when the keyset's protected header carries it as `jwk`. */
  rootKey: v.optional(PublicJwk),
  /** PEM chain of D-seal, leaf first: the session embeds and checks it, main signs with its key. */
  sealChain: v.string(),
  training: v.boolean(),
  time: TimeAnchor,
  /** The newest policy that a session took here, kept over restarts: an older one is refused. Left out: none yet. */
  policySeen: v.optional(PolicySeen),
  /** No visit runs on this kiosk now, so whatever lies with the printer was left by somebody who is gone. */
  sweep: v.optional(v.literal(true)),
})
export type Arm = v.InferOutput<typeof Arm>

export const MainToSession = v.variant('type', [
  Arm,
  /** Exactly once. The certificate is signed by D-log over this session's public V. */
  v.strictObject({ type: v.literal('begin'), visit: VisitId, certificate: CompactJws, time: TimeAnchor }),
  /** DER of a CMS SignedData (CAdES, detached), base64; or why not. */
  v.strictObject({ type: v.literal('sealed'), envelope: EnvelopeId, cms: v.pipe(v.string(), v.base64()) }),
  v.strictObject({
    type: v.literal('sealRefused'),
    envelope: EnvelopeId,
    reason: v.picklist(['notSigning', 'alreadySealed', 'keyUnavailable']),
  }),
  /** The envelope is on disk and fsynced; only now may "ondertekend" be shown. */
  v.strictObject({ type: v.literal('durable'), envelope: EnvelopeId, sha256: Sha256 }),
  v.strictObject({
    type: v.literal('notDurable'),
    envelope: EnvelopeId,
    reason: v.picklist(['tooLarge', 'unknownKey', 'diskFull', 'diskError', 'duplicate', 'visitFull', 'notSealed']),
  }),
  /** What the courier learned about this visit's envelope. */
  v.strictObject({
    type: v.literal('delivery'),
    envelope: EnvelopeId,
    state: v.picklist(['stored', 'quarantined', 'waiting']),
  }),
])
export type MainToSession = v.InferOutput<typeof MainToSession>

export const SessionToMain = v.variant('type', [
  /** Sent once after `arm` was verified: the public half of V. */
  v.strictObject({ type: v.literal('ready'), key: PublicJwk }),
  v.strictObject({
    type: v.literal('armRefused'),
    reason: v.picklist(['keyset', 'content', 'algorithms', 'expired', ...PolicyRefusal.options]),
  }),
  v.strictObject({ type: v.literal('step'), step: Step, callNumber: v.optional(CallNumber) }),
  /** Ask for the device's seal over this SHA-256 of the PDF's ByteRange; once per envelope, only in step `sealing`. */
  v.strictObject({ type: v.literal('seal'), envelope: EnvelopeId, sha256: Sha256 }),
  v.strictObject({ type: v.literal('store'), envelope: EnvelopeId, jwe: CompactJwe }),
  /** Rings the desk, as the visitor's bell does: what the visitor wants done has no answer of the central. */
  v.strictObject({
    type: v.literal('help'),
    /** Staff are to speak with the visitor alone, and no page of this kiosk says that the desk was rung. */
    why: v.optional(HelpReason),
  }),
  /** The visit cannot go on (central ended it, protocol broken, its time is wrong): main ends it. */
  v.strictObject({ type: v.literal('endVisit'), reason: v.picklist(['ended', 'protocol', 'fault', 'time']) }),
])
export type SessionToMain = v.InferOutput<typeof SessionToMain>
