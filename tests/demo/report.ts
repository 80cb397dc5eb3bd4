/** `report.json`: what the demo claims. The checker reads it by this shape and derives each claim again. */
import * as v from 'valibot'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

const ScannedProcess = v.strictObject({
  pid: Count,
  role: v.picklist(['main', 'session', 'spare session', 'renderer', 'helper']),
  program: v.string(),
  /** Bytes of memory that were read. */
  bytes: Count,
  /** Copies of visit one's markers, UTF-8 and UTF-16 together. */
  copies: Count,
})
export type ScannedProcess = v.InferOutput<typeof ScannedProcess>

export const Scan = v.strictObject({
  at: v.string(),
  milliseconds: Count,
  step: v.string(),
  processes: v.array(ScannedProcess),
  /** Files of the kiosk's user that hold a marker, by their path in the run's folder. */
  filesWithMarkers: v.array(v.string()),
  filesRead: Count,
})
export type Scan = v.InferOutput<typeof Scan>

const Shot = v.strictObject({
  visit: v.picklist([1, 2]),
  step: v.string(),
  at: v.string(),
  file: v.string(),
})
export type Shot = v.InferOutput<typeof Shot>

const Visit = v.strictObject({
  visit: v.string(),
  /** Envelopes that became durable during this visit. */
  envelopes: v.array(v.string()),
  wiped: v.strictObject({ end: v.string(), verified: v.boolean(), milliseconds: v.number() }),
})
export type Visit = v.InferOutput<typeof Visit>

export const DemoReport = v.strictObject({
  balie: v.literal('demo/1'),
  host: v.picklist(['rehearsal', 'electron']),
  runtime: v.strictObject({
    kiosk: v.string(),
    node: v.string(),
    browser: v.string(),
    /** Modules that only the test runtime's shim covered; empty in the product's Electron. */
    onlyShims: v.array(v.string()),
  }),
  input: v.string(),
  /** RFC 7638 thumbprint of Root, from the enrolment code. */
  pinnedRoot: v.string(),
  device: v.string(),
  screens: v.array(Shot),
  desk: v.strictObject({ wrongEnding: v.string(), visitOne: v.string(), visitTwo: v.string() }),
  visits: v.tuple([Visit, Visit]),
  receipts: v.array(v.strictObject({ envelope: v.string(), sha256: v.string(), file: v.string() })),
  /** Names, numbers and documents of visit one alone; the central made them at run time. */
  markers: v.array(v.string()),
  during: Scan,
  after: Scan,
  notTheKiosk: v.array(v.strictObject({ pid: Count, program: v.string() })),
})
export type DemoReport = v.InferOutput<typeof DemoReport>
