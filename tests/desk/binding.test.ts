/** To whom the clerk may bind a visit: what the form of the desk page sends is judged, whatever the page showed. */
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Consent, RelatedPerson } from '@medplum/fhirtypes'
import { consentForm, consentScope, loinc, policyUri } from '../../domain/coding/systems.ts'
import { JourneyId } from '../../domain/ids.ts'
import type { VisitId } from '../../domain/ids.ts'
import { claimOf } from '../gateway/bench.ts'
import { extractOf } from '../support/extract.ts'
import { deskBench } from './bench.ts'

let desk: Awaited<ReturnType<typeof deskBench>>
beforeEach(async () => {
  desk = await deskBench()
})
afterEach(async () => {
  await desk.close()
  expect(desk.faults).toEqual([])
})

test('a patient whose access is stopped ends the visit, with the reason for staff only', async () => {
  const { csrf, go } = await desk.login(0)
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('child'))
  await desk.visits.identify(visit, '2014', { id: 'x', name: 'X' })
  await desk.visits.lookUp(visit)
  await desk.visits.lookUpFailed(visit, 'severalFound')
  await go('/desk/search', { method: 'POST', body: new URLSearchParams({ csrf, visit, number: '999990068' }) })
  const other = new URLSearchParams({ csrf, visit, patient: 'stranger' })
  expect(await (await go('/desk/bind', { method: 'POST', body: other })).text()).toContain('intussen veranderd')
  const body = new URLSearchParams({ csrf, visit, patient: 'blocked' })
  expect(await (await go('/desk/bind', { method: 'POST', body })).text()).toContain('Een arts heeft de toegang gestopt')
  expect((await desk.visits.find(visit))?.record).toMatchObject({
    state: 'ended',
    endedBecause: 'blocked',
    patient: null,
  })
})

test('who comes for himself is bound to a patient of his birth date only, under whatever name', async () => {
  const { csrf, go } = await desk.login(0)
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('self'))
  await desk.visits.identify(visit, '2014', { id: 'x', name: 'X' })
  await desk.visits.lookUp(visit)
  await desk.visits.lookUpFailed(visit, 'severalFound')
  const pick = async (number: string, patient: string) => {
    await go('/desk/search', { method: 'POST', body: new URLSearchParams({ csrf, visit, number }) })
    const body = new URLSearchParams({ csrf, visit, patient })
    return await (await go('/desk/bind', { method: 'POST', body })).text()
  }
  expect(await pick('123456782', 'child')).toContain('De geboortedatum van deze patiënt is anders')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ state: 'identified', patient: null, deskPicks: true })
  await pick('999990020', 'stranger')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ state: 'bound', patient: 'Patient/stranger' })
})

test('who comes to stop a mandate of an adult is bound to him by a paper or a mandate, and by no pick alone', async () => {
  const { csrf, go } = await desk.login(0)
  const clerk = { id: 'x', name: 'X' }
  const claim = { ...claimOf('child'), journey: v.parse(JourneyId, 'stop-other') }
  const comes = async () => {
    const visit = await desk.visitor(1)
    await desk.visits.claim(visit, claim)
    await desk.visits.identify(visit, '2014', clerk)
    return visit
  }
  const pick = async (visit: VisitId, number: string, patient: string) => {
    await go('/desk/search', { method: 'POST', body: new URLSearchParams({ csrf, visit, number }) })
    const body = new URLSearchParams({ csrf, visit, patient })
    const said = await (await go('/desk/bind', { method: 'POST', body })).text()
    return { said, record: (await desk.visits.find(visit))?.record }
  }
  const bound = { state: 'bound', patient: 'Patient/stranger' }
  const alone = await comes()
  const nothing = await pick(alone, '999990020', 'stranger')
  expect(nothing.said).toContain('Leg eerst het papier vast')
  expect(nothing.record).toMatchObject({ state: 'identified', patient: null })
  const of = (given: string) => extractOf('2026-11-02', { concerns: { birthDate: '1984-06-14', given } })
  await desk.visits.recordEvidence(alone, of('Sanne'), clerk)
  expect((await pick(alone, '999990020', 'stranger')).record).toMatchObject({ patient: null })
  await desk.visits.recordEvidence(alone, of('Piet'), clerk)
  expect((await pick(alone, '999990020', 'stranger')).record).toMatchObject(bound)
  // A child is not an adult: as before.
  expect((await pick(await comes(), '123456782', 'child')).record).toMatchObject({ patient: 'Patient/child' })
  const { id } = await desk.fhir.create<RelatedPerson>({
    resourceType: 'RelatedPerson',
    active: true,
    patient: { reference: 'Patient/stranger' },
    name: [{ family: 'Verhoeven', given: ['Sanne', 'Maria'] }],
    birthDate: '1984-06-14',
  })
  await desk.fhir.create<Consent>(mandateOf('Patient/stranger', `RelatedPerson/${id ?? ''}`))
  expect((await pick(await comes(), '999990020', 'stranger')).record).toMatchObject(bound)
})

/** A mandate of this portal, as far as it is read. */
function mandateOf(patient: string, grantee: string): Consent {
  const concept = (system: string, code: string) => ({ coding: [{ system, code }] })
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: concept(consentScope, 'patient-privacy'),
    category: [concept(loinc, consentForm)],
    patient: { reference: patient },
    policy: [{ uri: policyUri('gooiland', 1) }],
    provision: {
      type: 'permit',
      period: { start: '2026-01-01' },
      actor: [{ role: concept('urn:x', 'x'), reference: { reference: grantee } }],
    },
  }
}
