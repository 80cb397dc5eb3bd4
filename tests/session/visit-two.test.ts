/** Visit two, whole: another adult looks at his own dossier. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import type { ScreenOf } from '../../domain/contract/messages/screen.ts'
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

const rowsOf = ({ lines }: ScreenOf<'dossier'>) => lines.filter((line) => line.kind === 'row')

async function toDossier(): Promise<void> {
  await toDesk(stage, 'self', passportOf(man))
  await stage.central.identify(stage.main.visit)
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
    expect(dossier.lines.map(({ id }) => id)).toEqual([
      'group-coming',
      'appointments-1',
      'group-earlier',
      'appointments-2',
    ])
    expect(rowsOf(dossier)).toMatchObject([
      { next: true, open: null },
      { next: false, open: null },
    ])
    expect(JSON.stringify(stage.renderer.views)).not.toContain('Oogarts')
  })

  it('opens one entry with its source and time, and covers it on another page', async () => {
    stage = await openStage()
    await toDossier()
    const { renderer } = stage
    await renderer.at('dossier')
    renderer.tap({ kind: 'subject', subject: 'medication' })
    await renderer.at('dossier', ({ subject }) => subject === 'medication')
    renderer.tap({ kind: 'open', id: 'medication-1' })
    const { lines } = await renderer.at('dossier', ({ anyOpen }) => anyOpen)
    expect(lines).toEqual([
      { kind: 'group', id: 'group-inUse', heading: 'Nu in gebruik', count: 1 },
      {
        kind: 'row',
        id: 'medication-1',
        at: 1,
        next: false,
        open: { title: 'Metformine 500 mg', state: null, source: 'Dr. De Boer', time: '1 september 2026' },
      },
      {
        kind: 'fact',
        id: 'medication-1.1',
        of: 'medication-1',
        title: 'Metformine 500 mg',
        label: 'Gebruik',
        text: '2 keer per dag',
      },
    ])
    renderer.tap({ kind: 'language', language: 'en' })
    await renderer.at('dossier', (screen) => rowsOf(screen)[0]?.open?.time === '1 September 2026')
    renderer.tap({ kind: 'subject', subject: 'leaflets' })
    renderer.tap({ kind: 'subject', subject: 'medication' })
    await renderer.at('dossier', (screen) => screen.subject === 'medication' && rowsOf(screen)[0]?.open === null)
  })

  it('screens 21: covers again after the time of the policy without a touch, and at once when asked', async () => {
    stage = await openStage()
    await toDossier()
    const { renderer } = stage
    await renderer.at('dossier')
    const after = defaultDevicePolicy.idleWarnAfter * 1000
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const anyOpen = (): boolean => {
      const { screen } = renderer.view()
      return screen.step === 'dossier' && screen.anyOpen
    }
    renderer.tap({ kind: 'open', id: 'appointments-1' })
    expect(anyOpen()).toBe(true)
    vi.advanceTimersByTime(after - 1)
    renderer.raw({ type: 'active' })
    vi.advanceTimersByTime(after - 1)
    expect(anyOpen()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(anyOpen()).toBe(false)
    renderer.tap({ kind: 'openAll' })
    expect(anyOpen()).toBe(true)
    renderer.tap({ kind: 'coverAll' })
    expect(anyOpen()).toBe(false)
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
    await central.identify(main.visit)
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
    await central.identify(main.visit)
    await renderer.at('deskPicks')
    await central.pick(main.visit, 'pieter')
    await renderer.at('confirmPatient')
  })
})
