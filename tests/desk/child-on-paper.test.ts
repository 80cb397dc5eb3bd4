/** The paper is held to a name: the clerk sees which child is bound, before and while its paper is recorded. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'

let desk: Awaited<ReturnType<typeof deskBench>>
beforeEach(async () => {
  desk = await deskBench()
})
afterEach(async () => {
  await desk.close()
  expect(desk.faults).toEqual([])
})

const clerk = { id: 'x', name: 'Youssef Benali' }

test('screens 3: after "not my child" the desk sees the next child by name, and the old page records nothing', async () => {
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('child'))
  await desk.visits.evidenceMissing(visit, clerk)
  await desk.visits.identify(visit, '2014', clerk)
  const session = await desk.login(0)
  const page = async () => await (await session.go('/desk?nr=1')).text()
  expect(await page()).toContain('Nog niemand gekozen')
  await desk.visits.bind(visit, 'Patient/child', null)
  const bound = (await page()).replace(/\s+/g, ' ')
  expect(bound).toMatch(/Gekozen: <b>[^<]+<\/b>, geboren 4 september 2019/)
  await desk.visits.reject(visit)
  const post = (patient: string) =>
    session.go('/desk/proof', {
      method: 'POST',
      headers: { origin: desk.origin },
      body: new URLSearchParams({
        csrf: session.csrf,
        visit,
        bound: patient,
        authority: 'sole',
        issuedOn: '2026-11-01',
        paperGiven: 'Milan',
        paperBorn: '04-09-2019',
      }),
    })
  expect(await (await post('Patient/child')).text()).toContain('intussen veranderd')
  expect((await desk.visits.find(visit))?.record.evidence).toEqual([])
  await desk.visits.bind(visit, 'Patient/child', clerk)
  const again = await page()
  expect(again).toContain('Gezag controleren')
  expect(again).toContain('Kijk opnieuw op het uittreksel')
  await post('Patient/child')
  expect(await desk.visits.find(visit)).toMatchObject({
    evidenceFor: 'Patient/child',
    record: { evidence: [{ authority: 'sole' }] },
  })
})
