/** Visit two, whole: another adult looks at his own dossier. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { coverAfter } from '../../session/flow/runner.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { man, passportOf } from './support/people.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { toDesk } from './support/walk.ts'

let stage: Stage
afterEach(async () => {
  vi.useRealTimers()
  await stage.close()
})

async function toDossier(): Promise<void> {
  await toDesk(stage, 'self', passportOf(man))
  stage.central.identify(stage.main.visit)
  expect(await stage.renderer.at('confirmPatient')).toMatchObject({ who: 'self', initials: 'P.', bsnEnd: '20' })
  stage.renderer.tap({ kind: 'confirmPatient', yes: true })
}

describe('visit two', () => {
  it('finds him by his document and shows five subjects, everything covered', async () => {
    stage = await openStage()
    await toDossier()
    const dossier = await stage.renderer.at('dossier')
    expect(dossier.subjects).toEqual([
      { subject: 'appointments', count: 2 },
      { subject: 'medication', count: 1 },
      { subject: 'allergies', count: 1 },
      { subject: 'leaflets', count: 1 },
      { subject: 'documents', count: 1 },
    ])
    expect(dossier.who).toBe('P. J., geboren in 1960')
    expect(dossier.rows.map(({ when, open }) => [when, open])).toEqual([['future', null], ['past', null]]) // prettier-ignore
    expect(JSON.stringify(stage.renderer.views)).not.toContain('Oogarts')
  })

  it('opens one entry with its source and time, and covers it on another page', async () => {
    stage = await openStage()
    await toDossier()
    const { renderer } = stage
    await renderer.at('dossier')
    renderer.tap({ kind: 'subject', subject: 'medication' })
    const [row] = (await renderer.at('dossier', ({ subject }) => subject === 'medication')).rows
    renderer.tap({ kind: 'open', id: row?.id })
    const [opened] = (await renderer.at('dossier', ({ rows }) => rows.some(({ open }) => open !== null))).rows
    expect(opened?.open).toEqual({
      title: 'Metformine 500 mg',
      details: [{ label: 'Gebruik', text: '2 keer per dag' }],
      source: 'Dr. De Boer',
      time: '1 september 2026',
    })
    renderer.tap({ kind: 'language', language: 'en' })
    await renderer.at('dossier', ({ rows }) => rows[0]?.open?.time === '1 September 2026')
    renderer.tap({ kind: 'subject', subject: 'leaflets' })
    renderer.tap({ kind: 'subject', subject: 'medication' })
    await renderer.at('dossier', ({ rows, subject }) => subject === 'medication' && rows[0]?.open === null)
  })

  it('covers everything again after a minute without a touch, and at once when asked', async () => {
    stage = await openStage()
    await toDossier()
    const { renderer } = stage
    const { rows } = await renderer.at('dossier')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    renderer.tap({ kind: 'open', id: rows[0]?.id })
    const opened = (): number =>
      renderer.view().screen.step === 'dossier'
        ? (renderer.view().screen as { rows: { open: unknown }[] }).rows.filter(({ open }) => open !== null).length
        : -1
    expect(opened()).toBe(1)
    vi.advanceTimersByTime(coverAfter - 1)
    expect(opened()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(opened()).toBe(0)
    renderer.tap({ kind: 'open', id: rows[0]?.id })
    renderer.tap({ kind: 'coverAll' })
    expect(opened()).toBe(0)
  })

  it('tells kindly what is missing when the hospital asks for a login first', async () => {
    const preview = { ...defaultPolicy.preview, minimumIdentity: 'authenticated' } as const
    stage = await openStage({ content: { policy: { ...defaultPolicy, preview } }, preview })
    await toDossier()
    expect(await stage.renderer.at('needsMore')).toEqual({ step: 'needsMore', needs: 'authenticated' })
    expect(stage.central.calls.some((call) => call.includes('/visit/fhir/Appointment'))).toBe(false)
  })

  it('goes to the desk when the hospital offers no preview here, and nothing of the file is asked for', async () => {
    const preview = { ...defaultPolicy.preview, route: 'notOffered' } as const
    stage = await openStage({ content: { policy: { ...defaultPolicy, preview } }, preview })
    await toDossier()
    expect(await stage.renderer.at('outcome')).toMatchObject({ outcome: 'refusedByRules' })
    expect(stage.central.calls.some((call) => call.includes('/visit/fhir/Appointment'))).toBe(false)
  })

  it('sends what he accepted in an envelope of its own', async () => {
    stage = await openStage()
    await toDossier()
    await stage.renderer.at('dossier')
    const stored = await stage.main.until(() => stage.main.stored[0])
    // Main is told that no screen is owed for it: otherwise the next visitor would read "saved, will be sent".
    await stage.main.until(() => (stage.main.heard.at(-1)?.type === 'step' ? true : null))
    expect(stage.main.heard.slice(-2)).toMatchObject([{ type: 'store' }, { type: 'step', step: 'dossier' }])
    const payload = await stage.main.open(stored)
    expect(payload.bundle.entry).toMatchObject([
      { resource: { resourceType: 'Consent', performer: [{ reference: 'Patient/pieter' }] } },
      { resource: { resourceType: 'AuditEvent' } },
    ])
  })

  it('asks for the BSN when the document finds nobody', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'self', passportOf({ ...man, family: 'Bakker', given: 'Klaas', number: 'NX0000001' }))
    central.identify(main.visit)
    expect(await renderer.at('findPatient')).toMatchObject({ who: 'self', problem: null, triesLeft: 2 })
    renderer.tap({ kind: 'findPatient', birthDate: null, bsn: '999990020' })
    // The BSN is another person's: the clerk picks in the end, the kiosk shows no names.
    await renderer.at('findPatient', ({ triesLeft }) => triesLeft === 1)
    renderer.tap({ kind: 'findPatient', birthDate: null, bsn: '999990020' })
    await renderer.at('deskPicks')
    await central.pick(main.visit, 'pieter')
    await renderer.at('confirmPatient')
  })

  it('identity 2: a doubt about the name goes to the clerk at once', async () => {
    stage = await openStage()
    const { renderer, central, main } = stage
    await toDesk(stage, 'self', passportOf({ ...man, given: 'Piet', number: 'NX0000001' }))
    central.identify(main.visit)
    await renderer.at('deskPicks')
    await central.pick(main.visit, 'pieter')
    await renderer.at('confirmPatient')
  })
})
