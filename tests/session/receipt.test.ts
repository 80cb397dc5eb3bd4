/** The receipt in a visit: offered only where there is a printer, made from memory, and nothing of it passes main. */
import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { printOwner } from '../../session/print/owner.ts'
import { patience } from '../../session/receipt/print-receipt.ts'
import { ippPrinter } from '../print/support/ipp-printer.ts'
import type { IppPrinter, Manners } from '../print/support/ipp-printer.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { answered, sign, toChild, toOtherHere, toReview } from './support/walk.ts'

let stage: Stage | null = null
let printer: IppPrinter | null = null
afterEach(async () => {
  await stage?.close()
  await printer?.close()
  stage = null
  printer = null
})

async function besidePrinter(manners: Manners, before?: (printer: IppPrinter) => void) {
  printer = await ippPrinter(manners)
  before?.(printer)
  const place = { address: printer.address, paper: 'roll80', ca: null }
  stage = await openStage({ content: { device: { ...defaultDevicePolicy, printer: place } } })
  return { stage, printer }
}

async function signedWith(manners: Manners, before?: (printer: IppPrinter) => void) {
  const { stage, printer } = await besidePrinter(manners, before)
  await toChild(stage)
  await toReview(stage)
  await sign(stage)
  const done = await stage.renderer.at('done')
  expect(done.print).toEqual({ state: 'offered' })
  return { stage, printer }
}

describe('The receipt on paper', () => {
  it('is not offered without a printer, and asking for it does nothing', async () => {
    stage = await openStage()
    await toChild(stage)
    await toReview(stage)
    await sign(stage)
    expect((await stage.renderer.at('done')).print).toBeNull()
    stage.renderer.tap({ kind: 'print' })
    expect((await stage.renderer.at('done')).print).toBeNull()
  })

  it('is not offered for a part of a set, which nobody can take back yet', async () => {
    const { stage, printer } = await besidePrinter({})
    await toOtherHere(stage)
    stage.renderer.tap({ kind: 'otherHere', yes: false })
    await answered(stage)
    await sign(stage)
    expect((await stage.renderer.at('done')).print).toBeNull()
    stage.renderer.tap({ kind: 'print' })
    expect((await stage.renderer.at('done')).print).toBeNull()
    expect(printer.tray).toEqual([])
  })

  it('comes out with the reference of this very form, and main hears nothing of it', async () => {
    const at = await signedWith({})
    const { reference } = await at.stage.renderer.at('done')
    const heard = at.stage.main.heard.length
    at.stage.renderer.tap({ kind: 'print' })
    await at.stage.renderer.at('done', ({ print }) => print?.state === 'printed')
    const shown = at.stage.renderer.views.map(({ screen, busy }) =>
      screen.step === 'done' ? [screen.print?.state, busy] : null,
    )
    expect(shown).toContainEqual(['printing', true])
    expect(at.printer.tray).toHaveLength(1)
    const text = execFileSync('pdftotext', ['-', '-'], { input: at.printer.tray[0], encoding: 'utf8' })
    expect(text).toContain(reference)
    expect(text).not.toMatch(/Milan|Bruijn/i)
    expect(at.printer.held).toEqual([])
    expect(at.stage.main.heard).toHaveLength(heard)
    const said = at.printer.said()
    expect(said).toContain('balie-')
    for (const word of [reference, 'Milan', 'Bruijn', 'Willeke']) expect(said).not.toContain(word)
    // Once is enough: a second tap prints nothing.
    at.stage.renderer.tap({ kind: 'print' })
    await at.stage.renderer.at('done')
    expect(at.printer.tray).toHaveLength(1)
  })

  it('that failed says why, loses nothing, and can be tried again', async () => {
    const at = await signedWith({ reasons: ['media-empty'] })
    at.stage.renderer.tap({ kind: 'print' })
    const failed = await at.stage.renderer.at('done', ({ print }) => print?.state === 'failed')
    expect(failed.print).toEqual({ state: 'failed', problem: 'printerNoPaper' })
    expect(failed.statusUrl).toContain(failed.reference)
    expect(at.stage.main.stored).toHaveLength(1)
    at.printer.manners = {}
    at.stage.renderer.tap({ kind: 'print' })
    await at.stage.renderer.at('done', ({ print }) => print?.state === 'printed')
  })

  it('goes on while the form is delivered and the central ends the visit', async () => {
    const at = await signedWith({})
    const [stored] = at.stage.main.stored
    at.stage.renderer.tap({ kind: 'print' })
    if (stored !== undefined) at.stage.main.delivery(stored.id, 'stored')
    await at.stage.renderer.at('done', ({ print }) => print?.state === 'printed')
    const view = at.stage.renderer.view()
    expect(view).toMatchObject({ busy: false, screen: { delivery: 'received' } })
    const whilePrinting = at.stage.renderer.views.filter(
      ({ screen }) => screen.step === 'done' && screen.print?.state === 'printing',
    )
    expect(whilePrinting.length).toBeGreaterThan(1)
    for (const { busy } of whilePrinting) expect(busy).toBe(true)
  })

  it('that a killed session left with the printer is gone once the next session waits', async () => {
    const owner = { name: '' }
    const at = await signedWith({}, (one) => one.leave('balie-other000'))
    owner.name = printOwner(at.stage.hospital.seal.leafPem)
    // Asked what is held in our name, before anything is cancelled.
    expect(at.printer.heard[0]).toBe(0x0a)
    expect(at.printer.said()).toContain(owner.name)
    expect(at.printer.held.map(({ user }) => user)).toEqual(['balie-other000'])
  })
})

describe('A session that is made ready while somebody else is being served', () => {
  it('touches nothing at the printer: the job there may be that of the visit', async () => {
    printer = await ippPrinter({})
    const place = { address: printer.address, paper: 'roll80', ca: null }
    stage = await openStage({ begin: false, content: { device: { ...defaultDevicePolicy, printer: place } } })
    stage.main.arm({ sweep: undefined })
    await stage.main.begin()
    await stage.renderer.at('language')
    expect(printer.heard).toEqual([])
  })
})

describe('The patience with a printer', () => {
  it('ends before the end screen does', () => {
    expect(patience({ doneFor: 30 })).toBe(25_000)
    expect(patience({ doneFor: 15 })).toBe(11_000)
    expect(patience({ doneFor: 120 })).toBe(25_000)
  })
})
