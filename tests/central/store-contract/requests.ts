/** The contract of the commit, the ledger and the queue of long-term data. */
import { randomUUID } from 'node:crypto'
import type { AuditEvent, Bundle, DocumentReference, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CompactJwe, CompactJws, DeviceId, EnvelopeId, Instant, Sha256 } from '../../../domain/ids.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import type { NewLedgerRow } from '../../../central/requests/ledger.ts'
import type { Commit } from '../../../central/requests/request-store.ts'
import { at, day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const kiosk = v.parse(DeviceId, randomUUID())
const another = v.parse(DeviceId, randomUUID())
const newId = () => v.parse(EnvelopeId, randomUUID())
const hashes = ['A', 'B'].map((letter) => v.parse(Sha256, letter.repeat(43)))
const receipt = (word: string) => v.parse(CompactJws, `${word}.e30.c2ln`)
const pen = v.parse(CompactJwe, 'a..c.d.e')
const bytes = new Uint8Array([1, 2, 3])
const room = { envelopes: 2, bytes: 8 }
const patient = 'Patient/p'

const rowOf = (id: EnvelopeId, more: Partial<NewLedgerRow> = {}): NewLedgerRow => ({
  id,
  sha256: hashes[0]!,
  device: kiosk,
  reason: null,
  detail: null,
  at: v.parse(Instant, day.toISOString()),
  receipt: receipt('r'),
  ...more,
})

const task = (key: string): Task => ({
  resourceType: 'Task',
  identifier: [{ system: 'urn:ietf:rfc:3986', value: key }],
  status: 'requested',
  intent: 'order',
})
const paper: DocumentReference = {
  resourceType: 'DocumentReference',
  status: 'current',
  content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } }],
}
const audit = (written: readonly string[]): AuditEvent => ({
  resourceType: 'AuditEvent',
  type: { code: 'rest' },
  recorded: day.toISOString(),
  agent: [{ requestor: true }],
  source: { observer: { display: 'x' } },
  entity: written.map((reference) => ({ what: { reference } })),
})

/** `entries` tasks with conditions; the last one is the form. */
function bundleOf(id: EnvelopeId, entries = 2): Bundle {
  const keys = Array.from({ length: entries - 1 }, (_, n) => `urn:uuid:${id}-${String(n)}`)
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...keys.map((key) => ({
        resource: task(key),
        request: { method: 'POST' as const, url: 'Task', ifNoneExist: `identifier=urn:ietf:rfc:3986|${key}` },
      })),
      { resource: paper, request: { method: 'POST' as const, url: 'DocumentReference' } },
    ],
  }
}

export const commitOf = (id: EnvelopeId, more: Partial<Commit> = {}): Commit => ({
  bundle: bundleOf(id),
  events: (written) => [audit(written)],
  ledger: rowOf(id),
  escrows: [],
  outdated: null,
  due: day,
  judged: { patient, turn: 0 },
  ...more,
})

