/** The access log as it lies in a file, for whoever checks it: nothing is believed, and nothing is written. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { StoredLine } from '../../log-chain/check-lines.ts'
import type { StoredLog } from '../../log-chain/check-log.ts'
import { digestOf } from '../../log-chain/link.ts'
import { readSegments } from './log-chain.ts'

const Line = v.object({
  node: v.string(),
  number: v.number(),
  segment: v.string(),
  event: v.string(),
  digest: v.string(),
  before: v.nullable(v.string()),
  hash: v.string(),
  seq: v.nullable(v.number()),
  newest: v.nullable(v.string()),
  first: v.nullable(v.string()),
})
const Stray = v.object({ event: v.string(), segment: v.string() })

const lines = `SELECT log_chain.*, fhir_resources.seq, fhir_resources.body AS newest, fhir_versions.body AS first
  FROM log_chain
  LEFT JOIN fhir_resources ON fhir_resources.type = 'AuditEvent' AND fhir_resources.id = event
  LEFT JOIN fhir_versions ON fhir_versions.type = 'AuditEvent' AND fhir_versions.id = event AND version = '1'`
const month = "coalesce(substr(json_extract(body, '$.meta.lastUpdated'), 1, 7), '')"
const strays = `SELECT DISTINCT 'AuditEvent/' || id AS event, CASE WHEN json_valid(body) THEN ${month} ELSE '' END AS segment
  FROM (SELECT id, body FROM fhir_resources WHERE type = 'AuditEvent' AND id NOT IN (SELECT event FROM log_chain)
    UNION ALL SELECT id, body FROM fhir_versions WHERE type = 'AuditEvent'
      AND (version <> '1' OR id NOT IN (SELECT event FROM log_chain)))`

/** Everything that {@link checkLog} asks. */
export function storedLog(database: DatabaseSync): StoredLog {
  const ofMonth = database.prepare(`${lines} WHERE log_chain.node = ? AND log_chain.segment = ? ORDER BY number`)
  const orphans = database.prepare(
    `${lines} WHERE NOT EXISTS (SELECT 1 FROM log_segments AS s WHERE s.node = log_chain.node AND s.segment = log_chain.segment)`,
  )
  return {
    segments: readSegments(database),
    linesOf: ({ node, segment }) => ofMonth.all(node, segment).map(lineOf),
    strays: database
      .prepare(strays)
      .all()
      .map((row) => v.parse(Stray, { ...row })),
    orphans: orphans.all().map(lineOf),
  }
}

/** Its text is stored twice; where the two are not one, the one that the link does not know is looked at. */
function lineOf(row: unknown): StoredLine {
  const { newest, first, ...link } = v.parse(Line, row)
  if (newest === null || first === null) return { ...link, body: null }
  const body = valueOf(newest)
  return { ...link, body: newest === first || digestOf(body) !== link.digest ? body : valueOf(first) }
}

/** A text that is no JSON is a value too, which no link names. */
function valueOf(text: string): unknown {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
  return parsed.success ? parsed.output : text
}
