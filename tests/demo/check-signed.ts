/** Receipts and journal, by the keys that the pinned Root vouches for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, decodeProtectedHeader } from 'jose'
import * as v from 'valibot'
import { EnvelopeId, PublicJwk, Sha256 } from '../../domain/ids.ts'
import { verifyKeyset } from '../../main/trust/trust.ts'
import { checkJournal } from '../../main/custody/journal/check.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import type { CheckOptions } from './findings.ts'

export async function checkSigned({ folder, report, findings }: CheckOptions): Promise<void> {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim()
  const jws = read('keyset.jwt')
  const root = v.parse(PublicJwk, decodeProtectedHeader(jws).jwk)
  const { kty, crv, x, y } = root
  const pinned = (await calculateJwkThumbprint({ kty, crv, x, y })) === report.pinnedRoot
  const keyset = await verifyKeyset({ jws, root, floor: 0, now: Date.now() })
  findings.say('the keyset is signed by the root of the enrolment code', pinned && keyset !== null)
  if (keyset === null || !pinned) return
  findings.say('the seal CA is the one in the keyset', keyset.sealCa.trim() === read('keys/seal-ca.pem'))

  findings.say('so is the authority for time', keyset.timeCa.trim() === read('keys/time-ca.pem'))

  const named = report.visits.flatMap(({ envelopes }) => envelopes)
  const stored: string[] = []
  for (const { envelope, sha256, file } of report.receipts) {
    const receipt = await verifyReceipt({
      answer: JSON.stringify({ receipt: read(file) }),
      id: v.parse(EnvelopeId, envelope),
      sha256: v.parse(Sha256, sha256),
      keys: keyset.receipt,
    })
    if (receipt?.result === 'stored') stored.push(envelope)
  }
  const missing = named.filter((envelope) => !stored.includes(envelope))
  findings.say('every envelope has a verified receipt that says stored', named.length > 0 && missing.length === 0 && stored.length === named.length, `${stored.length} of ${named.length}`) // prettier-ignore
  const [first] = report.visits
  const signed = report.receipts.find(({ envelope }) => envelope === first.envelopes.at(-1))
  findings.say(
    'receipt.jwt is that of the signed form',
    signed !== undefined && read('receipt.jwt') === read(signed.file),
  )

  const key = v.parse(v.pipe(v.string(), v.parseJson(), PublicJwk), read('keys/device-log.jwk.json'))
  const journal = await checkJournal(read('journal.jwt').split('\n'), key)
  findings.say('the journal is signed, numbered and chained without a gap', journal.ok, journal.ok ? `${journal.entries.length} lines` : journal.reason) // prettier-ignore
  if (!journal.ok) return
  findings.say('no visit is left open', !journal.open)
  const wiped = journal.entries.filter((entry) => entry.kind === 'wiped')
  const visits = report.visits.map(({ visit }) => visit)
  findings.say('it holds a begin and a wipe receipt for both visits and nothing else', JSON.stringify(wiped.map(({ visit }) => visit)) === JSON.stringify(visits)) // prettier-ignore
  findings.say('both wipes are verified, in a browser of ours, in this host', wiped.every(({ verified, browserOurs, host }) => verified && browserOurs && host === report.host), wiped.map(({ end, milliseconds }) => `${end} ${milliseconds} ms`).join(', ')) // prettier-ignore
  const session = report.during.processes.find(({ role }) => role === 'session')?.pid
  const died = wiped[0]?.pids ?? []
  findings.say('the session in which the markers were found is the one that was killed', died.some(({ role, pid }) => role === 'session' && pid === session), died.map(({ role, pid, exit }) => `${role} ${pid} ${exit ?? '?'}`).join(', ')) // prettier-ignore
  const living = new Set(report.after.processes.map(({ pid }) => pid))
  findings.say('nothing that was killed lives during the second visit', died.length > 0 && died.every(({ pid }) => !living.has(pid))) // prettier-ignore
}
