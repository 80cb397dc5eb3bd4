/**
 * Branded ids and units that every room shares. A brand is given only by the schema here, so a value that carries
 * one was parsed once at a border.
 */
import * as v from 'valibot'

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** One person's use of the kiosk: UUIDv4 (RFC 9562), made by main. */
export const VisitId = v.pipe(v.string(), v.regex(uuidV4), v.brand('VisitId'))
export type VisitId = v.InferOutput<typeof VisitId>

/** One sealed envelope: UUIDv4, made by the session at signing; also the idempotency key at the central. */
export const EnvelopeId = v.pipe(v.string(), v.regex(uuidV4), v.brand('EnvelopeId'))
export type EnvelopeId = v.InferOutput<typeof EnvelopeId>

/** One enrolled kiosk: UUIDv4, made by the central at enrolment. */
export const DeviceId = v.pipe(v.string(), v.regex(uuidV4), v.brand('DeviceId'))
export type DeviceId = v.InferOutput<typeof DeviceId>

/** One hospital: lower-case letters, digits and hyphens; in a policy, its address and its file's name. */
export const HospitalId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/), v.brand('HospitalId'))
export type HospitalId = v.InferOutput<typeof HospitalId>

/** SHA-256, base64url without padding (43 characters, RFC 4648 section 5). */
export const Sha256 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/), v.brand('Sha256'))
export type Sha256 = v.InferOutput<typeof Sha256>

/** Compact JWS or JWT: three base64url parts (RFC 7515 section 7.1). */
export const CompactJws = v.pipe(
  v.string(),
  v.maxLength(4_000_000),
  v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$/),
  v.brand('CompactJws'),
)
export type CompactJws = v.InferOutput<typeof CompactJws>

/** Compact JWE with an empty encrypted key, as ECDH-ES direct has it (RFC 7516 section 7.1, RFC 7518 section 4.6). */
export const CompactJwe = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/),
  v.brand('CompactJwe'),
)
export type CompactJwe = v.InferOutput<typeof CompactJwe>

/** An instant with offset, RFC 3339: "2026-11-23T14:03:07.120+01:00" or with Z. */
export const Instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/),
  v.brand('Instant'),
)
export type Instant = v.InferOutput<typeof Instant>

/** A calendar day in Europe/Amsterdam, "2026-11-23"; that it exists is checked (no 30 February). */
export const CalendarDay = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/),
  v.check(dayExists, 'no such day'),
  v.brand('CalendarDay'),
)
export type CalendarDay = v.InferOutput<typeof CalendarDay>

/** In the Gregorian calendar, also before it was one (ISO 8601). By arithmetic: a record holds thousands of days. */
export function dayExists(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return date >= 1 && date <= (lengths[month - 1] ?? 0)
}

/** Milliseconds, a whole number from 0. */
export const Milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.brand('Milliseconds'))
export type Milliseconds = v.InferOutput<typeof Milliseconds>

/** The number on the kiosk's screen and the desk page that lets both find each other: 1 to 999. */
export const CallNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999), v.brand('CallNumber'))
export type CallNumber = v.InferOutput<typeof CallNumber>

/** A public P-256 key as JWK (RFC 7517); private members are refused. */
export const PublicJwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  kid: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  use: v.optional(v.picklist(['sig', 'enc'])),
  alg: v.optional(v.picklist(['ES256', 'ECDH-ES'])),
})
export type PublicJwk = v.InferOutput<typeof PublicJwk>

/** What a visitor can come for at a kiosk: `domain/journeys` has a file for each. */
export const journeyIds = [
  'own-dossier',
  'capable-adult',
  'child',
  'young-person',
  'guardian',
  'curator',
  'mentor',
  'written-proxy',
  'partner',
  'parent-of-adult',
  'child-of-adult',
  'sibling',
  'administrator',
  'stop',
  'stop-other',
] as const
export const JourneyId = v.picklist(journeyIds)
export type JourneyId = v.InferOutput<typeof JourneyId>
