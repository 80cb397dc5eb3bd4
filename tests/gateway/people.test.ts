/** Several people in one visit: each claims, is compared and is declined by himself, and nobody is taken for another. */
import { afterAll, describe, expect, it } from 'vitest'
import { inFormat, recordFormat, recordFormatHeader } from '../../domain/contract/gateway/formats.ts'
import { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { CalendarDay } from '../../domain/ids.ts'
import * as v from 'valibot'
import { bench, claimOf } from './bench.ts'

const desk = await bench()
afterAll(async () => desk.close())

const clerk = { id: 'clerk-7', name: 'Youssef Benali' }
const mother = claimOf('child')
const father: IdentityClaim = {
  ...mother,
  document: { ...mother.document, number: 'NX4L9K3P2' },
  family: 'JANSEN',
  given: 'JAN',
  birthDate: v.parse(CalendarDay, '1983-02-11'),
}
const second = { person: 1 }

/** A mother who was identified; her visit may be bound to a child. */
async function withMother(bound = true) {
  const visitor = await desk.visitor()
  await desk.visits.claim(visitor.visit, mother)
  await desk.visits.identify(visitor.visit, mother.document.number.slice(-4), clerk)
  if (bound) await desk.visits.bind(visitor.visit, 'Patient/milan', null)
  return visitor
}
const rowOf = async (visit: Awaited<ReturnType<typeof withMother>>['visit']) => {
  const row = await desk.visits.find(visit)
  if (row === null) throw new Error('the visit was opened')
  return row
}

describe('somebody else in a visit', () => {
  it.each([true, false])('claims, is identified and changes nothing of the visitor (bound: %s)', async (bound) => {
    const { visit } = await withMother(bound)
    const before = await rowOf(visit)
    expect(await desk.visits.claim(visit, father, { as: 'coHolder' })).toMatchObject({ ok: true })
    expect(await desk.visits.identify(visit, '2014', clerk, { guard: second })).toEqual({
      ok: false,
      refusal: 'wrongEnding',
    })
    expect(await desk.visits.identify(visit, 'k3p2', clerk, { guard: second })).toMatchObject({ ok: true })
    const { record, others, ...rest } = await rowOf(visit)
    expect(record.others).toEqual([{ part: 'coHolder', claim: father, assurance: 'identified', declined: false }])
    expect(others).toMatchObject([{ identifiedBy: clerk, wrongEndings: 0, enteredBy: null }])
    expect({ ...rest, record: { ...record, others: [] }, others: [] }).toEqual(before)
  })

  it('comes only after the visitor was identified, and nobody counts wrong endings of another', async () => {
    const visitor = await desk.visitor()
    await desk.visits.claim(visitor.visit, mother)
    const refused = await desk.visits.claim(visitor.visit, father, { as: 'coHolder' })
    expect(refused).toEqual({ ok: false, refusal: 'notIdentified' })
    const { visit } = await withMother()
    expect(await desk.visits.identify(visit, 'k3p2', clerk, { guard: second })).toEqual({
      ok: false,
      refusal: 'nobody',
    })
    await desk.visits.claim(visit, father, { as: 'coHolder' })
    for (let count = 0; count < 3; count += 1) await desk.visits.wrongEnding(visit, clerk, second)
    const { record, wrongEndings, others } = await rowOf(visit)
    expect([record.declined, wrongEndings]).toEqual([false, 0])
    expect([record.others[0]?.declined, others[0]?.declinedBecause]).toEqual([true, 'wrongEnding'])
  })

  it('who was declined may show another document, which is compared anew; who was identified may not', async () => {
    const { visit } = await withMother()
    await desk.visits.claim(visit, father, { as: 'coHolder' })
    await desk.visits.decline(visit, 'notOnPaper', clerk, second)
    const other = { ...father, document: { ...father.document, number: 'NX4L9K3P9' } }
    expect(await desk.visits.claim(visit, other, { as: 'coHolder' })).toMatchObject({ ok: true })
    expect((await rowOf(visit)).others).toMatchObject([{ declinedBecause: null, wrongEndings: 0 }])
    await desk.visits.identify(visit, 'k3p9', clerk, { guard: second })
    expect(await desk.visits.claim(visit, father, { as: 'coHolder' })).toEqual({
      ok: false,
      refusal: 'alreadyIdentified',
    })
  })

  it('whose accepted document is doubted stays doubted: another claim does not wipe that out', async () => {
    const { visit } = await withMother()
    await desk.visits.claim(visit, father, { as: 'coHolder' })
    await desk.visits.identify(visit, 'k3p2', clerk, { guard: second })
    await desk.visits.decline(visit, 'doubt', clerk, second)
    const before = await rowOf(visit)
    const other = { ...father, document: { ...father.document, number: 'NX4L9K3P9' } }
    for (const claim of [father, other])
      expect(await desk.visits.claim(visit, claim, { as: 'coHolder' })).toEqual({
        ok: false,
        refusal: 'alreadyIdentified',
      })
    expect(await rowOf(visit)).toEqual(before)
    expect(before.record.others).toMatchObject([{ assurance: 'identified', declined: true }])
  })

  it('cannot be the same document twice, and no parent under 16', async () => {
    const { visit } = await withMother()
    expect(await desk.visits.claim(visit, mother, { as: 'coHolder' })).toEqual({ ok: false, refusal: 'sameDocument' })
    const today = desk.visits.today()
    const young = {
      ...father,
      birthDate: v.parse(CalendarDay, `${String(Number(today.slice(0, 4)) - 15)}${today.slice(4)}`),
    }
    await desk.visits.claim(visit, young, { as: 'coHolder' })
    expect(await desk.visits.identify(visit, 'k3p2', clerk, { guard: second })).toEqual({
      ok: false,
      refusal: 'tooYoung',
    })
    expect((await rowOf(visit)).record.others[0]?.assurance).toBe('claimed')
  })

  it('there are three at most, each part once', async () => {
    const { visit } = await withMother()
    for (const [at, as] of (['coHolder', 'patient', 'grantee'] as const).entries()) {
      const claim = { ...father, document: { ...father.document, number: `NX4L9K3P${String(at)}` } }
      expect(await desk.visits.claim(visit, claim, { as })).toMatchObject({ ok: true })
    }
    expect(await desk.visits.claim(visit, father, { as: 'witness' })).toEqual({ ok: false, refusal: 'nobody' })
  })

  it('what two clerks look at is one person: another claim since then stops the one who is late', async () => {
    const { visit } = await withMother()
    await desk.visits.claim(visit, father, { as: 'coHolder' })
    const { others } = await rowOf(visit)
    const guard = { person: 1, claimedAt: others[0]?.claimedAt ?? null }
    desk.state.now = new Date(desk.state.now.getTime() + 1000)
    await desk.visits.claim(visit, { ...father, given: 'PIET' }, { as: 'coHolder' })
    expect(await desk.visits.identify(visit, 'k3p2', clerk, { guard })).toEqual({ ok: false, refusal: 'changed' })
    expect(await desk.visits.decline(visit, 'doubt', clerk, guard)).toEqual({ ok: false, refusal: 'changed' })
  })

  it('goes with the patient whom the visitor says not to mean', async () => {
    const { visit } = await withMother()
    await desk.visits.claim(visit, father, { as: 'coHolder' })
    await desk.visits.reject(visit)
    expect(await rowOf(visit)).toMatchObject({ others: [], record: { others: [] } })
  })

  it('a document that was accepted may turn out to be doubtful, the visitor’s too', async () => {
    const { visit } = await withMother()
    expect(await desk.visits.decline(visit, 'doubt', clerk)).toMatchObject({ ok: true })
    expect(await rowOf(visit)).toMatchObject({ declinedBecause: 'doubt', record: { declined: true, state: 'bound' } })
  })
})

describe('the gateway', () => {
  const format = { [recordFormatHeader]: recordFormat }

  it('takes a claim of somebody else by his part, and tells it to kiosks that read it', async () => {
    const visitor = await withMother()
    const answer = await visitor.call('POST', '/visit/identity', { ...father, as: 'coHolder' }, format)
    expect(v.parse(VisitRecord, await answer.json()).others).toMatchObject([{ part: 'coHolder', claim: father }])
    expect((await rowOf(visitor.visit)).record.claim).toEqual(mother)
    for (const said of ['2', null]) {
      const headers = said === null ? undefined : { [recordFormatHeader]: said }
      const heard: unknown = await (await visitor.call('GET', '/visit', undefined, headers)).json()
      expect(heard).not.toHaveProperty('others')
    }
  })

  it('refuses a part that there is not, and a document that is already somebody’s', async () => {
    const visitor = await withMother()
    expect((await visitor.post('/visit/identity', { ...father, as: 'physician' })).status).toBe(400)
    expect((await visitor.post('/visit/identity', { ...mother, as: 'coHolder' })).status).toBe(409)
  })

  it('reads a row and a record from before there were others', async () => {
    const { visit } = await withMother()
    const { record } = await rowOf(visit)
    const { others: _, ...old } = record
    expect(v.parse(VisitRecord, old)).toEqual(record)
    expect(inFormat(record, '2')).not.toHaveProperty('others')
  })
})