export function requestsContract(make: MakeStore): void {
  let nodes: Nodes
  const count = async (type: string) => (await nodes.other.fhir.search(type, new URLSearchParams())).total
  const counts = async () => [await count('Task'), await count('DocumentReference'), await count('AuditEvent')]
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  describe('a commit of a request', () => {
    it('stores resources, log, ledger, pen movement, bytes and the wait for long-term data, for every node', async () => {
      const id = newId()
      const commit = commitOf(id, { escrows: [null, pen], outdated: bytes })
      expect(await nodes.one.requests.commit(commit)).toEqual({ kind: 'stored' })
      const { ledger, longTerm, requests, fhir } = nodes.other
      expect(await ledger.find(id, kiosk)).toEqual({ ...commit.ledger, reference: referenceOf(id) })
      expect([await ledger.escrow(id), await ledger.escrow(id, 2), await ledger.outdated(id)]).toEqual([
        null,
        pen,
        bytes,
      ])
      expect(await ledger.hasReference(referenceOf(id))).toBe(true)
      expect(await requests.turnOf(patient)).toBe(1)
      expect(await counts()).toEqual([1, 1, 1])
      const waiting = await longTerm.due(day)
      expect(waiting).toMatchObject({ file: null, due: day.toISOString(), failures: 0 })
      expect(await fhir.read(waiting?.document ?? '')).toMatchObject({ resourceType: 'DocumentReference' })
      const [logged] = (await fhir.search('AuditEvent', new URLSearchParams())).entry ?? []
      expect(JSON.stringify(logged?.resource)).toContain(waiting?.document)
    })

    it('of forty entries with conditions is one: all of it, or nothing when the last one is refused', async () => {
      const id = newId()
      const forty = bundleOf(id, 40)
      const bad = {
        ...forty,
        entry: [...(forty.entry ?? []).slice(0, 39), { ...forty.entry?.[39], resource: { ...paper, content: [] } }],
      }
      const refused = await nodes.one.requests.commit(commitOf(id, { bundle: bad, escrows: [pen] }))
      expect(refused).toEqual({ kind: 'refused' })
      expect([await counts(), await nodes.one.ledger.find(id), await nodes.one.ledger.escrow(id)]).toEqual([
        [0, 0, 0],
        null,
        null,
      ])
      expect([await nodes.one.requests.turnOf(patient), await nodes.one.longTerm.due(day)]).toEqual([0, null])
      expect(await nodes.one.requests.commit(commitOf(id, { bundle: forty }))).toEqual({ kind: 'stored' })
      expect(await counts()).toEqual([39, 1, 1])
    })

    it('whose log cannot be written stores nothing', async () => {
      const id = newId()
      const events = () => [{ ...audit([]), agent: [] }]
      expect(await nodes.one.requests.commit(commitOf(id, { events }))).toEqual({ kind: 'refused' })
      const fails = () => {
        throw new Error('no log')
      }
      await expect(nodes.one.requests.commit(commitOf(id, { events: fails }))).rejects.toThrow('no log')
      expect([await counts(), await nodes.one.ledger.find(id)]).toEqual([[0, 0, 0], null])
    })

    it('of one envelope at two nodes at once is stored once; the other hears what became of it', async () => {
      const id = newId()
      const kinds = await race(nodes, (stores, who) =>
        stores.requests.commit(commitOf(id, { ledger: rowOf(id, { receipt: receipt(`r${String(who)}`) }) })),
      )
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['known', 'stored'])
      const won = await nodes.one.ledger.find(id)
      expect(kinds.find(({ kind }) => kind === 'known')).toMatchObject({ row: won })
      expect(await counts()).toEqual([1, 1, 1])
    })

    it('that was judged before another one of this patient was stored is judged again', async () => {
      const [first, second] = [newId(), newId()]
      const kinds = await race(nodes, (stores, who) => stores.requests.commit(commitOf(who === 0 ? first : second)))
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'stored'])
      expect(await counts()).toEqual([1, 1, 1])
      const left = (await nodes.one.ledger.find(first)) === null ? first : second
      const turn = await nodes.one.requests.turnOf(patient)
      expect(await nodes.one.requests.commit(commitOf(left, { judged: { patient, turn } }))).toEqual({ kind: 'stored' })
      const apart = commitOf(newId(), { judged: { patient: 'Patient/q', turn: 0 } })
      expect(await nodes.other.requests.commit(apart)).toEqual({ kind: 'stored' })
    })
  })

  describe('the ledger', () => {
    const bad = (id: EnvelopeId, more: Partial<NewLedgerRow> = {}) => rowOf(id, { reason: 'malformed', ...more })

    it('keeps apart what is refused, with its bytes, and knows nothing of what never came', async () => {
      const id = newId()
      const { ledger } = nodes.other
      expect([await ledger.find(id), await ledger.quarantined(id), await ledger.hasReference(referenceOf(id))]).toEqual(
        [null, null, false],
      )
      expect(await nodes.one.ledger.keepApart(bad(id, { detail: 'why' }), bytes, room)).toEqual({ kind: 'kept' })
      expect([await ledger.quarantined(id), await ledger.countApart()]).toEqual([bytes, 1])
      expect(await ledger.newestApart(9)).toMatchObject([{ id, reason: 'malformed', detail: 'why' }])
      expect(await ledger.all()).toMatchObject([{ id }])
      expect(await ledger.apartOf(kiosk)).toEqual({ envelopes: 1, bytes: 3 })
      expect(await ledger.apartOf(another)).toEqual({ envelopes: 0, bytes: 0 })
    })

    it('keeps an id apart once, whoever asks at once, and answers with what it kept', async () => {
      const id = newId()
      const kinds = await race(nodes, (stores, who) =>
        stores.ledger.keepApart(bad(id, { receipt: receipt(`r${String(who)}`) }), bytes, room),
      )
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['kept', 'known'])
      expect(kinds.find(({ kind }) => kind === 'known')).toMatchObject({ row: await nodes.one.ledger.find(id) })
      expect(await nodes.one.ledger.countApart()).toBe(1)
    })

    it('keeps no more of one kiosk than its room, by number and by bytes, also at once', async () => {
      const keep = (row: NewLedgerRow, body = bytes) => nodes.one.ledger.keepApart(row, body, room)
      expect(await keep(bad(newId()), new Uint8Array(9))).toEqual({ kind: 'full' })
      expect(await keep(bad(newId()))).toEqual({ kind: 'kept' })
      const kinds = await race(nodes, (stores) => stores.ledger.keepApart(bad(newId()), bytes, room))
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['full', 'kept'])
      expect(await keep(bad(newId(), { device: another }))).toEqual({ kind: 'kept' })
      expect(await nodes.one.ledger.apartOf(kiosk)).toEqual({ envelopes: 2, bytes: 6 })
    })

    it('holds an id for each kiosk, and says the stored one first', async () => {
      const id = newId()
      await nodes.one.ledger.keepApart(bad(id, { device: another }), bytes, room)
      await nodes.one.requests.commit(commitOf(id))
      expect(await nodes.other.ledger.find(id)).toMatchObject({ device: kiosk, reason: null })
      expect(await nodes.other.ledger.find(id, another)).toMatchObject({ reason: 'malformed' })
    })
  })

  describe('the queue of long-term data', () => {
    const documents = ['DocumentReference/a', 'DocumentReference/b']
    const file = { data: new Uint8Array([37, 80]), due: at(1000) }

    it('gives what is due for the longest, and nothing that is not', async () => {
      const { longTerm } = nodes.one
      await longTerm.addAll(documents.slice(1), at(5))
      await longTerm.addAll(documents.slice(0, 1), day)
      expect(await longTerm.due(at(-1))).toBeNull()
      expect((await nodes.other.longTerm.due(at(9)))?.document).toBe(documents[0])
      expect(await nodes.other.longTerm.find('DocumentReference/c')).toBeNull()
    })

    it('keeps the row of a form that is added again', async () => {
      await nodes.one.longTerm.addAll(documents, day)
      const row = await nodes.one.longTerm.find(documents[0]!)
      await nodes.one.longTerm.failed(row!, at(7))
      await nodes.other.longTerm.addAll(documents, at(9))
      expect(await nodes.other.longTerm.find(documents[0]!)).toMatchObject({ failures: 1, due: at(7).toISOString() })
    })

    it('keeps one file of two that were made at once, and each later one as its next version', async () => {
      await nodes.one.longTerm.addAll(documents.slice(0, 1), day)
      const row = (await nodes.one.longTerm.due(day))!
      const kept = await race(nodes, (stores) => stores.longTerm.keep(row, file))
      expect([...kept].toSorted()).toEqual([false, true])
      expect(await count('Binary')).toBe(1)
      const next = (await nodes.one.longTerm.find(row.document))!
      expect(next).toMatchObject({ due: at(1000).toISOString(), failures: 0 })
      expect(await nodes.other.longTerm.keep(next, { data: new Uint8Array([37, 81]), due: at(2000) })).toBe(true)
      expect(await count('Binary')).toBe(1)
      expect(await nodes.one.fhir.read(next.file ?? '')).toMatchObject({ data: 'JVE=', meta: { versionId: '2' } })
    })

    it('counts one failure of two at once, and none after somebody else has kept a file', async () => {
      await nodes.one.longTerm.addAll(documents.slice(0, 1), day)
      const row = (await nodes.one.longTerm.due(day))!
      await race(nodes, (stores) => stores.longTerm.failed(row, at(60_000)))
      const failed = (await nodes.one.longTerm.find(row.document))!
      expect(failed).toMatchObject({ failures: 1, due: at(60_000).toISOString() })
      await nodes.one.longTerm.keep(failed, file)
      await nodes.other.longTerm.failed(failed, at(120_000))
      expect(await nodes.one.longTerm.find(row.document)).toMatchObject({ failures: 0, due: at(1000).toISOString() })
    })
  })
}
